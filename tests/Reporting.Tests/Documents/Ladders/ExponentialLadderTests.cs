using System.Text.Json;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Ladders;

/// <summary>One ladder among linear ones whose cost doubles with every step of the size: no text, document or chart gives it an exponent.</summary>
public sealed class ExponentialLadderTests
{
    private const string Doubles = "exponential: doubles with every further 1 from 20 to 28";
    private static readonly int[] Sizes = [8, 12, 16, 20, 24, 28];
    private static readonly RunData Run = CreateRun();

    [Fact]
    public void Words_SayHowTheCostDoublesInPlaceOfAnExponent()
    {
        GrowthLaw law = LadderLaw.FromRecords(Run.Records, Run.Manifest.Settings).Single(l => l.Time.Exponential is not null).Time;

        Assert.Equal(GrowthVerdict.Exponential, law.Verdict);
        Assert.Equal(Doubles, LadderWords.Verdict(law));
        Assert.Equal(("none", "none"), (LadderWords.Whole(law), LadderWords.Local(law)));
        Assert.Equal("doubles with every further 1, exponential", LadderWords.Law(law));
    }

    [Fact]
    public void Text_NamesTheLadderFirst()
    {
        var text = ScalingText.FromRun(Run, [], new LadderByteCosts(Run, null));

        Assert.StartsWith("time grows faster than the module in 1 of 12 ladders: invented-shape-00 under winch (doubles with every further 1, exponential);", text.Blocks[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_HasTheVerdictTheStepAndNoExponent()
    {
        using var document = JsonDocument.Parse(ScalingDocument.FromRun(Run, new LadderByteCosts(Run, null)).ToJson());
        var fit = document.RootElement.GetProperty("fits").EnumerateArray().Single(f => f.GetProperty("growth").GetString() == "Exponential");

        Assert.Equal(("invented-shape-00", "winch", "wall"), (fit.GetProperty("shape").GetString(), fit.GetProperty("settings").GetString(), fit.GetProperty("metric").GetString()));
        Assert.All(["exponent", "lower", "upper", "localExponent", "deciding"], name => Assert.Equal(JsonValueKind.Null, fit.GetProperty(name).ValueKind));
        Assert.Equal(1, fit.GetProperty("exponential").GetProperty("doublingStep").GetDouble(), 0.05);
        Assert.Equal("Superlinear", fit.GetProperty("verdict").GetString());
        Assert.Contains("\"laws\"", document.RootElement.GetProperty("judging").GetRawText(), StringComparison.Ordinal);
        Assert.Equal(12, document.RootElement.GetProperty("judging").GetProperty("laws").EnumerateArray().First(l => l.GetProperty("metric").GetString() == "wall").GetProperty("count").GetInt32());
    }

    [Fact]
    public void CountedLadder_HasTheSameVerdict()
    {
        CountedRung[] counts = [.. Sizes.Select(n => new CountedRung(
            "invented", n, "winch", "0.0.0-test", "sha256:00", Sizes, 100_000 + (1L << n), null, new CountingConditions("a processor", null)))];

        using var document = JsonDocument.Parse(InstructionScalingDocument.FromCounts(counts, ["winch"], null).ToJson());
        var fit = document.RootElement.GetProperty("fits")[0];

        Assert.Equal("Exponential", fit.GetProperty("growth").GetString());
        Assert.Equal(JsonValueKind.Null, fit.GetProperty("localExponent").ValueKind);
        Assert.Equal(1, fit.GetProperty("exponential").GetProperty("doublingStep").GetDouble(), 0.05);
        Assert.Contains("exponential", InstructionScalingText.FromCounts(counts, ["winch"], null).Blocks[0].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void PageAndChart_ShowTheVerdictAndTheCurve()
    {
        var known = new KnownShapes([new("invented-shape-00", "A shape made up for tests.", "turns")], []);
        var page = new FindingsPage(Run, known).Markdown("charts");
        var chart = new LadderReport(Run).Charts.OfType<PlaneChart>().Single(c => c.Name == "ladder-invented-shape-00-time");

        Assert.Contains($"| winch | {Doubles} | none | none |", page, StringComparison.Ordinal);
        Assert.Contains("| invented-shape-00 | winch exponential |", page, StringComparison.Ordinal);
        var curve = chart.Series.Single(s => s.Name == "winch").Curve;
        Assert.True(curve.Count > 10);
        Assert.Equal(1 << 28, curve[^1].Y, 0.1 * (1 << 28));
    }

    private static RunData CreateRun()
    {
        var random = new Random(8);
        var records = Enumerable.Range(0, 12).SelectMany(i => Sizes.Select(n => Record(random, $"invented-shape-{i:00}@{n}", i == 0 ? 1e5 + Math.Pow(2, n) : 1e5 * n))).ToList();
        var manifest = SyntheticRun.Manifest(["0.0.0-test"], [.. records.Select(r => r.Module)]) with
        {
            Kind = RunKind.Scaling,
            Settings = ["winch"],
            Options = new Dictionary<string, OptionValue> { ["budget"] = "3s", ["memory-limit"] = "2GB" },
        };
        return new RunData(manifest, records);
    }

    private static CaseRecord Record(Random random, string module, double time) => SyntheticRun.Record(
        module, "winch", "0.0.0-test", [.. Enumerable.Range(0, 3).Select(k => new CompileTimeSample(1, k, SampleKind.Warm, 1, (long)(time * Math.Exp(0.03 * (random.NextDouble() - 0.5))), null))]);
}
