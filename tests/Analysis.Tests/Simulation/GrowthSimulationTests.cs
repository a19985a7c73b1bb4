using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// Studies of 448 laws measured like published ones: at most one verdict in a hundred may be false. What they settle, beside what each ladder alone
/// would.
/// </summary>
public sealed class GrowthSimulationTests(ITestOutputHelper output)
{
    private const int Studies = 20;
    private const int Laws = 448;
    private const int NoisyLadders = 200;

    [Theory]
    [InlineData(1.0, 0.02, 0.015, GrowthVerdict.AtMostMild, 0.95)]
    [InlineData(1.1, 0.02, 0.015, GrowthVerdict.AtMostMild, 0.8)]
    [InlineData(1.3, 0.02, 0.015, GrowthVerdict.Superlinear, 0.8)]
    [InlineData(1.5, 0.08, 0.04, GrowthVerdict.Superlinear, 0.8)]
    [InlineData(2.0, 0.08, 0.04, GrowthVerdict.Superlinear, 0.95)]
    public void FromLadders_PowerLaws_AreSettledAndRarelyWrongly(double exponent, double within, double between, GrowthVerdict expected, double fewestRight)
    {
        var random = new SimulatedNoise(61);
        var ladder = new SimulatedLadder(8, 1, 3, 3) { Within = within, Between = between };
        int wrong = 0;
        int held = 0;
        int right = 0;
        for (int study = 0; study < Studies; study++)
        {
            // Each shape under a setting of its own, so that no law is held against peers that grow alike.
            IReadOnlyList<GrowthLaw> laws = GrowthStudy.FromLadders([.. Enumerable.Range(0, Laws)
                .Select(i => new GrowthLadder("shape", $"s{i}", ladder.Draw(n => Math.Pow(n, exponent), random)))]);
            held += laws.Count(l => l.Local!.Bounds.Contains(exponent));
            right += laws.Count(l => l.Verdict == expected);
            wrong += laws.Any(l => l.Verdict == GrowthVerdict.Superlinear ? exponent <= 1.15 : l.Verdict == GrowthVerdict.AtMostMild && exponent >= 1.25) ? 1 : 0;
        }

        double share = (double)right / Laws / Studies;
        output.WriteLine($"exponent {exponent}, within {within:P0}: {expected} {share:P1}, studies with a false verdict {wrong} of {Studies}, local bounds hold {(double)held / Laws / Studies:P1}");
        Assert.True(wrong <= 2);
        Assert.True(share >= fewestRight);
        Assert.InRange((double)held / Laws / Studies, 0.93, 1);
    }

    /// <summary>Sizes that scatter by 10% each, as those of a busy machine do. Costs that are no exponential: powers alone, behind a start, after a knee and with steps.</summary>
    [Fact]
    public void FromLadders_PowersAndExponentialsWithTenPercentOfNoise_AreToldApart()
    {
        double[] doublings = [.. Enumerable.Range(0, 8).Select(i => 16 * Math.Pow(2, i))];
        double[] steps = [.. Enumerable.Range(2, 8).Select(i => 4.0 * i)];
        (string Name, Func<double, double> Cost)[] powers =
        [
            ("n^2", n => n * n), ("n^3", n => n * n * n), ("n^4", n => Math.Pow(n, 4)), ("n^3.5", n => Math.Pow(n, 3.5)), ("n^3 log n", n => n * n * n * Math.Log(n)),
            ("start + n^3", n => 1e7 + (n * n * n)), ("start + n^4", n => 1e10 + Math.Pow(n, 4)), ("n + n^3", n => (1e5 * n) + (n * n * n)), ("n^2 + n^4", n => (1e5 * n * n) + Math.Pow(n, 4)),
            ("n^2, tenfold at the top", n => n * n * (n > 1500 ? 10 : 1)), ("n^3, threefold in the middle", n => n * n * n * (n > 200 ? 3 : 1)),
        ];
        (string Name, Func<double, double> Cost)[] exponentials =
        [
            ("2^(n/2)", n => Math.Pow(2, n / 2)), ("start + 2^n", n => 1e5 + Math.Pow(2, n)), ("n + 2^(n/2)", n => (30 * n) + Math.Pow(2, n / 2)),
        ];

        int wrong = powers.Sum(p => CountExponential(p.Name, p.Cost, doublings) + CountExponential(p.Name + ", even steps", p.Cost, steps));
        int found = exponentials.Sum(e => CountExponential(e.Name, e.Cost, steps));

        // Seven doublings of the cost from 8 to 36 lie within the noise of a fourth power: these are rarely told apart, and the output says how rarely.
        CountExponential("2^(n/4)", n => Math.Pow(2, n / 4), steps);

        int of = 2 * powers.Length * NoisyLadders;
        output.WriteLine($"false: {wrong} of {of}; found: {found} of {exponentials.Length * NoisyLadders}");
        Assert.True(wrong <= of / 1000);
        Assert.True(found >= 0.9 * exponentials.Length * NoisyLadders);
    }

    private int CountExponential(string name, Func<double, double> cost, double[] sizes)
    {
        var random = new SimulatedNoise(63);
        IReadOnlyList<GrowthLaw> laws = GrowthStudy.FromLadders([.. Enumerable.Range(0, NoisyLadders).Select(i => new GrowthLadder("shape", $"s{i}", [.. sizes.Select(n =>
        {
            double level = cost(n) * Math.Exp(0.1 * random.Normal());
            return ScalingPoint.Measured(n, [.. Enumerable.Range(0, 3).Select(_ => level * Math.Exp(0.02 * random.Normal()))]);
        })]))]);
        int exponential = laws.Count(l => l.Exponential is not null);
        output.WriteLine($"{name}: {exponential} of {NoisyLadders} exponential");
        return exponential;
    }

    [Fact]
    public void FromLadders_ThePublishedRun_SettlesMoreThanEachLadderAlone()
    {
        var rungs = JournalReader.Read(Repository.At("results", "published", "scaling-50.0.1", "cases.jsonl")).Records.Where(r => r.Module.Contains('@', StringComparison.Ordinal))
            .GroupBy(r => (Shape: r.Module.Split('@')[0], r.Settings))
            .Select(g => (g.Key, Points: ScalingSeries.TimePoints(g.Select(r => (double.Parse(r.Module.Split('@')[1].Split('-')[0]), r)))))
            .ToArray();

        IReadOnlyList<GrowthLaw> laws = GrowthStudy.FromLadders([.. rungs.Select(r => new GrowthLadder(r.Key.Shape, r.Key.Settings, r.Points))]);
        ScalingFit[] alone = [.. rungs.Select(r => ScalingFit.FromPoints(r.Points))];

        double settled = laws.Average(l => l.Verdict == GrowthVerdict.Open ? 0.0 : 1);
        double settledAlone = alone.Average(f => f.Verdict == ScalingVerdict.Inconclusive ? 0.0 : 1);
        output.WriteLine($"{laws.Count} laws: settled {settled:P1} (each alone, without correction: {settledAlone:P1}); superlinear {laws.Count(l => l.Verdict == GrowthVerdict.Superlinear)} "
            + $"({alone.Count(f => f.Verdict == ScalingVerdict.Superlinear)}), at most mild {laws.Count(l => l.Verdict == GrowthVerdict.AtMostMild)} ({alone.Count(f => f.Verdict == ScalingVerdict.Linear)}); "
            + $"shared by the setting {laws.Count(l => l.Reason == GrowthReason.SharedBySetting)}, exponential {laws.Count(l => l.Exponential is not null)}");
        Assert.True(settled > 0.6);
        Assert.True(settled > settledAlone + 0.2);
    }

    [Fact]
    public void FromLadders_LawsExactlyOnTheLine_AreFewOfThoseCalledSuperlinear()
    {
        var random = new SimulatedNoise(62);
        var ladder = new SimulatedLadder(8, 1, 3, 3);
        GrowthLaw[] called = [.. Enumerable.Range(0, Studies).SelectMany(_ => GrowthStudy.FromLadders([.. Enumerable.Range(0, Laws).Select(i =>
            {
                double exponent = i % 4 == 0 ? 2 : i % 4 == 1 ? 1.15 : 1;
                return new GrowthLadder(exponent == 2 ? "steep" : "not steep", $"s{i}", ladder.Draw(n => Math.Pow(n, exponent), random));
            })]))
            .Where(l => l.Verdict == GrowthVerdict.Superlinear)];

        double wrong = called.Average(l => l.Ladder.Shape == "steep" ? 0.0 : 1);
        output.WriteLine($"of {called.Length} laws called superlinear {wrong:P2} are not");
        Assert.True(wrong <= 0.01);
    }
}
