using System.Diagnostics;
using CompileBench.Embedding;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary>Wall times of one compile within a budget and of the same compile without one, in milliseconds.</summary>
/// <param name="Guarded">The whole call of the budgeted compiler without a model, which returns an artifact.</param>
/// <param name="Predicted">The same with a model, so that the costs are predicted first; null where there is no model of this engine.</param>
/// <param name="Inside">The engine's part of it, in the worker: the first large compile of a process.</param>
/// <param name="Bare">A compile by a warm engine in this process.</param>
/// <param name="BareArtifact">The same and its serialization, which gives the same artifact.</param>
internal readonly record struct BudgetCost(double Guarded, double? Predicted, double Inside, double Bare, double BareArtifact);

/// <summary>Verdicts on compiles whose need for CPU time is known.</summary>
/// <param name="Verdicts">How many.</param>
/// <param name="Wrong">Those that are not the right one, in words.</param>
/// <param name="Overruns">CPU time over the budget when the worker was dead, of the compiles that were stopped, in milliseconds, sorted.</param>
internal sealed record VerdictCount(int Verdicts, IReadOnlyList<string> Wrong, IReadOnlyList<double> Overruns);

/// <summary>Measures what compiling within a budget costs and how exactly it is kept.</summary>
/// <param name="repetitions">How often each compile is repeated, from 1.</param>
/// <param name="cancellation">Ends the trial.</param>
internal sealed class BudgetTrial(int repetitions, CancellationToken cancellation)
{
    // Many seconds under speed-backtracking, so that every one of them is stopped.
    private static readonly byte[] Endless = GeneratorRecipe.Parse("nested-loops-locals@4000").Generate();

    // About a fifth of a second under speed-backtracking.
    private static readonly byte[] Moderate = GeneratorRecipe.Parse("many-functions@8000").Generate();

    // A third of that, since a thousand verdicts take a while.
    private static readonly byte[] Short = GeneratorRecipe.Parse("many-functions@2500").Generate();

    // The runtime compiles this program's own code in the first ones.
    private const int UntimedRuns = 3;

    // Odd, and within some seconds: neighbours on the same core make a compile take up to 1.7 times as much CPU time, for seconds at a time.
    private const int NeedRuns = 9;

    private static readonly CompileLimits Ample = new() { CpuTime = TimeSpan.FromMinutes(2), Chain = [SettingNames.SpeedBacktracking] };

    /// <summary>CPU time over the budget when the worker is dead, for compiles that are stopped, in milliseconds, sorted.</summary>
    public async Task<IReadOnlyList<double>> MeasureOverrunsAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(300), Chain = [SettingNames.SpeedBacktracking] };
        var overruns = new List<double>();
        for (var i = 0; i < repetitions; i++)
        {
            overruns.Add(Overrun(await compiler.CompileAsync(Endless, limits, cancellation)));
        }

        return [.. overruns.Order()];
    }

    /// <summary>Compiles the same module within a budget and without one, in turn.</summary>
    public async Task<IReadOnlyList<BudgetCost>> MeasureCostsAsync()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null });
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline, ConfigPlan.ForHost(CompilerSettings.Baseline, new Dictionary<string, bool>()));
        using var predicting = BudgetedCompilerOptions.DefaultModel is null ? null : new BudgetedCompiler();
        var costs = new List<BudgetCost>();
        for (var i = -UntimedRuns; i < repetitions; i++)
        {
            // A worker that starts or ends beside a compile would slow it down.
            await compiler.AwaitSpareAsync(cancellation);
            await (predicting?.AwaitSpareAsync(cancellation) ?? Task.CompletedTask);
            // The compile before the first timed one takes the cost of cold caches away, and the two take turns in being first.
            engine.Delete(engine.Compile(Moderate, out _));
            var (bare, bareArtifact) = (0.0, 0.0);
            foreach (var isArtifact in (bool[])[i % 2 == 0, i % 2 != 0])
            {
                if (isArtifact)
                {
                    bareArtifact = Time(() => CompileAndSerialize(engine));
                }
                else
                {
                    bare = Time(() => engine.Delete(engine.Compile(Moderate, out _)));
                }
            }

            var (guarded, result) = await TimeAsync(compiler);
            double? predicted = null;
            if (predicting is not null)
            {
                await compiler.AwaitSpareAsync(cancellation);
                (predicted, _) = await TimeAsync(predicting);
            }

            if (i >= 0)
            {
                costs.Add(new BudgetCost(guarded, predicted, result.Report.Attempts[^1].EngineTime!.Value.TotalMilliseconds, bare, bareArtifact));
            }
        }

        return costs;
    }

    /// <summary>
    /// Counts wrong verdicts for a compile that needs two thirds of its budget and for one that needs 1.6 times as much, both at once, while each processor
    /// has so many threads to run. The need is the median of the last compiles of the same module with an ample budget, one between every two verdicts of a
    /// kind, because it changes with the machine's state.
    /// </summary>
    /// <param name="oversubscription">Threads per processor, from 1; two of all of them are the compiles'.</param>
    /// <param name="verdicts">How many verdicts, half of each kind, from 2.</param>
    public async Task<VerdictCount> CountWrongVerdictsAsync(int oversubscription, int verdicts)
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, MaxConcurrency = 2, SpareWorkers = 2 });
        using var busy = new BusyThreads(Math.Max(0, (oversubscription * Environment.ProcessorCount) - 2));
        var needs = new List<TimeSpan>();
        for (var i = 0; i < NeedRuns; i++)
        {
            needs.Add(await MeasureNeedAsync(compiler));
        }

        var (wrong, overruns) = (new List<string>(), new List<double>());
        for (var i = 0; i < verdicts / 2; i++)
        {
            var usual = needs.TakeLast(NeedRuns).Order().ElementAt(NeedRuns / 2);
            var results = await Task.WhenAll(
                compiler.CompileAsync(Short, Ample with { CpuTime = usual * 1.5 }, cancellation), compiler.CompileAsync(Short, Ample with { CpuTime = usual / 1.6 }, cancellation));
            if (results[0] is BudgetedCompilation.Refused refused)
            {
                wrong.Add($"within: {refused.Message}");
            }

            if (results[1] is BudgetedCompilation.Refused { Reason: RefusalReason.OverBudget })
            {
                overruns.Add(Overrun(results[1]));
            }
            else
            {
                wrong.Add($"beyond: {(results[1] as BudgetedCompilation.Refused)?.Message ?? "compiled"}");
            }

            needs.Add(await MeasureNeedAsync(compiler));
        }

        return new VerdictCount(verdicts / 2 * 2, wrong, [.. overruns.Order()]);
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

    private async Task<TimeSpan> MeasureNeedAsync(BudgetedCompiler compiler)
    {
        await compiler.AwaitSpareAsync(cancellation);
        return (await compiler.CompileAsync(Short, Ample, cancellation)).Report.CpuTime;
    }

    private static double Overrun(BudgetedCompilation stopped)
    {
        var attempt = stopped.Report.Attempts.Single();
        return (attempt.CpuTime!.Value - attempt.Allowance).TotalMilliseconds;
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

    private static void CompileAndSerialize(ConfiguredEngine engine)
    {
        var compiled = engine.Compile(Moderate, out _);
        _ = engine.Serialize(compiled);
        engine.Delete(compiled);
    }

    private async Task<(double Milliseconds, BudgetedCompilation Result)> TimeAsync(BudgetedCompiler compiler)
    {
        var start = Stopwatch.GetTimestamp();
        var result = await compiler.CompileAsync(Moderate, Ample, cancellation);
        return (Stopwatch.GetElapsedTime(start).TotalMilliseconds, result);
    }

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
