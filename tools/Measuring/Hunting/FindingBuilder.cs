using CompileBench.Analysis.Randomness;
using CompileBench.Analysis.Scaling.Doubling;
using CompileBench.Analysis.Timing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Makes a finding of a suspect: reduces it, measures it again in fresh processes under every setting, counts instructions where that is possible, and
/// compares it with the known shapes.
/// </summary>
/// <param name="request">What the hunt was asked for.</param>
/// <param name="settings">The settings under which tables are measured.</param>
/// <param name="isKnown">Whether a finding like this one is there.</param>
internal sealed class FindingBuilder(HuntRequest request, IReadOnlyList<CompilerSettings> settings, Func<HuntFinding, bool> isKnown)
{
    private const int MostTries = 90;

    // Whole functions have many steps.
    private const int StepsPerFurtherTry = 3;

    // A shorter compile scatters too much for a ratio, in nanoseconds.
    private const double LeastOfComparison = 5e6;
    private const int Rounds = 5;
    private const int RoundsOfOthers = 3;
    private const double ReducingCap = 20e6;
    private const double ReducingCapOfComparison = 80e6;

    // A quick look at one compile per size rejects what is this much below what it must reach.
    private const double QuickSlack = 0.1;
    private const double TableCap = 120e6;
    private const double TableCapOfComparison = 250e6;
    private const double OtherTableCap = 50e6;

    // What reducing may take off the slope, or off the excess of a ratio.
    private const double KeptShare = 0.9;
    private const int ListedSize = 2;
    private const int MostListedLines = 60;

    /// <summary>Makes the finding.</summary>
    /// <returns>The finding, or null with the state that the suspect ends in.</returns>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop.</exception>
    public (HuntFinding? Finding, SuspectState State) Build(Suspect suspect, DateTimeOffset until, CancellationToken cancellation)
    {
        using var meter = new CostMeter(request);
        var pattern = Reduce(suspect, meter, until, cancellation);
        var finding = Describe(suspect, pattern);
        if (isKnown(finding))
        {
            return (null, SuspectState.Duplicate);
        }

        using var fresh = new CostMeter(request);
        var table = Measurer(fresh, Rounds, Cap(request.Baseline is null ? TableCap : TableCapOfComparison)).Measure(pattern, suspect.Settings, null, cancellation);
        if (!HuntVerdict.IsConfirmed(table, request.Baseline is not null))
        {
            return (null, SuspectState.Dropped);
        }

        finding = finding with
        {
            Kind = request.Baseline is not null ? HuntFindingKind.Regression : table.Law.Growth == DoublingGrowth.Exponential ? HuntFindingKind.Exponential : HuntFindingKind.Superlinear,
            Slope = table.Ratio?.Ratio ?? table.Law.Slope,
            Lower = (table.Ratio?.Bounds ?? table.Law.Bounds)?.Lower,
            Upper = (table.Ratio?.Bounds ?? table.Law.Bounds)?.Upper,
        };
        if (request.Metric == HuntMetric.Time && GrowthCounter.Count(request, suspect.Settings, pattern, table, until, cancellation) is { } counts)
        {
            if (!counts.Confirms)
            {
                return (null, SuspectState.Dropped);
            }

            finding = finding with { InstructionSlope = counts.Value, Stage = counts.Stage, Function = counts.Function };
        }

        return (finding with { Tables = [TableFor(suspect.Settings, table), .. OtherTables(pattern, suspect.Settings, fresh, until, cancellation)] }, SuspectState.Found);
    }

    private Pattern Reduce(Suspect suspect, CostMeter meter, DateTimeOffset until, CancellationToken cancellation)
    {
        var table = Measurer(meter, 1, Cap(request.Baseline is null ? ReducingCap : ReducingCapOfComparison)).Measure(suspect.Pattern, suspect.Settings, null, cancellation);
        if (table.Rows.Count < 3)
        {
            return suspect.Pattern;
        }

        var (small, large) = ((int)table.Rows[^3].Size, request.Baseline is null ? (int)table.Rows[^1].Size : SmallestThatShows(table));
        var target = Score(suspect.Pattern, suspect.Settings, small, large, 2, meter, cancellation);
        var least = target is not { } score ? double.PositiveInfinity : request.Baseline is null ? 1 + ((score - 1) * KeptShare) : score * KeptShare;
        return new PatternReducer(
            candidate => DateTimeOffset.UtcNow < until && candidate.Sizes.Contains(large)
                && Score(candidate, suspect.Settings, small, large, 1, meter, cancellation) >= least - QuickSlack
                && Score(candidate, suspect.Settings, small, large, 2, meter, cancellation) >= least,
            MostTries + (suspect.Pattern.Opening.Length / StepsPerFurtherTry)).Reduce(suspect.Pattern);
    }

    // The smallest size at which the ratio of two engines is nearly that of the largest one: whole functions show theirs in a module of one.
    private static int SmallestThatShows(MeasuredDoublings table)
    {
        if (table.Baselines.Count != table.Rows.Count)
        {
            return (int)table.Rows[^1].Size;
        }

        var ratios = table.Rows.Zip(table.Baselines, (row, baseline) => Math.Log(row.Values[0] / baseline.Values[0])).ToList();
        var first = ratios.FindIndex(r => r >= KeptShare * ratios[^1]);
        return (int)table.Rows.Skip(Math.Max(0, first)).First(r => r.Values[0] >= LeastOfComparison || r == table.Rows[^1]).Size;
    }

    // The slope between two sizes, or the logarithm of the ratio at the larger one.
    private double? Score(Pattern pattern, string setting, int small, int large, int samples, CostMeter meter, CancellationToken cancellation)
    {
        var high = meter.Read(pattern.Generate(large), setting, samples, cancellation);
        if (request.Baseline is not null || high.Cost is null)
        {
            return high.LogRatio;
        }

        return meter.Read(pattern.Generate(small), setting, 2, cancellation).Cost is { } low ? Math.Log(high.Cost.Value / low) / Math.Log((double)large / small) : null;
    }

    private HuntFinding Describe(Suspect suspect, Pattern pattern)
    {
        var size = Math.Min(32, pattern.Sizes.Maximum / 2);
        var signature = KnownLadders.SignatureOf(pattern);
        var (nearest, likeness) = KnownLadders.Nearest(pattern, signature);
        return new HuntFinding
        {
            Name = HuntNames.FromPattern(pattern, signature.Key),
            Kind = request.Baseline is null ? HuntFindingKind.Superlinear : HuntFindingKind.Regression,
            Settings = suspect.Settings,
            Engine = request.Engine.Label,
            Slope = suspect.Slope,
            Signature = signature.Key,
            CoveredBy = likeness >= KnownLadders.CoveringLikeness ? nearest : null,
            Reports = likeness >= KnownLadders.CoveringLikeness ? KnownLadders.ReportsOf(nearest) : [],
            Likeness = likeness,
            MotifBytes = (pattern.Generate(2 * size).Length - pattern.Generate(size).Length) / (double)size,
            Pattern = PatternJson.Write(pattern),
            Listing = PatternListing.FromModule(pattern.Generate(ListedSize), MostListedLines),
            ListedSize = ListedSize,
        };
    }

    private IEnumerable<HuntTable> OtherTables(Pattern pattern, string own, CostMeter meter, DateTimeOffset until, CancellationToken cancellation)
    {
        foreach (var setting in settings.Where(s => s.Name != own))
        {
            if ((pattern.Features & ~CandidateSource.FeaturesFor(setting)) != 0)
            {
                yield return new HuntTable(setting.Name, [], "", null, null, null, "refused: the setting lacks a feature that the pattern needs");
            }
            else if (DateTimeOffset.UtcNow < until)
            {
                yield return TableFor(setting.Name, Measurer(meter, RoundsOfOthers, Cap(OtherTableCap)).Measure(pattern, setting.Name, null, cancellation));
            }
            else
            {
                yield return new HuntTable(setting.Name, [], "", null, null, null, "not measured: the time of the hunt ended");
            }
        }
    }

    private static HuntTable TableFor(string setting, MeasuredDoublings table)
    {
        var points = table.Rows.Select((row, i) => new HuntPoint((int)row.Size, SampleMedian.FromValues(row.Values), table.Baselines.Count == table.Rows.Count ? SampleMedian.FromValues(table.Baselines[i].Values) : null));
        Bounds? bounds = table.Ratio?.Bounds ?? table.Law.Bounds;
        return new HuntTable(setting, [.. points], table.Law.Growth.ToString(), table.Ratio?.Ratio ?? table.Law.Slope, bounds?.Lower, bounds?.Upper, table.End?.Message);
    }

    private DoublingMeasurer Measurer(CostMeter meter, int rounds, double cap) => new(meter, new SplitMix64(request.Seed), rounds, cap);

    // Costs that are no times have no cap but the module's size.
    private double Cap(double nanoseconds) => HuntVerdict.Cap(request.Metric, nanoseconds);
}
