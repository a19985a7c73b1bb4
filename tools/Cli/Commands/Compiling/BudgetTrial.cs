using System.Diagnostics;
using CompileBench.Embedding;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary>Measures what compiling within a budget costs and how exactly it is kept.</summary>
/// <param name="repetitions">How often each compile is repeated, from 1.</param>
/// <param name="cancellation">Ends the trial.</param>
internal sealed class BudgetTrial(int repetitions, CancellationToken cancellation)
{
    // Many seconds under speed-backtracking, so that every one of them is stopped.
    private static readonly byte[] Endless = GeneratorRecipe.Parse("nested-loops-locals@4000").Generate();

    // About a fifth of a second under speed-backtracking.
    private static readonly byte[] Moderate = GeneratorRecipe.Parse("many-functions@8000").Generate();

    private static readonly CompileLimits Ample = new() { CpuTime = TimeSpan.FromMinutes(2), Chain = [SettingNames.SpeedBacktracking] };

    /// <summary>CPU time over the budget when the worker is dead, for compiles that are stopped, in milliseconds, sorted.</summary>
    public async Task<IReadOnlyList<double>> MeasureOverrunsAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(300), Chain = [SettingNames.SpeedBacktracking] };
        var overruns = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            var attempt = (await compiler.CompileAsync(Endless, limits, cancellation)).Report.Attempts.Single();
            overruns.Add((attempt.CpuTime!.Value - attempt.Allowance).TotalMilliseconds);
        }

        return [.. overruns.Order()];
    }

    /// <summary>Wall time of compiles within a budget and of bare compiles in this process, in turn, in milliseconds, each sorted.</summary>
    public async Task<(IReadOnlyList<double> Guarded, IReadOnlyList<double> Bare)> MeasureCostsAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline, ConfigPlan.ForHost(CompilerSettings.Baseline, new Dictionary<string, bool>()));
        var (guarded, bare) = (new List<double>(), new List<double>());
        for (var i = -1; i < repetitions; i++)
        {
            // A worker starts beside the bare compile and would slow it down.
            await compiler.AwaitSpareAsync(cancellation);
            var bareTime = Time(() => engine.Delete(engine.Compile(Moderate, out _)));
            var start = Stopwatch.GetTimestamp();
            _ = await compiler.CompileAsync(Moderate, Ample, cancellation);
            var guardedTime = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (i >= 0)
            {
                guarded.Add(guardedTime);
                bare.Add(bareTime);
            }
        }

        return ([.. guarded.Order()], [.. bare.Order()]);
    }

    /// <summary>
    /// How often a verdict was not the right one for a compile that needs two thirds of its budget, and for one that needs 1.6 times as much, while each
    /// processor has so many threads to run.
    /// </summary>
    /// <param name="oversubscription">Threads per processor, from 1; one of them is the compile's.</param>
    public async Task<(int Verdicts, int Wrong)> CountWrongVerdictsAsync(int oversubscription)
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        var times = new List<TimeSpan>();
        for (var i = 0; i < 5; i++)
        {
            times.Add((await compiler.CompileAsync(Moderate, Ample, cancellation)).Report.CpuTime);
        }

        var usual = times.Order().ElementAt(2);
        using var busy = new BusyThreads((oversubscription * Environment.ProcessorCount) - 1);
        var wrong = 0;
        for (var i = 0; i < repetitions; i++)
        {
            var within = await compiler.CompileAsync(Moderate, Ample with { CpuTime = usual * 1.5 }, cancellation);
            var beyond = await compiler.CompileAsync(Moderate, Ample with { CpuTime = usual / 1.6 }, cancellation);
            wrong += (within is BudgetedCompilation.Compiled ? 0 : 1) + (beyond is BudgetedCompilation.Refused { Reason: RefusalReason.OverBudget } ? 0 : 1);
        }

        return (2 * repetitions, wrong);
    }

    /// <summary>Compiles every shape at a size of about a megabyte within 200 ms and 300 MB; the outcomes with their number, and the shapes that ended in a host fault.</summary>
    public async Task<(IReadOnlyDictionary<string, int> Outcomes, IReadOnlyList<string> Faults)> CompileEveryShapeAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(200), MemoryBytes = 300_000_000, Chain = [SettingNames.SpeedBacktracking] };
        var (outcomes, faults) = (new SortedDictionary<string, int>(StringComparer.Ordinal), new List<string>());
        foreach (var shape in LadderShapes.All)
        {
            var result = await compiler.CompileAsync(Hostile(shape), limits, cancellation);
            var outcome = result is BudgetedCompilation.Refused refused ? $"{refused.Reason}" : "Compiled";
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
            if (outcome == nameof(RefusalReason.HostFault))
            {
                faults.Add(shape.Name);
            }
        }

        return (outcomes, faults);
    }

    private static byte[] Hostile(LadderShape shape)
    {
        const int enough = 1_000_000;
        var size = shape.Sizes.Minimum;
        var module = Generate(shape, size);
        while (module.Length < enough && size < shape.Sizes.Maximum)
        {
            size = Math.Min(size * 4, shape.Sizes.Maximum);
            module = Generate(shape, size);
        }

        return module;
    }

    private static byte[] Generate(LadderShape shape, int size) => GeneratorRecipe.Parse($"{shape.Name}@{size}").Generate();

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Threads that use all the processor time they get.</summary>
    private sealed class BusyThreads : IDisposable
    {
        private readonly List<Thread> _threads;
        private volatile bool _stopped;

        public BusyThreads(int count)
        {
            _threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Spin) { IsBackground = true, Name = "busy" })];
            _threads.ForEach(t => t.Start());
        }

        public void Dispose()
        {
            _stopped = true;
            _threads.ForEach(t => t.Join());
        }

        private void Spin()
        {
            while (!_stopped)
            {
                Thread.SpinWait(1000);
            }
        }
    }
}
