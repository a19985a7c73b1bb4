using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Screens candidates in two stages. The first compares a size with its fourfold, which compiles in about three milliseconds: there the quadratic part of
/// nearly all known shapes has begun to show, and most candidates are linear and end. What looks steeper than the law of its setting is compiled at the
/// sixteenfold, and a few others by chance, because some laws show at larger sizes only.
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

    // Bytes of the first module. Its fourfold compiles in about three milliseconds under Cranelift with the backtracking allocator: longer compiles show laws more
    // clearly, and shorter ones let more candidates be screened. Faster settings, and the peak of memory, need larger ones to show anything.
    private const int FirstBytes = 800;
    private const int FirstBytesOfSinglePass = 1600;
    private const int FirstBytesOfWinch = 4000;
    private const int FirstBytesOfMemory = 6000;

    // Two engines are compared at one size in the first stage, where the difference has to be above the noise.
    private const int ComparisonFactor = 2;

    // The smaller module is compiled twice: an outlier there would hide growth. One of the larger module is found out by the next stage.
    private const int SamplesOfSmall = 2;

    // What the second stage asks of the first: so much above the law of the setting, or this ratio of two engines. Fixed costs make the laws of small modules
    // flatter than linear.
    private const double LeastExcess = 0.07;
    private const double LeastLaw = 0.85;
    private const double MostLaw = 1.1;
    private const double LeastLogRatio = 0.08;
    private const int ChanceOneIn = 40;

    // Of the candidates that a finding explains, so many go on all the same.
    private const int ExplainedOneIn = 5;

    // A module whose cost is beyond this share of the most is large enough to be compared with its quarter.
    private const double LargeShare = 0.075;

    /// <summary>Screens a candidate.</summary>
    /// <param name="candidate">The candidate.</param>
    /// <param name="meter">Measures it.</param>
    /// <param name="law">The law of its setting: what most candidates show at the first stage; null before that is known.</param>
    /// <param name="growth">What the findings say: what they explain is hardly worth a second stage.</param>
    /// <param name="cancellation">Stops the screening.</param>
    public ScreenResult Screen(Candidate candidate, CostMeter meter, double? law, KnownGrowth growth, CancellationToken cancellation)
    {
        var size = FirstSize(candidate.Pattern, FirstBytesFor(candidate.Settings));
        var first = isComparison ? Compare(candidate, size * Growth, meter, cancellation) : Grow(candidate, size, meter, cancellation);
        if (first.Large?.Cost is not { } cost)
        {
            return new ScreenResult(candidate, 0, null, null, first.Size, "", first.Large?.Outcome);
        }

        var chance = new SeededRandom(seed ^ ((ulong)candidate.Number * 0x9E3779B97F4A7C15));
        var least = isComparison ? LeastLogRatio : Math.Clamp(law ?? 1, LeastLaw, MostLaw) + LeastExcess;
        var linear = new ScreenResult(candidate, 1, first.Score, first.Score, first.Size, "", null);
        if (!(first.Score >= least) && !chance.OneIn(ChanceOneIn))
        {
            return linear;
        }

        var signature = PatternSignature.FromModules(candidate.Pattern.Generate(Math.Max(1, first.Size / Growth)), candidate.Pattern.Generate(first.Size)).Key;
        return growth.IsExplained(candidate.Settings, candidate.Pattern.Repetition, signature, first.Score) && !chance.OneIn(ExplainedOneIn)
            ? linear
            : ScreenLarger(linear with { Signature = signature }, cost, meter, cancellation);
    }

    /// <summary>So many units that the module has about this many bytes, and sixteen times as many are possible.</summary>
    public static int FirstSize(Pattern pattern, int bytes)
    {
        var most = pattern.Sizes.Maximum / (Growth * Growth);
        var unit = Math.Max(1.0, (pattern.Generate(6).Length - pattern.Generate(2).Length) / 4.0);
        return Math.Clamp((int)(bytes / unit), 2, Math.Max(2, most));
    }

    // A module and its fourfold; where the module is large already, its quarter and the module.
    private FirstStage Grow(Candidate candidate, int size, CostMeter meter, CancellationToken cancellation)
    {
        var reading = Read(candidate, size, SamplesOfSmall, meter, cancellation);
        if (reading.Cost is not { } cost)
        {
            return new FirstStage(size, null, reading);
        }

        if (cost > LargeShare * mostCost && size >= 2 * Growth)
        {
            return Read(candidate, size / Growth, SamplesOfSmall, meter, cancellation).Cost is { } quarter
                ? new FirstStage(size, Score(quarter, reading, Growth), reading)
                : new FirstStage(size, null, null);
        }

        var large = Read(candidate, size * Growth, 1, meter, cancellation);
        return new FirstStage(size * Growth, large.Cost is null ? null : Score(cost, large, Growth), large);
    }

    private static FirstStage Compare(Candidate candidate, int size, CostMeter meter, CancellationToken cancellation)
    {
        var reading = Read(candidate, size, 1, meter, cancellation);
        return new FirstStage(size, reading.LogRatio, reading);
    }

    private ScreenResult ScreenLarger(ScreenResult first, double cost, CostMeter meter, CancellationToken cancellation)
    {
        // The least of two: an outlier would make the growth behind it look small.
        var before = isComparison ? cost : Math.Min(cost, Read(first.Candidate, first.Size, 1, meter, cancellation).Cost ?? cost);
        var slope = isComparison ? 1 : Math.Max(1, first.Score!.Value);
        var growth = before * Math.Pow(Growth, slope) <= mostCost ? Growth : before * Math.Pow(2, slope) <= mostCost ? 2 : 1;
        if (growth == 1)
        {
            return first with { Stage = Stages };
        }

        var size = first.Size * growth;
        var large = Read(first.Candidate, size, 1, meter, cancellation);
        if (large.Cost is null)
        {
            return first with { Size = size, Failure = large.Outcome };
        }

        var score = Score(before, large, growth);
        if (isComparison && score >= LeastLogRatio)
        {
            // The lower of two ratios: of many candidates without a difference the noisiest would come first.
            score = Math.Min(score.Value, Read(first.Candidate, size, 1, meter, cancellation).LogRatio ?? score.Value);
        }

        return first with { Stage = Stages, Size = size, Score = score };
    }

    private double? Score(double small, CostReading large, int growth) => isComparison ? large.LogRatio : Math.Log(large.Cost!.Value / small) / Math.Log(growth);

    private int FirstBytesFor(string settings) => (isComparison ? ComparisonFactor : 1) * BytesFor(settings);

    private int BytesFor(string settings) =>
        metric == HuntMetric.Memory ? FirstBytesOfMemory
        : settings.StartsWith(SettingNames.Winch, StringComparison.Ordinal) ? FirstBytesOfWinch
        : settings.StartsWith(SettingNames.SpeedSinglePass, StringComparison.Ordinal) || settings.StartsWith(SettingNames.NoneSinglePass, StringComparison.Ordinal) ? FirstBytesOfSinglePass
        : FirstBytes;

    private static CostReading Read(Candidate candidate, int size, int samples, CostMeter meter, CancellationToken cancellation) =>
        meter.Read(candidate.Pattern.Generate(size), candidate.Settings, samples, cancellation);

    /// <summary>What the first stage says.</summary>
    /// <param name="Size">The larger size.</param>
    /// <param name="Score">The slope between the sizes, or the logarithm of the ratio of the engines.</param>
    /// <param name="Large">The cost at the larger size, or how the compile that failed ended; null where nothing is known.</param>
    private readonly record struct FirstStage(int Size, double? Score, CostReading? Large);
}
