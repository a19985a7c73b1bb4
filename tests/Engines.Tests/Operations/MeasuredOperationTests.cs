using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests.Operations;

public class MeasuredOperationTests
{
    private static readonly byte[] NoModule = [1, 2, 3];

    [Fact]
    public void All_Names_AreDistinctFoundAgainAndDescribed() => Assert.All(MeasuredOperation.All, operation =>
    {
        Assert.Single(MeasuredOperation.All, o => o.Name == operation.Name);
        Assert.Same(operation, MeasuredOperation.Find(operation.Name));
        Assert.Same(operation.Description, OperationDescription.Find(operation.Name));
    });

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(MeasuredOperation.Find("Compile"));

    [Fact]
    public void RunOnce_EveryOperation_SucceedsAgainAndAgain()
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline);
        Assert.All(MeasuredOperation.All, operation =>
        {
            using var prepared = operation.Prepare(engine, SmallModule.Input);
            for (var i = 0; i < 3; i++)
            {
                var result = prepared.RunOnce(out var failure);
                Assert.Null(failure);
                prepared.Release(result);
            }
        });
    }

    [Fact]
    public void RunOnce_BytesThatAreNoModule_FailsBeforeOrInTheRunWithTheEnginesWords()
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline);
        Assert.All(MeasuredOperation.All, operation =>
        {
            var failure = FailureOf(operation, engine);

            Assert.Equal(OutcomeKind.Rejected, failure?.Kind);
            Assert.NotEmpty(failure!.Message);
        });
    }

    [Fact]
    public void Measure_EveryOperation_TimesTheRunAndKeepsItsResult()
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline);
        Assert.All(MeasuredOperation.All, operation =>
        {
            using var prepared = operation.Prepare(engine, SmallModule.Input);
            var run = TimedRun.Measure(prepared, parallel: false, withPeak: true);

            Assert.Null(run.Failure);
            Assert.True(run.Nanoseconds > 0);
            Assert.Equal(OperatingSystem.IsWindows(), run.CpuNanoseconds is null);
            Assert.Equal(!OperatingSystem.IsLinux(), run.PeakNativeBytes is null);
            prepared.Release(run.Result);
        });
    }

    private static OperationInput Component => new(ComponentBytes.FromModules(SmallModule.Bytes), SmallModule.Input.ModulePath);

    [Fact]
    public void RunOnce_Component_IsCompiledAndLoadedAndOtherOperationsSayThatTheyDoNotApply() => Assert.All(CompilerSettings.All, settings =>
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), settings);
        Assert.All(MeasuredOperation.All.Where(o => o.TakesComponents), operation =>
        {
            using var prepared = operation.Prepare(engine, Component);
            var result = prepared.RunOnce(out var failure);
            Assert.Null(failure);
            Assert.InRange(prepared.Summarize(result)!.CodeBytes, 1, int.MaxValue);
            prepared.Release(result);
        });
        Assert.All(MeasuredOperation.All.Where(o => !o.TakesComponents), operation =>
            Assert.Contains("component", Assert.Throws<OperationFailedException>(() => operation.Prepare(engine, Component)).Failure.Message, StringComparison.Ordinal));
    });

    [Fact]
    public void Summarize_Compile_DescribesTheArtifact()
    {
        using var engine = new ConfiguredEngine(WasmtimeLibrary.Load(null), CompilerSettings.Baseline);
        using var prepared = MeasuredOperation.Compile.Prepare(engine, SmallModule.Input);
        var result = prepared.RunOnce(out _);

        var artifact = prepared.Summarize(result)!;
        prepared.Release(result);

        Assert.InRange(artifact.CodeBytes, 1, artifact.ArtifactBytes);
        Assert.Equal(PackagedLibrary.Version.Split('.')[0], artifact.Version);
        Assert.Equal("speed", artifact.Flags["opt_level"]);
    }

    private static OperationFailure? FailureOf(MeasuredOperation operation, ConfiguredEngine engine)
    {
        try
        {
            using var prepared = operation.Prepare(engine, new OperationInput(NoModule, "no-module.wasm"));
            prepared.RunOnce(out var failure);
            return failure;
        }
        catch (OperationFailedException e)
        {
            return e.Failure;
        }
    }
}
