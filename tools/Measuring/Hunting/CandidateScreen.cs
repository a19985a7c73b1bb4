using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Screens candidates in two stages. The first compares a size with its fourfold, which compiles in about ten milliseconds: there the quadratic part of
/// nearly all known shapes has begun to show, and most candidates are linear and end. What looks steeper is compiled at the sixteenfold, and a few
/// others by chance, because some laws show at larger sizes only.
/// </summary>
/// <param name="metric">The cost that is looked at.</param>
/// <param name="isComparison">Whether two engines are compared.</param>
/// <param name="mostCost">The cost that no compile is expected to exceed: what would, is compiled at a smaller size.</param>
/// <param name="seed">The seed of the hunt: whether a candidate goes on by chance follows from it and the candidate's number.</param>
internal sealed class CandidateScreen(HuntMetric metric, bool isComparison, double mostCost, ulong seed)
{
    /// <summary>The number of stages.</summary>
    public const int Stages = 2;

    private const int Growth = 4;

    // Bytes of the first module. Its fourfold compiles in about ten milliseconds under Cranelift with the backtracking allocator. Faster settings, and the peak of
    // memory, need larger ones to show anything.
    private const int FirstBytes = 1500;
    private const int FirstBytesOfSinglePass = 3000;
    private const int FirstBytesOfWinch = 6000;

    // The smaller module is compiled twice: an outlier there would hide growth. One of the larger module is found out by the next stage.
    private const int SamplesOfSmall = 2;

    // What the second stage asks of the first.
    private const double LeastSlope = 1.08;
    private const double LeastLogRatio = 0.08;
    private const int ChanceOneIn = 40;

    // Of the candidates that a finding explains, so many go on all the same.
    private const int ExplainedOneIn = 5;

    // A module whose cost is beyond this share of the most shows its growth at a quarter of its size already.
    private const double LargeShare = 0.06;

    /// <summary>Screens a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="meter">Measures it.</param>
    /// <param name="growth">What the findings say: what they explain is hardly worth a second stage.</param>
    /// <param name="cancellation">Stops the screening.</param>
    public ScreenResult Screen(Candidate candidate, CostMeter meter, KnownGrowth growth, CancellationToken cancellation)
    {
        var size = FirstSize(candidate.Pattern, FirstBytesFor(candidate.Settings));
        var (small, smallModule) = Read(candidate, size, SamplesOfSmall, meter, cancellation);
        if (small.Cost > LargeShare * mostCost && size >= 2 * Growth)
        {
            size /= Growth;
            (small, smallModule) = Read(candidate, size, SamplesOfSmall, meter, cancellation);
        }

        if (small.Cost is null)
        {
            return new ScreenResult(candidate, 0, null, null, size, "", small.Outcome);
        }

        size *= Growth;
        var (large, largeModule) = Read(candidate, size, 1, meter, cancellation);
        if (large.Cost is null)
        {
            return new ScreenResult(candidate, 0, null, null, size, "", large.Outcome);
        }

        var first = Score(small.Cost.Value, large, Growth);
        var chance = new SeededRandom(seed ^ ((ulong)candidate.Number * 0x9E3779B97F4A7C15));
        if (first < (isComparison ? LeastLogRatio : LeastSlope) && !chance.OneIn(ChanceOneIn))
        {
            return new ScreenResult(candidate, 1, first, first, size, "", null);
        }

        var signature = PatternSignature.FromModules(smallModule, largeModule).Key;
        return growth.IsExplained(candidate.Settings, candidate.Pattern.Repetition, signature) && !chance.OneIn(ExplainedOneIn)
            ? new ScreenResult(candidate, 1, first, first, size, "", null)
            : ScreenLarger(new ScreenResult(candidate, 1, first, first, size, signature, null), large.Cost.Value, meter, cancellation);
    }

    /// <summary>So many units that the module has about this many bytes, and sixteen times as many are possible.</summary>
    public static int FirstSize(Pattern pattern, int bytes)
    {
        var most = pattern.Sizes.Maximum / (Growth * Growth);
        var unit = Math.Max(1.0, (pattern.Generate(6).Length - pattern.Generate(2).Length) / 4.0);
        return Math.Clamp((int)(bytes / unit), 2, Math.Max(2, most));
    }

    private ScreenResult ScreenLarger(ScreenResult first, double cost, CostMeter meter, CancellationToken cancellation)
    {
        // The least of two: an outlier would make the growth behind it look small.
        var again = Read(first.Candidate, first.Size, 1, meter, cancellation).Reading;
        var before = Math.Min(cost, again.Cost ?? cost);
        var slope = isComparison ? 1 : Math.Max(1, first.Score!.Value);
        var growth = before * Math.Pow(Growth, slope) <= mostCost ? Growth : before * Math.Pow(2, slope) <= mostCost ? 2 : 1;
        if (growth == 1)
        {
            return first with { Stage = Stages };
        }

        var size = first.Size * growth;
        var (large, _) = Read(first.Candidate, size, 1, meter, cancellation);
        return large.Cost is null
            ? first with { Size = size, Failure = large.Outcome }
            : first with { Stage = Stages, Size = size, Score = Score(before, large, growth) };
    }

    private double? Score(double small, CostReading large, int growth) => isComparison ? large.LogRatio : Math.Log(large.Cost!.Value / small) / Math.Log(growth);

    private int FirstBytesFor(string settings) =>
        metric == HuntMetric.Memory || settings.StartsWith(SettingNames.Winch, StringComparison.Ordinal) ? FirstBytesOfWinch
        : settings.StartsWith(SettingNames.SpeedSinglePass, StringComparison.Ordinal) || settings.StartsWith(SettingNames.NoneSinglePass, StringComparison.Ordinal) ? FirstBytesOfSinglePass
        : FirstBytes;

    private static (CostReading Reading, byte[] Module) Read(Candidate candidate, int size, int samples, CostMeter meter, CancellationToken cancellation)
    {
        var module = candidate.Pattern.Generate(size);
        return (meter.Read(module, candidate.Settings, samples, cancellation), module);
    }
}
