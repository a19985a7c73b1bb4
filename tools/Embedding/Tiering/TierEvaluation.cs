using System.Diagnostics;
using System.Globalization;
using System.Text;
using Wasmtime;

namespace CompileBench.Embedding.Tiering;

/// <summary>What one round measured: the same calls in either tier alone and in two tiers. Times are in nanoseconds since the start, compiling included.</summary>
/// <param name="Calls">The numbers of calls at which totals were taken: 1, 2, 5, 10, …</param>
/// <param name="First">The totals in the first tier alone.</param>
/// <param name="Second">The totals in the second tier alone, which is compiled in this process before the first call.</param>
/// <param name="Tiered">The totals in two tiers.</param>
/// <param name="Swapped">When the second tier was there; null where it was not before the last call.</param>
/// <param name="SameResults">Whether every call of every way returned the same.</param>
internal sealed record TierRound(
    IReadOnlyList<long> Calls, IReadOnlyList<double> First, IReadOnlyList<double> Second, IReadOnlyList<double> Tiered, TimeSpan? Swapped, bool SameResults)
{
    /// <summary>Time to the first result in two tiers over that in the first tier alone.</summary>
    public double FirstCallRatio => Tiered[0] / First[0];

    /// <summary>
    /// The total in two tiers over that of the offline optimum, by number of calls: whoever knows the number of calls beforehand takes the better tier alone.
    /// </summary>
    public IReadOnlyList<double> Ratios => [.. Tiered.Select((total, i) => total / Math.Min(First[i], Second[i]))];
}

/// <summary>
/// Measures what two tiers cost over the better of either tier alone. The module is made here: one hot function, which every call runs (quarter
/// rounds of the ChaCha stream cipher, three that are independent of each other, so that the number of instructions counts), and many that are compiled and
/// not called, as in most programs. The caller keeps an instance and takes a new one when the tier changes.
/// </summary>
/// <param name="calls">The number of calls of each way, from 1.</param>
/// <param name="cancellation">Ends the evaluation.</param>
internal sealed class TierEvaluation(long calls, CancellationToken cancellation) : IDisposable
{
    /// <summary>The functions beside the hot one: about a fifth of a second under the second tier.</summary>
    public const int ColdFunctions = 2_000;

    private const int Iterations = 500;
    private const int MultiplicationsPerFunction = 20;
    private const int CallsBetweenLooksAtCancellation = 1 << 12;

    private const string QuarterRound = """
        (local.set $a@ (i32.add (local.get $a@) (local.get $b@)))
        (local.set $d@ (i32.rotl (i32.xor (local.get $d@) (local.get $a@)) (i32.const 16)))
        (local.set $c@ (i32.add (local.get $c@) (local.get $d@)))
        (local.set $b@ (i32.rotl (i32.xor (local.get $b@) (local.get $c@)) (i32.const 12)))
        (local.set $a@ (i32.add (i32.add (local.get $a@) (local.get $b@)) (local.get $left)))
        (local.set $d@ (i32.rotl (i32.xor (local.get $d@) (local.get $a@)) (i32.const 8)))
        (local.set $c@ (i32.add (local.get $c@) (local.get $d@)))
        (local.set $b@ (i32.rotl (i32.xor (local.get $b@) (local.get $c@)) (i32.const 7)))

        """;

    private readonly byte[] _module = Module.ConvertText(ModuleText());
    private readonly BudgetedCompiler _compiler = new(new BudgetedCompilerOptions { Model = null });

    /// <summary>Makes the calls of one round: the ways in turn, so that a change of the machine's speed meets all of them.</summary>
    /// <param name="trigger">When the second tier begins to be compiled.</param>
    public async Task<TierRound> MeasureAsync(TierTrigger trigger)
    {
        // Other modules come and go in a program too: what is collected here was not made by this round.
        GC.Collect();
        await _compiler.AwaitSpareAsync(cancellation).ConfigureAwait(false);
        var (numbers, first) = Alone(() => FirstTier.CompileHere(_module, EngineConfiguration.Default));
        var (_, second) = Alone(CompileSecond);
        var start = Stopwatch.GetTimestamp();
        await using var tiered = await TieredModule.CreateAsync(_module, new TieredModuleOptions { Trigger = trigger, Compiler = _compiler }, cancellation).ConfigureAwait(false);
        using var caller = new TieredCaller(tiered);
        var (_, both) = Repeat(start, caller.Call);
        return new TierRound(numbers, first.Totals, second.Totals, both.Totals, tiered.Statistics.Swapped, first.Result is { } result && second.Result == result && both.Result == result);
    }

    /// <inheritdoc/>
    public void Dispose() => _compiler.Dispose();

    private (IReadOnlyList<long> Numbers, Way Way) Alone(Func<ModuleTier> compile)
    {
        var start = Stopwatch.GetTimestamp();
        var tier = compile();
        try
        {
            using var instance = new KeptInstance(tier);
            return Repeat(start, () => instance.Run(Iterations));
        }
        finally
        {
            tier.Release();
        }
    }

    private ModuleTier CompileSecond()
    {
        var engine = new Engine(EngineConfiguration.Default.CreateConfig(EngineKind.Cranelift).WithParallelCompilation(false));
        return new ModuleTier(2, new TieredModuleOptions().SecondTier.Chain[0], engine, Module.FromBytes(engine, "module", _module));
    }

    private (IReadOnlyList<long> Numbers, Way Way) Repeat(long start, Func<int> call)
    {
        var (numbers, totals) = (new List<long>(), new List<double>());
        int? result = null;
        var isSame = true;
        var next = 1L;
        for (var made = 1L; made <= calls; made++)
        {
            var returned = call();
            isSame &= result is null || result == returned;
            result = returned;
            if (made == next || made == calls)
            {
                numbers.Add(made);
                totals.Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds);
                next = CallSeries.After(next);
            }

            if (made % CallsBetweenLooksAtCancellation == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }

        return (numbers, new Way(totals, isSame ? result : null));
    }

    private static string ModuleText()
    {
        var text = new StringBuilder("(module (func (export \"run\") (param $left i32) (result i32)\n");
        string[] lanes = ["0", "1", "2"];
        foreach (var lane in lanes)
        {
            text.Append(CultureInfo.InvariantCulture, $"(local $a{lane} i32) (local $b{lane} i32) (local $c{lane} i32) (local $d{lane} i32)\n");
        }

        text.Append("(loop $again\n");
        foreach (var lane in lanes)
        {
            text.Append(QuarterRound.Replace("@", lane, StringComparison.Ordinal));
        }

        text.Append("(br_if $again (local.tee $left (i32.sub (local.get $left) (i32.const 1)))))\n");
        text.Append("(i32.xor (local.get $a0) (i32.xor (local.get $b1) (local.get $c2))))\n");
        for (var function = 1; function <= ColdFunctions; function++)
        {
            text.Append("(func (param i32 i32) (result i32) local.get 0 ");
            for (var i = 1; i <= MultiplicationsPerFunction; i++)
            {
                text.Append(CultureInfo.InvariantCulture, $"local.get 1 i32.mul i32.const {(function * MultiplicationsPerFunction) + i} i32.add ");
            }

            text.Append(")\n");
        }

        return text.Append(')').ToString();
    }

    private sealed record Way(IReadOnlyList<double> Totals, int? Result);

    /// <summary>An instance of a tier whose function is looked up once.</summary>
    private sealed class KeptInstance : IDisposable
    {
        private readonly Store _store;

        public KeptInstance(ModuleTier tier)
        {
            _store = new Store(tier.Engine);
            using var linker = new Linker(tier.Engine);
            Run = linker.Instantiate(_store, tier.Module).GetFunction<int, int>("run")!;
        }

        public Func<int, int> Run { get; }

        public void Dispose() => _store.Dispose();
    }

    /// <summary>Calls an instance of the tier that new instances come from, and replaces it when the tier changes.</summary>
    private sealed class TieredCaller(TieredModule tiered) : IDisposable
    {
        private TierLease? _lease;
        private KeptInstance? _instance;
        private Func<int>? _runOnce;

        public int Call()
        {
            if (_lease is not { IsCurrent: true })
            {
                Dispose();
                _lease = tiered.Acquire();
                _instance = new KeptInstance(_lease.Tier);
            }

            return _lease.Call(_runOnce ??= RunOnce);
        }

        public void Dispose()
        {
            _instance?.Dispose();
            _lease?.Dispose();
        }

        private int RunOnce() => _instance!.Run(Iterations);
    }
}
