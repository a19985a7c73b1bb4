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

    // Of the candidates that a finding explains, or whose cell has an elite that they will hardly surpass, so many go on all the same.
    private const int DullOneIn = 5;

    // By so much the second stage can be steeper than the first.
    private const double Surpassable = 0.3;

    // A module whose cost is beyond this share of the most is large enough to be compared with its quarter.
    private const double LargeShare = 0.075;

    /// <summary>Screens some candidates.</summary>
    /// <param name="candidates">The candidates.</param>
    /// <param name="meter">Measures them.</param>
    /// <param name="known">What the hunt knew when they were made.</param>
    /// <param name="cancellation">Stops the screening.</param>
    /// <returns>One result for each, in order.</returns>
    public IReadOnlyList<ScreenResult> Screen(IReadOnlyList<Candidate> candidates, CostMeter meter, ScreenKnowledge known, CancellationToken cancellation)
    {
        var firsts = isComparison ? Compare(candidates, meter, cancellation) : Grow(candidates, meter, cancellation);
        var results = candidates.Select((c, i) => ResultOf(c, firsts[i])).ToArray();
        int[] further = [.. Enumerable.Range(0, results.Length).Where(i => GoesOn(ref results[i], known))];
        ScreenLarger(results, further, i => firsts[i].Large!.Cost!.Value, meter, cancellation);
        return results;
    }

    /// <summary>So many units that the module has about this many bytes, and sixteen times as many are possible.</summary>
    public static int FirstSize(Pattern pattern, int bytes)
    {
        var most = pattern.Sizes.Maximum / (Growth * Growth);
        var unit = Math.Max(1.0, (pattern.Generate(6).Length - pattern.Generate(2).Length) / 4.0);
        return Math.Clamp((int)(bytes / unit), bytes < unit ? 1 : 2, Math.Max(2, most));
    }

    private static ScreenResult ResultOf(Candidate candidate, FirstStage first) => first.Large?.Cost is null
        ? new ScreenResult(candidate, 0, null, null, first.Size, "", first.Large?.Outcome)
        : new ScreenResult(candidate, 1, first.Score, first.Score, first.Size, "", null);

    // Whether a candidate is worth a second stage; if so, the result gets its signature.
    private bool GoesOn(ref ScreenResult result, ScreenKnowledge known)
    {
        if (result.Stage == 0)
        {
            return false;
        }

        var candidate = result.Candidate;
        var chance = new SeededRandom(seed ^ ((ulong)candidate.Number * 0x9E3779B97F4A7C15));
        var law = known.LawFor(candidate.Settings);
        var least = isComparison ? LeastLogRatio : Math.Clamp(law ?? 1, LeastLaw, MostLaw) + LeastExcess;
        if (!(result.FirstScore >= least) && !chance.OneIn(ChanceOneIn))
        {
            return false;
        }

        var signature = PatternSignature.FromModules(candidate.Pattern.Generate(Math.Max(1, result.Size / Growth)), candidate.Pattern.Generate(result.Size)).Key;
        var isDull = known.Growth.IsExplained(candidate.Settings, candidate.Pattern.Repetition, signature, result.FirstScore)
            || known.FitnessOf(EliteGrid.CellOf(candidate.Settings, candidate.Pattern.Repetition, signature)) >= result.FirstScore + Surpassable - (isComparison ? 0 : 1);
        if (isDull && !chance.OneIn(DullOneIn))
        {
            return false;
        }

        result = result with { Signature = signature };
        return true;
    }

    // A module and its fourfold; where the module is large already, its quarter and the module.
    private FirstStage[] Grow(IReadOnlyList<Candidate> candidates, CostMeter meter, CancellationToken cancellation)
    {
        var sizes = new int[candidates.Count];
        var readings = meter.ReadAll(candidates.Select((c, i) => new Compile(c.Pattern.Generate(sizes[i] = FirstSize(c.Pattern, FirstBytesFor(c.Settings))), c.Settings, SamplesOfSmall)), cancellation);
        int[] measured = [.. Enumerable.Range(0, sizes.Length).Where(i => readings[i].Cost is not null)];
        bool IsLarge(int i) => readings[i].Cost > LargeShare * mostCost && sizes[i] >= 2 * Growth;
        var others = meter.ReadAll(
            measured.Select(i => new Compile(candidates[i].Pattern.Generate(IsLarge(i) ? sizes[i] / Growth : sizes[i] * Growth), candidates[i].Settings, IsLarge(i) ? SamplesOfSmall : 1)), cancellation);

        var firsts = sizes.Select((size, i) => new FirstStage(size, null, readings[i])).ToArray();
        foreach (var (i, other) in measured.Zip(others))
        {
            firsts[i] = !IsLarge(i) ? new FirstStage(sizes[i] * Growth, other.Cost is null ? null : Score(readings[i].Cost!.Value, other, Growth), other)
                : other.Cost is { } quarter ? new FirstStage(sizes[i], Score(quarter, readings[i], Growth), readings[i])
                : new FirstStage(sizes[i], null, null);
        }

        return firsts;
    }

    private FirstStage[] Compare(IReadOnlyList<Candidate> candidates, CostMeter meter, CancellationToken cancellation)
    {
        int[] sizes = [.. candidates.Select(c => FirstSize(c.Pattern, FirstBytesFor(c.Settings) * Growth))];
        var readings = meter.ReadAll(candidates.Select((c, i) => new Compile(c.Pattern.Generate(sizes[i]), c.Settings, 1)), cancellation);
        return [.. readings.Select((r, i) => new FirstStage(sizes[i], r.LogRatio, r))];
    }

    private void ScreenLarger(ScreenResult[] results, int[] further, Func<int, double> cost, CostMeter meter, CancellationToken cancellation)
    {
        var growths = further.Select(i => GrowthFrom(cost(i), results[i].Score)).ToArray();
        var open = further.Zip(growths).Where(f => f.Second > 1).ToArray();
        foreach (var i in further.Except(open.Select(o => o.First)))
        {
            results[i] = results[i] with { Stage = Stages };
        }

        // The least of two: an outlier would make the growth behind it look small.
        var befores = isComparison ? null : meter.ReadAll(open.Select(o => CompileAt(results[o.First], 1)), cancellation);
        var larges = meter.ReadAll(open.Select(o => CompileAt(results[o.First], o.Second)), cancellation);
        for (var at = 0; at < open.Length; at++)
        {
            var (i, growth) = open[at];
            var size = results[i].Size * growth;
            results[i] = larges[at].Cost is null
                ? results[i] with { Size = size, Failure = larges[at].Outcome }
                : results[i] with { Stage = Stages, Size = size, Score = Score(Math.Min(cost(i), befores?[at].Cost ?? cost(i)), larges[at], growth) };
        }

        if (isComparison)
        {
            // The lower of two ratios: of many candidates without a difference the noisiest would come first.
            int[] slower = [.. further.Where(i => results[i].Failure is null && results[i].Score >= LeastLogRatio)];
            foreach (var (i, again) in slower.Zip(meter.ReadAll(slower.Select(i => CompileAt(results[i], 1)), cancellation)))
            {
                results[i] = results[i] with { Score = Math.Min(results[i].Score!.Value, again.LogRatio ?? results[i].Score!.Value) };
            }
        }
    }

    // By how much a module can grow without exceeding the most cost.
    private int GrowthFrom(double cost, double? score)
    {
        var slope = isComparison ? 1 : Math.Max(1, score!.Value);
        return cost * Math.Pow(Growth, slope) <= mostCost ? Growth : cost * Math.Pow(2, slope) <= mostCost ? 2 : 1;
    }

    private static Compile CompileAt(ScreenResult result, int growth) => new(result.Candidate.Pattern.Generate(result.Size * growth), result.Candidate.Settings, 1);

    private double? Score(double small, CostReading large, int growth) => isComparison ? large.LogRatio : Math.Log(large.Cost!.Value / small) / Math.Log(growth);

    private int FirstBytesFor(string settings) => (isComparison ? ComparisonFactor : 1) * BytesFor(settings);

    private int BytesFor(string settings) =>
        metric == HuntMetric.Memory ? FirstBytesOfMemory
        : settings.StartsWith(SettingNames.Winch, StringComparison.Ordinal) ? FirstBytesOfWinch
        : settings.StartsWith(SettingNames.SpeedSinglePass, StringComparison.Ordinal) || settings.StartsWith(SettingNames.NoneSinglePass, StringComparison.Ordinal) ? FirstBytesOfSinglePass
        : FirstBytes;

    /// <summary>What the first stage says.</summary>
    /// <param name="Size">The larger size.</param>
    /// <param name="Score">The slope between the sizes, or the logarithm of the ratio of the engines.</param>
    /// <param name="Large">The cost at the larger size, or how the compile that failed ended; null where nothing is known.</param>
    private readonly record struct FirstStage(int Size, double? Score, CostReading? Large);
}
