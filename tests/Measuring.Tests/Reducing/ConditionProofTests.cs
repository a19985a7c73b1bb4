using CompileBench.Engines.Probing;
using CompileBench.Measuring.Reducing;
using CompileBench.Measuring.Tests.Instructions;
using Xunit;

namespace CompileBench.Measuring.Tests.Reducing;

public class ConditionProofTests
{
    [Fact]
    public void Check_SettingsAnEngineIgnores_Refused()
    {
        var old = SharedEngines.Find("44.0.0");
        var condition = Condition.Parse("time(speed-backtracking, 44.0.0) / time(winch, 44.0.0) > 2");

        var fault = Assert.Throws<UsageException>(() => ConditionProof.Check(condition, [SharedEngines.Find("package"), old], TestContext.Current.CancellationToken));

        Assert.Contains("winch of engine 44.0.0", fault.Message, StringComparison.Ordinal);
        Assert.Contains("the setter was ignored", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time(winch) / time(pulley) < 2 and bytes > 3 and loops > 1")]
    [InlineData("bytes > 3")]
    public void Check_SettingsThatTakeEffect_Pass(string condition) =>
        ConditionProof.Check(Condition.Parse(condition), [SharedEngines.Find("package")], TestContext.Current.CancellationToken);

    [Theory]
    [InlineData("instructions(winch+parallel) > 1", "several threads")]
    [InlineData("bytes < 9 and time(winch, other) > 1", "names engine 'other'")]
    public void Check_WhatCannotBeMeasured_Refused(string condition, string expected)
    {
        var fault = Assert.Throws<UsageException>(
            () => ConditionProof.Check(Condition.Parse(condition), [SharedEngines.Find("package")], TestContext.Current.CancellationToken));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FindEngines_AVersionBesideAGivenEngine_IsAdded()
    {
        var given = $"old={EngineBuild.FromPackage().LibraryPath}";
        var version = EngineBuild.FromPackage().Label;

        var (engines, named) = ConditionProof.FindEngines(
            Condition.Parse($"time(winch, {version}) / time(winch, old) > 1 and time(winch, package) > 0"), [given], TestContext.Current.CancellationToken);

        Assert.Equal(["old", version], engines.Select(e => e.Label));
        Assert.Equal([given, version], named);
    }

    [Fact]
    public void FindEngines_ThePackageByItsWord_IsTheDefaultEngine() =>
        Assert.Single(ConditionProof.FindEngines(Condition.Parse("time(winch, package) > 0"), [], TestContext.Current.CancellationToken).Engines);
}
