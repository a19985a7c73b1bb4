using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Screens candidates in stages of two sizes, each stage four times the size of the one before. Most candidates are linear and end at the first
/// stage, which costs some milliseconds; what looks steeper goes on, and a few others by chance, because some laws show only at larger sizes.
/// </summary>
/// <param name="isComparison">Whether two engines are compared.</param>
/// <param name="mostCost">The cost beyond which no stage goes: what would exceed it has been seen growing already, and counts as having passed all stages.</param>
/// <param name="seed">The seed of the hunt: whether a candidate goes on by chance follows from it and the candidate's number.</param>
internal sealed class CandidateScreen(bool isComparison, double mostCost, ulong seed)
{
    /// <summary>The number of stages.</summary>
    public const int Stages = 3;

    private const int FirstBytes = 600;
    private const int Growth = 4;
    private const int Samples = 2;

    // What a stage asks of the one before.
    private static readonly double[] LeastSlope = [1.10, 1.15];
    private static readonly double[] LeastLogRatio = [0.10, 0.10];
    private static readonly int[] ChanceOneIn = [12, 12];

    /// <summary>Screens a candidate.</summary>
    public ScreenResult Screen(Candidate candidate, CostMeter meter, CancellationToken cancellation)
    {
        var pattern = candidate.Pattern;
        var chance = new SeededRandom(seed ^ ((ulong)candidate.Number * 0x9E3779B97F4A7C15));
        var size = FirstSize(pattern);
        var (score, firstScore) = ((double?)null, (double?)null);
        var signature = "";
        for (var stage = 1; stage <= Stages; stage++)
        {
            if (stage > 1)
            {
                size *= Growth;
            }

            var (low, lowBytes) = Read(pattern, size, candidate.Settings, meter, cancellation);
            if (low.Cost is not { } small)
            {
                return new ScreenResult(candidate, stage - 1, score, firstScore, size, signature, low.Outcome);
            }

            var (high, highBytes) = Read(pattern, size * 2, candidate.Settings, meter, cancellation);
            if (high.Cost is not { } large)
            {
                return new ScreenResult(candidate, stage - 1, score, firstScore, size * 2, signature, high.Outcome);
            }

            score = isComparison ? high.LogRatio : Math.Log2(large / small);
            firstScore ??= score;
            if (stage < Stages && score < (isComparison ? LeastLogRatio : LeastSlope)[stage - 1] && !chance.OneIn(ChanceOneIn[stage - 1]))
            {
                return new ScreenResult(candidate, stage, score, firstScore, size * 2, signature, null);
            }

            signature = signature.Length > 0 ? signature : PatternSignature.FromModules(lowBytes, highBytes).Key;
            if (large * Math.Pow(Growth, Math.Max(1, Math.Log2(large / small))) > mostCost)
            {
                return new ScreenResult(candidate, Stages, score, firstScore, size * 2, signature, null);
            }
        }

        return new ScreenResult(candidate, Stages, score, firstScore, size * 2, signature, null);
    }

    /// <summary>The size of the first stage: so many units that the module has some hundred bytes, and the last stage still fits.</summary>
    public static int FirstSize(Pattern pattern)
    {
        var most = pattern.Sizes.Maximum / (2 * Growth * Growth);
        var unit = Math.Max(1.0, (pattern.Generate(6).Length - pattern.Generate(2).Length) / 4.0);
        return Math.Clamp((int)(FirstBytes / unit), 2, Math.Max(2, most));
    }

    private static (CostReading Reading, byte[] Bytes) Read(Pattern pattern, int size, string settings, CostMeter meter, CancellationToken cancellation)
    {
        var bytes = pattern.Generate(size);
        return (meter.Read(bytes, settings, Samples, cancellation), bytes);
    }
}
