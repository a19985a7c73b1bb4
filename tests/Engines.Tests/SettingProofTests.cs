using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Engines.Tests;

public class SettingProofTests
{
    [Fact]
    public void Describe_PackageEngine_ProvesAllSevenSettings()
    {
        var engine = EngineProbe.Describe(EngineBuild.FromPackage(), CompilerSettings.All, TestContext.Current.CancellationToken);

        Assert.Equal(7, engine.Settings.Count);
        Assert.All(engine.Settings, s => Assert.True(s.Supported, $"{s.Settings}: {s.Evidence}"));
    }

    [Fact]
    public void Describe_Version44_NamesWinchUnsupported()
    {
        var library = SharedFiles.RequireEngine("44.0.0");

        var engine = EngineProbe.Describe(EngineBuild.FromFile("44.0.0", library), CompilerSettings.All, TestContext.Current.CancellationToken);

        var refused = Assert.Single(engine.Settings, s => !s.Supported);
        Assert.Equal("winch", refused.Settings);
        Assert.Contains("ignored", refused.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_Version36_NamesTheAllocatorThatAbortsTheProcess()
    {
        var library = SharedFiles.RequireEngine("36.0.0");

        var engine = EngineProbe.Describe(EngineBuild.FromFile("36.0.0", library), CompilerSettings.All, TestContext.Current.CancellationToken);

        var singlePass = engine.Settings.Single(s => s.Settings == "speed-singlepass");
        Assert.False(singlePass.Supported);
        Assert.Contains("SIGABRT", singlePass.Evidence, StringComparison.Ordinal);
        Assert.Contains("expected any among backtracking", singlePass.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_BytesThatAreNoModule_IsRejectedWithWords()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "this is not wasm");
            using var worker = IsolatedWorker.Start(null, null);

            var outcome = worker.Run(new OperationRequest(MeasuredOperation.Compile, "winch", path, null), OperationLimits.Default, TestContext.Current.CancellationToken);

            var rejected = Assert.IsType<Outcome.Rejected>(outcome);
            Assert.Equal(OutcomeKind.Rejected, rejected.Kind);
            Assert.NotEmpty(rejected.Reason);
            Assert.True(worker.IsAlive);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
