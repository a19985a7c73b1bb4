using CompileBench.Embedding.Tiering;
using CompileBench.Modules.Generation;
using CompileBench.Results.Schema;
using Wasmtime;
using Xunit;

namespace CompileBench.Embedding.Tests;

public sealed class BudgetedCompilerTests(SharedCompiler shared) : IClassFixture<SharedCompiler>
{
    // Minutes of CPU time under speed-backtracking, a fraction of a second under winch.
    private static readonly byte[] Hostile = GeneratorRecipe.Parse("nested-loops-locals@4000").Generate();

    private static readonly byte[] Answer = Module.ConvertText("""(module (func (export "answer") (result i32) i32.const 42))""");

    // No test is about speed: a busy machine needs more CPU time for the same compile.
    private static readonly CompileLimits Ample = new() { CpuTime = TimeSpan.FromMinutes(2) };

    private readonly BudgetedCompiler _compiler = shared.Compiler;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SettingNames.SpeedBacktracking, EngineKind.Cranelift)]
    [InlineData(SettingNames.NoneSinglePass, EngineKind.Cranelift)]
    [InlineData(SettingNames.Winch, EngineKind.Winch)]
    public async Task CompileAsync_OrdinaryModule_RunsInTheEngineOfItsKind(string settings, EngineKind kind)
    {
        var result = await _compiler.CompileAsync(Answer, Ample with { Chain = [settings] }, Cancellation);

        var artifact = Assert.IsType<BudgetedCompilation.Compiled>(result).Artifact;
        var attempt = Assert.Single(result.Report.Attempts);
        Assert.Equal((settings, AttemptOutcome.Compiled), (attempt.Settings, attempt.Outcome));
        Assert.InRange(attempt.CpuTime!.Value, TimeSpan.FromTicks(1), Ample.CpuTime);
        Assert.Equal(kind, artifact.EngineKind);
        using var engine = kind == EngineKind.Cranelift ? new Engine() : EngineConfiguration.Default.CreateEngine(kind);
        Assert.Equal(42, Run(engine, artifact));
    }

    [Fact]
    public async Task CompileAsync_Component_IsCompiledAndSaysThatThisPackageCannotLoadIt()
    {
        byte[] empty = [0, (byte)'a', (byte)'s', (byte)'m', 0x0D, 0, 1, 0];

        var result = await _compiler.CompileAsync(empty, Ample, Cancellation);

        var artifact = Assert.IsType<BudgetedCompilation.Compiled>(result).Artifact;
        Assert.True(artifact.IsComponent);
        using var engine = new Engine();
        Assert.Contains("is a component", Assert.Throws<ArtifactLoadException>(() => artifact.Load(engine)).Message, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => TieredModule.CreateAsync(empty, cancellation: Cancellation));
        Assert.Contains("modules extract", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompileAsync_HostileModule_IsStoppedAndFallsBack()
    {
        var limits = new CompileLimits { CpuTime = TimeSpan.FromSeconds(2), WallFactor = 100, Chain = [SettingNames.SpeedBacktracking, SettingNames.Winch] };

        var result = await _compiler.CompileAsync(Hostile, limits, Cancellation);

        Assert.True(result is BudgetedCompilation.Compiled, string.Join("; ", result.Report.Attempts));
        var artifact = ((BudgetedCompilation.Compiled)result).Artifact;
        Assert.Equal([AttemptOutcome.OverBudget, AttemptOutcome.Compiled], result.Report.Attempts.Select(a => a.Outcome));
        Assert.True(result.Report.Attempts[0].CpuTime > result.Report.Attempts[0].Allowance);
        Assert.Contains("CPU time", result.Report.Attempts[0].Reason, StringComparison.Ordinal);

        // It says that it needs a Winch engine, and another one refuses it in one line.
        using var engine = new Engine();
        Assert.DoesNotContain('\n', Assert.Throws<ArtifactLoadException>(() => artifact.Load(engine)).Message);
        using var winch = EngineConfiguration.Default.CreateEngine(artifact.EngineKind);
        artifact.Load(winch).Dispose();
    }

    [Fact]
    public async Task CompileAsync_PredictedFarOver_IsNotTried()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { SpareWorkers = 0 });
        var limits = new CompileLimits { CpuTime = TimeSpan.FromMilliseconds(1), Chain = [SettingNames.SpeedBacktracking, SettingNames.Winch] };

        var lenient = Assert.IsType<BudgetedCompilation.Refused>(await compiler.CompileAsync(Hostile, limits, Cancellation));
        var strict = Assert.IsType<BudgetedCompilation.Refused>(await compiler.CompileAsync(Hostile, limits with { IsStrict = true }, Cancellation));

        Assert.Equal([AttemptOutcome.PredictedOver, AttemptOutcome.OverBudget], lenient.Report.Attempts.Select(a => a.Outcome));
        Assert.Equal([AttemptOutcome.PredictedOver], strict.Report.Attempts.Select(a => a.Outcome));
        Assert.Equal((RefusalReason.OverBudget, RefusalReason.OverBudget), (lenient.Reason, strict.Reason));
        Assert.Null(strict.Report.Attempts[0].CpuTime);
    }

    [Fact]
    public async Task CompileAsync_MoreMemoryThanAllowed_IsOutOfMemory()
    {
        Requires.Linux();

        var result = await _compiler.CompileAsync(Hostile, Ample with { MemoryBytes = 1_000_000, Chain = [SettingNames.Winch] }, Cancellation);

        Assert.Equal(RefusalReason.OutOfMemory, Assert.IsType<BudgetedCompilation.Refused>(result).Reason);
        Assert.True(result.Report.Attempts[0].PeakBytes > 1_000_000);
    }

    [Fact]
    public async Task CompileAsync_NoModule_IsRejectedInTheEnginesWords()
    {
        var result = Assert.IsType<BudgetedCompilation.Refused>(await _compiler.CompileAsync("not a module"u8.ToArray(), Ample, Cancellation));

        Assert.Equal(RefusalReason.Rejected, result.Reason);
        Assert.Contains("magic", result.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompileAsync_EngineWithFuelAndEpochs_ConsumesFuel()
    {
        var configuration = new EngineConfiguration { ConsumesFuel = true, HasEpochInterruption = true, Features = new Dictionary<string, bool> { ["threads"] = false } };
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, Configuration = configuration, SpareWorkers = 0 });

        var artifact = Assert.IsType<BudgetedCompilation.Compiled>(await compiler.CompileAsync(Answer, Ample, Cancellation)).Artifact;

        using var engine = configuration.CreateEngine(artifact.EngineKind);
        Assert.Equal(42, Run(engine, artifact, store =>
        {
            store.Fuel = 1000;
            store.SetEpochDeadline(1);
        }));
        using var other = new Engine();
        Assert.Contains("fuel", Assert.Throws<ArtifactLoadException>(() => artifact.Load(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompileAsync_Cancelled_EndsTheWorkerAndLeavesNoFolder()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var compiling = _compiler.CompileAsync(Hostile, Ample with { Chain = [SettingNames.SpeedBacktracking] }, stop.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => compiling);
    }

    [Fact]
    public async Task CompileAsync_ManyAtOnce_AllAreCompiled()
    {
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions { Model = null, MaxConcurrency = 2, SpareWorkers = 2 });

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => compiler.CompileAsync(Answer, Ample, Cancellation)));

        Assert.All(results, result => Assert.IsType<BudgetedCompilation.Compiled>(result));
        Assert.Single(results.Select(r => Convert.ToHexString(((BudgetedCompilation.Compiled)r).Artifact.Bytes.Span)).Distinct());
    }

    [Fact]
    public async Task Load_ArtifactOfAnotherVersionOrCutShort_IsRefusedInOneLine()
    {
        using var engine = new Engine();
        var artifact = Assert.IsType<BudgetedCompilation.Compiled>(await _compiler.CompileAsync(Answer, Ample, Cancellation)).Artifact;
        Assert.All([0, 1, artifact.Bytes.Length / 2, artifact.Bytes.Length - 1], length =>
            Assert.DoesNotContain('\n', Assert.Throws<ArtifactLoadException>(() => (artifact with { Bytes = artifact.Bytes[..length] }).Load(engine)).Message));

        using var older = new BudgetedCompiler(new BudgetedCompilerOptions { LibraryPath = SharedFiles.RequireEngine("49.0.0"), Model = null, SpareWorkers = 0 });
        var other = Assert.IsType<BudgetedCompilation.Compiled>(await older.CompileAsync(Answer, Ample, Cancellation)).Artifact;

        Assert.Contains("version", Assert.Throws<ArtifactLoadException>(() => other.Load(engine)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompileAsync_LimitsThatAreNone_AreRefused()
    {
        CompileLimits[] wrong = [new() { CpuTime = TimeSpan.Zero }, new() { MemoryBytes = 0 }, new() { WallFactor = 0.5 }, new() { Chain = [] }, new() { Chain = ["wich"] }];

        foreach (var limits in wrong)
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => _compiler.CompileAsync(Answer, limits, Cancellation));
        }

        Assert.Throws<ArgumentException>(() => new EngineConfiguration { Features = new Dictionary<string, bool> { ["theads"] = true } });
    }

    private static int Run(Engine engine, CompiledArtifact artifact, Action<Store>? prepare = null)
    {
        using var module = artifact.Load(engine);
        using var store = new Store(engine);
        using var linker = new Linker(engine);
        prepare?.Invoke(store);
        return (int)linker.Instantiate(store, module).GetFunction("answer")!.Invoke()!;
    }
}
