using CompileBench.Embedding.Tiering;
using CompileBench.Modules.Generation;
using CompileBench.Results.Schema;
using Wasmtime;
using Xunit;

namespace CompileBench.Embedding.Tests;

public sealed class TieredModuleTests(SharedCompiler shared) : IClassFixture<SharedCompiler>
{
    private static readonly byte[] Faulty = Module.ConvertText(
        """
        (module
          (memory 1)
          (func (export "sum") (param $n i32) (result i32) (local $s i32)
            (loop $l
              (local.set $s (i32.add (local.get $s) (local.get $n)))
              (br_if $l (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $s))
          (func (export "unreachable") (param i32) (result i32) unreachable)
          (func (export "divide") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
          (func (export "load") (param i32) (result i32) (i32.load (i32.const 70000)))
          (func $deep (export "recurse") (param i32) (result i32) (call $deep (local.get 0))))
        """);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_AfterTheSwap_NewInstancesAreOfTheSecondTierAndOldOnesFinish()
    {
        await using var tiered = await TieredModule.CreateAsync(Faulty, Options(new TierTrigger.AfterCalls(5)), Cancellation);
        var swapped = new TaskCompletionSource<TierStatistics>();
        tiered.Swapped += (_, e) => swapped.SetResult(e.Statistics);
        using var old = tiered.Acquire();
        using var store = new Store(old.Tier.Engine);
        using var linker = new Linker(old.Tier.Engine);
        var sum = linker.Instantiate(store, old.Tier.Module).GetFunction<int, int>("sum")!;
        Assert.Equal(TierState.First, tiered.Statistics.State);

        var before = Enumerable.Range(0, 5).Select(_ => tiered.Call(tier => (tier.Number, Sum: Invoke(tier, "sum", 10).Result))).ToList();
        await tiered.Settled.WaitAsync(Cancellation);
        var after = tiered.Call(tier => (tier.Number, tier.Settings, Sum: Invoke(tier, "sum", 10).Result));

        Assert.All(before, call => Assert.Equal((1, "55"), call));
        Assert.Equal((2, SettingNames.SpeedBacktracking, "55"), after);
        Assert.Equal((1, SettingNames.Winch, 55), (old.Tier.Number, old.Tier.Settings, old.Call(() => sum(10))));
        Assert.Equal(TierState.Second, (await swapped.Task.WaitAsync(Cancellation)).State);
        var statistics = tiered.Statistics;
        Assert.Equal((6, 1), (statistics.FirstCalls, statistics.SecondCalls));
        Assert.True(statistics.FirstReady < statistics.Triggered && statistics.Triggered < statistics.Swapped);
        Assert.Equal(AttemptOutcome.Compiled, statistics.SecondReport!.Attempts.Single().Outcome);
    }

    [Fact]
    public async Task Call_BothTiers_HaveTheSameResultsTrapsAndFuel()
    {
        (string Function, int Argument)[] calls = [("sum", 10), ("sum", 100_000), ("unreachable", 0), ("divide", 0), ("load", 0), ("recurse", 0)];
        var configuration = new EngineConfiguration { ConsumesFuel = true };
        var options = Options(new TierTrigger.AfterCalls(calls.Length)) with { Configuration = configuration, Compiler = null };
        await using var tiered = await TieredModule.CreateAsync(Faulty, options, Cancellation);

        var first = calls.Select(call => tiered.Call(tier => Invoke(tier, call.Function, call.Argument, fuel: 200_000))).ToList();
        await tiered.Settled.WaitAsync(Cancellation);
        var second = calls.Select(call => tiered.Call(tier => Invoke(tier, call.Function, call.Argument, fuel: 200_000))).ToList();

        Assert.Equal(TierState.Second, tiered.Statistics.State);
        Assert.Equal(["55", "OutOfFuel", "Unreachable", "IntegerDivisionByZero", "MemoryOutOfBounds"], first.Take(5).Select(c => c.Result));
        Assert.Equal(first.Select(c => c.Result), second.Select(c => c.Result));

        // Where a call traps, optimised code has not yet written back the fuel of its last instructions.
        Assert.Equal(first.Take(2), second.Take(2));
    }

    [Fact]
    public async Task Call_SecondTierThatFails_TheFirstGoesOn()
    {
        var module = GeneratorRecipe.Parse("nested-loops-locals@500").Generate();
        var options = Options(new TierTrigger.Immediately()) with { SecondTier = new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(1), Chain = [SettingNames.SpeedBacktracking] } };
        await using var tiered = await TieredModule.CreateAsync(module, options, Cancellation);

        await tiered.Settled.WaitAsync(Cancellation);

        Assert.Equal(TierState.Failed, tiered.Statistics.State);
        Assert.Contains("CPU time", tiered.Statistics.Failure, StringComparison.Ordinal);
        Assert.Equal(1, tiered.Call(tier => tier.Number));
    }

    [Fact]
    public async Task Call_ManyThreadsWhileTheTiersSwap_NoCallFails()
    {
        await using var tiered = await TieredModule.CreateAsync(Faulty, Options(new TierTrigger.AfterCalls(8)), Cancellation);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            var seen = new HashSet<(int, string)>();
            while (!stop.IsCancellationRequested)
            {
                seen.Add(tiered.Call(tier => (tier.Number, Invoke(tier, "sum", 10).Result)));
                Thread.Yield();
            }

            seen.Add(tiered.Call(tier => (tier.Number, Invoke(tier, "sum", 10).Result)));
            return seen;
        })).ToList();

        await tiered.Settled.WaitAsync(Cancellation);
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(callers), seen => Assert.Contains((2, "55"), seen));
        Assert.All(await Task.WhenAll(callers), seen => Assert.All(seen, one => Assert.Equal("55", one.Item2)));
    }

    // COMPILEBENCH_SWAPS=10000 swaps as often; a test run does it a few times. The second tier is compiled once, by a worker.
    [Fact]
    public async Task Call_ManySwaps_NoCallFailsAndOutputsAreIdentical()
    {
        var swaps = int.TryParse(Environment.GetEnvironmentVariable("COMPILEBENCH_SWAPS"), out var asked) ? asked : 2;
        var options = Options(new TierTrigger.Immediately());
        var second = await shared.Compiler.CompileAsync(Faulty, options.SecondTier, Cancellation);
        options = options with { StoredSecondTier = () => second };
        for (var i = 0; i < swaps; i++)
        {
            await using var tiered = await TieredModule.CreateAsync(Faulty, options, Cancellation);
            do
            {
                Assert.Equal("55", tiered.Call(tier => Invoke(tier, "sum", 10).Result));
            }
            while (!tiered.Settled.IsCompleted);

            Assert.Equal((2, "55"), tiered.Call(tier => (tier.Number, Invoke(tier, "sum", 10).Result)));
        }
    }

    [Fact]
    public async Task CreateAsync_ModuleThatWinchRefuses_RunsUnderTheCheapestSettingOfCranelift()
    {
        var module = Module.ConvertText("""(module (func $f (export "f") (param i32) (result i32) (return_call $g (local.get 0))) (func $g (param i32) (result i32) (local.get 0)))""");

        await using var tiered = await TieredModule.CreateAsync(module, Options(new TierTrigger.AfterCalls(100)), Cancellation);

        Assert.Equal(SettingNames.NoneBacktracking, tiered.Statistics.FirstSettings);
        Assert.Equal("7", tiered.Call(tier => Invoke(tier, "f", 7).Result));
    }

    [Fact]
    public async Task CreateAsync_FirstTierWithLimits_IsCompiledInAWorker()
    {
        var options = Options(new TierTrigger.AfterCalls(100)) with { FirstTier = new CompileLimits { CpuTime = TimeSpan.FromMinutes(1), Chain = [SettingNames.Winch] } };

        await using var tiered = await TieredModule.CreateAsync(Faulty, options, Cancellation);
        var refused = await Assert.ThrowsAsync<CompileRefusedException>(() => TieredModule.CreateAsync("no module"u8.ToArray(), options, Cancellation));

        Assert.Equal("55", tiered.Call(tier => Invoke(tier, "sum", 10).Result));
        Assert.Equal(RefusalReason.Rejected, refused.Result.Reason);
        await Assert.ThrowsAsync<ArgumentException>(() => TieredModule.CreateAsync(Faulty, options with { SecondTier = new CompileLimits { Chain = [SettingNames.Winch] } }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => TieredModule.CreateAsync(Faulty, Options(new TierTrigger.BreakEven(1)), Cancellation));
    }

    [Theory]
    [InlineData(1, 0.99, false)]
    [InlineData(1, 2.01, true)]
    [InlineData(4, 7.9, false)]
    [InlineData(4, 8.1, true)]
    public void IsDue_BreakEven_OnceTheSavedTimeWouldHavePaidTheCompile(double costSeconds, double executedSeconds, bool expected) =>
        Assert.Equal(expected, new TierTrigger.BreakEven(2).IsDue(1, TimeSpan.FromSeconds(executedSeconds), TimeSpan.FromSeconds(costSeconds)));

    // Whatever the number of calls, the total is at most twice that of the better tier for that number.
    [Fact]
    public void IsDue_BreakEven_CostsAtMostTwiceTheOptimum()
    {
        var (run, compile) = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(735));
        foreach (var calls in Enumerable.Range(1, 2000))
        {
            var (total, done, spent) = (TimeSpan.Zero, 0, TimeSpan.Zero);
            while (done < calls && !new TierTrigger.BreakEven(2).IsDue(done, spent, compile))
            {
                (done, spent) = (done + 1, spent + run);
            }

            total = spent + (done < calls ? compile + ((calls - done) * run / 2) : TimeSpan.Zero);
            var optimum = TimeSpan.FromTicks(Math.Min((calls * run).Ticks, (compile + (calls * run / 2)).Ticks));
            Assert.True(total <= 2 * optimum, $"{calls} calls: {total} against {optimum}");
        }
    }

    private TieredModuleOptions Options(TierTrigger trigger) =>
        new() { Trigger = trigger, Compiler = shared.Compiler, SecondTier = new CompileLimits { CpuTime = TimeSpan.FromMinutes(2), Chain = [SettingNames.SpeedBacktracking] } };

    private static (string Result, ulong Fuel) Invoke(ModuleTier tier, string function, int argument, ulong? fuel = null)
    {
        using var store = new Store(tier.Engine);
        using var linker = new Linker(tier.Engine);
        if (fuel is { } amount)
        {
            store.Fuel = amount;
        }

        try
        {
            var result = linker.Instantiate(store, tier.Module).GetFunction(function)!.Invoke(argument);
            return ($"{result}", fuel is null ? 0 : store.Fuel);
        }
        catch (TrapException e)
        {
            return ($"{e.Type}", fuel is null ? 0 : store.Fuel);
        }
    }
}
