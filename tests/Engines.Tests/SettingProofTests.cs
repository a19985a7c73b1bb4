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

    // Winch cannot write debug information, cannot do without signals, has no intermediate code to verify, ignores hints and switches no stacks.
    [Fact]
    public void Describe_PackageEngine_ProvesEveryKnobOrSaysWhyNot()
    {
        var settings = new[] { CompilerSettings.Baseline, CompilerSettings.All.Single(s => s.Strategy == Strategy.Winch) };
        var asked = settings.SelectMany(s => EngineKnob.All.Select(k => s with { Knobs = k.Knob })).ToList();

        var engine = EngineProbe.Describe(EngineBuild.FromPackage(), asked, TestContext.Current.CancellationToken);

        var refused = engine.Settings.Where(s => !s.Supported).ToList();
        Assert.Equal(["winch+debug-info", "winch+no-trap-signals", "winch+verifier", "winch+branch-hints", "winch+stack-switching"], refused.Select(s => s.Settings));
        Assert.All(refused, s => Assert.NotEmpty(s.Evidence));
        Assert.Contains("verifier has no effect here", refused[2].Evidence, StringComparison.Ordinal);
        Assert.Contains("fuel changes the machine code", engine.Settings.Single(s => s.Settings == "winch+fuel").Evidence, StringComparison.Ordinal);
        Assert.Contains("removes section .eh_frame", engine.Settings.Single(s => s.Settings == "speed-backtracking+no-unwind-info").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_SeveralKnobs_ProvesEach()
    {
        Assert.True(CompilerSettings.TryParse("none-singlepass+parallel+fuel+epochs+nan+bounds-checks", out var settings));

        var support = Assert.Single(EngineProbe.Describe(EngineBuild.FromPackage(), [settings], TestContext.Current.CancellationToken).Settings);

        Assert.True(support.Supported, support.Evidence);
        Assert.All(KnobNames.InName(settings.Name), knob => Assert.Contains($"; {knob} ", support.Evidence, StringComparison.Ordinal));
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
