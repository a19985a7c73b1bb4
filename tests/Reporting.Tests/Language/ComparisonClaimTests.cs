using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using Xunit;

namespace CompileBench.Reporting.Tests.Language;

public sealed class ComparisonClaimTests
{
    private static readonly ComparedCase Case = new("compile", "sqlite", "winch");
    private static readonly ComparisonOptions Options = new();

    private static CompileTimeComparison Comparison(double ratio, double lower, double upper, ComparisonMetric metric = ComparisonMetric.Wall)
    {
        var bounds = new Bounds(lower, upper);
        ChangeVerdict verdict = ChangeJudge.Judge(metric, Math.Log(ratio), new Bounds(Math.Log(lower), Math.Log(upper)), Options.Threshold);
        return CompileTimeComparison.Without(Case, metric, OpenReason.BoundsTooWide, Options) with { Ratio = ratio, Bounds = bounds, Verdict = verdict };
    }

    [Theory]
    [InlineData(1.031, 1.019, 1.043, "sqlite under winch: 51.0.0 takes 3.1% more wall time than 50.0.1 (1.9% to 4.3%)")]
    [InlineData(0.9, 0.88, 0.92, "sqlite under winch: 51.0.0 takes 10% less wall time than 50.0.1 (8.0% to 12%)")]
    [InlineData(2.41, 2.2, 2.6, "sqlite under winch: 51.0.0 takes 2.4x the wall time of 50.0.1 (2.2x to 2.6x)")]
    [InlineData(0.42, 0.38, 0.46, "sqlite under winch: 51.0.0 takes 0.42x the wall time of 50.0.1 (0.38x to 0.46x)")]
    [InlineData(1.6, 1.598, 1.602, "sqlite under winch: 51.0.0 takes 60% more wall time than 50.0.1 (59.8% to 60.2%)")]
    [InlineData(1.002, 0.996, 1.008, "sqlite under winch: 51.0.0 takes the same wall time as 50.0.1 within 2.0% (-0.40% to +0.80%)")]
    [InlineData(1.03, 0.97, 1.09, "sqlite under winch: no verdict on wall time, 51.0.0 over 50.0.1 is +3.0%, anywhere from -3.0% to +9.0%")]
    public void ForCase_Verdicts_SayWhatTheBoundsCarry(double ratio, double lower, double upper, string expected) =>
        Assert.Equal(expected, ComparisonClaim.ForCase(Comparison(ratio, lower, upper), "50.0.1", "51.0.0"));

    [Fact]
    public void ForCase_Memory_SpeaksOfMemory() => Assert.Equal(
        "sqlite under winch: b takes 50% more peak memory than a (40% to 60%)",
        ComparisonClaim.ForCase(Comparison(1.5, 1.4, 1.6, ComparisonMetric.Memory), "a", "b"));

    [Fact]
    public void ForCase_FailedCase_GivesTheReason() => Assert.Equal(
        "sqlite under winch: wall time not judged, a side failed: 44.0.0: Rejected",
        ComparisonClaim.ForCase(CompileTimeComparison.Without(Case, ComparisonMetric.Wall, OpenReason.Failed, Options, "44.0.0: Rejected"), "a", "b"));

    [Fact]
    public void ForCase_NoBounds_GivesTheRatioAndTheReason()
    {
        CompileTimeComparison comparison = CompileTimeComparison.Without(Case, ComparisonMetric.Wall, OpenReason.SingleLaunch, Options) with { Ratio = 1.2 };

        Assert.Equal(
            "sqlite under winch: no verdict on wall time, b over a was +20% but a side was measured in one process only",
            ComparisonClaim.ForCase(comparison, "a", "b"));
    }

    [Fact]
    public void ForSummary_Modules_SaysOverHowManyModules() => Assert.Equal(
        "winch, 12 modules: b takes 3.1% more wall time than a (1.9% to 4.3%)",
        ComparisonClaim.ForSummary(
            new ComparisonSummary("winch", ComparisonMetric.Wall, 1.031, new Bounds(1.019, 1.043), ChangeVerdict.Slower, 12), "a", "b", 0.02));

    [Fact]
    public void ForSummary_AllSettings_CountsCases() => Assert.StartsWith(
        "all Cranelift settings, 1 case: ",
        ComparisonClaim.ForSummary(new ComparisonSummary("all", ComparisonMetric.Wall, 1.031, new Bounds(1.019, 1.043), ChangeVerdict.Slower, 1), "a", "b", 0.02),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(0.0423, "0.042")]
    [InlineData(0.999, "1.0")]
    [InlineData(3.14, "3.1")]
    [InlineData(9.96, "10")]
    [InlineData(42.4, "42")]
    [InlineData(314, "310")]
    [InlineData(0, "0")]
    public void Digits_AnyValue_HasTwoDigits(double value, string expected) => Assert.Equal(expected, ChangeText.Digits(value));
}
