using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Ratios.Rounds;

/// <summary>
/// The table of one engine's run in rounds. A ratio is formed within a round and judged over the rounds, so that what changes from round to round
/// (the machine's drift, its states) cancels or shows as scatter; the scatter of each case is moderated over all cases
/// (<see cref="ModeratedVariance"/>), so that a case has bounds from its second round on.
/// </summary>
/// <param name="Reference">Whether times over their references were used, and why.</param>
/// <param name="MedianReferenceNanoseconds">The run's median reference, through which times over references become nanoseconds; null where bare times were used.</param>
/// <param name="Times">Nanoseconds of one compile for each case.</param>
/// <param name="Ratios">Each case's time over the baseline's time of the same module; none for the baseline itself.</param>
/// <param name="Means">For each setting but the baseline the geometric mean of its ratios.</param>
public sealed record RoundTable(
    ReferenceChoice Reference,
    double? MedianReferenceNanoseconds,
    IReadOnlyList<RoundEntry> Times,
    IReadOnlyList<RoundEntry> Ratios,
    IReadOnlyList<RoundMean> Means)
{
    /// <summary>The choice of each host where the table combines several; empty for a table of one host.</summary>
    public IReadOnlyList<ReferenceChoice> HostChoices { get; init; } = [];

    // Three rounds that agree to the last digit do not prove a ratio without error.
    private const double FloorDeviation = 0.0005;

    // Settings are few: three of them moderate one another, and no prior is worth more than the others' degrees of freedom.
    private const int FewestMeans = 3;

    // All settings are divided by one baseline: their means correlate by a half, and so their variances by a quarter.
    private const double SharedBaseline = 0.25;

    /// <summary>Works the table out.</summary>
    /// <param name="stretches">One engine's stretches, in any order.</param>
    /// <param name="baseline">The settings that every ratio divides by.</param>
    /// <param name="misrate">How often the bounds of one figure may miss, above 0 and below 1.</param>
    public static RoundTable FromStretches(IEnumerable<RoundStretch> stretches, string baseline, double misrate = TimeEstimate.DefaultMisrate)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        ArgumentNullException.ThrowIfNull(baseline);
        RoundStretch[] all = [.. stretches];
        ReferenceChoice choice = ReferenceChoice.FromStretches(all);
        var cases = all.GroupBy(s => new RoundCase(s.Module, s.Settings)).ToDictionary(g => g.Key, g => g.DistinctBy(s => s.Round).ToDictionary(s => s.Round));
        double? reference = choice.Unit == TimeUnit.OverReference
            ? Math.Exp(SampleMedian.FromValues([.. all.SelectMany(s => s.Samples).Select(s => Math.Log(s.ReferenceNanoseconds!.Value))]))
            : null;
        Series[] times = [.. cases.Select(c => new Series(c.Key, c.Value.ToDictionary(s => s.Key, s => s.Value.LogCentreIn(choice.Unit) + Math.Log(reference ?? 1))))];
        Series[] ratios = [.. cases.Where(c => c.Key.Settings != baseline)
            .Select(c => RatioSeries(c.Key, c.Value, cases.GetValueOrDefault(c.Key with { Settings = baseline }), choice.Unit))
            .Where(s => s.Values.Count > 0)];
        LogCentre[] centres = Centres(ratios);
        return new RoundTable(choice, reference, Entries(times, Centres(times), misrate), Entries(ratios, centres, misrate), MeansOver(ratios, centres, misrate));
    }

    private static Series RatioSeries(
        RoundCase what, Dictionary<int, RoundStretch> own, Dictionary<int, RoundStretch>? baseline, TimeUnit unit) => new(what, own.Keys
            .Where(round => baseline?.ContainsKey(round) == true)
            .ToDictionary(round => round, round => own[round].LogCentreIn(unit, baseline![round]) - baseline[round].LogCentreIn(unit, own[round])));

    private static LogCentre[] Centres(Series[] series) => ModeratedCentres.FromSeries([.. series.Select(s => s.Values.Values.ToArray())], FloorDeviation);

    private static RoundEntry[] Entries(Series[] series, LogCentre[] centres, double misrate) =>
        [.. series.Select((s, i) => new RoundEntry(s.Case, RoundFigure.FromLog(centres[i], s.Values.Count, misrate)))];

    private static RoundMean[] MeansOver(Series[] ratios, LogCentre[] centres, double misrate)
    {
        var groups = ratios.Select((s, i) => (Series: s, Centre: centres[i])).GroupBy(r => r.Series.Case.Settings)
            .Select(g => (Settings: g.Key, Members: g.ToArray(), Units: UnitsOf([.. g.Select(m => m.Series)]))).ToArray();
        var complete = groups.Where(g => g.Units.Length > 0).ToArray();
        LogCentre[] moderated = ModeratedCentres.FromSeries(
            [.. complete.Select(g => g.Units)], FloorDeviation, FewestMeans, [.. complete.Select(g => (double)g.Members.Length)], SharedBaseline);
        return [.. groups.Select(g =>
        {
            int at = Array.FindIndex(complete, c => c.Settings == g.Settings);
            bool byRounds = at >= 0 && (moderated[at].Variance is not null || g.Members.Any(m => m.Centre.Variance is null));
            LogCentre centre = byRounds ? moderated[at] : LogCentre.Mean([.. g.Members.Select(m => m.Centre)]);
            int rounds = byRounds && g.Units.Length == 1 ? 1 : g.Members.Min(m => m.Series.Values.Count);
            return new RoundMean(g.Settings, RoundFigure.FromLog(centre, rounds, misrate), g.Members.Length);
        })];
    }

    // The unit of a mean is a round. Where all modules take part in all rounds, its value is the mean over the modules, so that what moves a whole
    // round is in the scatter of the mean. Where long modules sit rounds out, a round's value is the mean of the modules' centres and, times the number
    // of rounds, what the round adds to its error: the sum of its values' deviations from their module's centre, each by its weight in the mean. The
    // variance of such values over their number is the cluster-robust variance of the mean with rounds as clusters (Liang and Zeger 1986, Biometrika 73).
    // A module with one round has no deviation: then only rounds with all modules count.
    private static double[] UnitsOf(Series[] members)
    {
        var rounds = members.SelectMany(m => m.Values.Keys).Distinct().Order().ToArray();
        if (members.Any(m => m.Values.Count == 1))
        {
            return [.. rounds.Where(r => members.All(m => m.Values.ContainsKey(r))).Select(r => members.Average(m => m.Values[r]))];
        }

        var centres = members.Select(m => m.Values.Values.Average()).ToArray();
        var mean = centres.Average();
        return [.. rounds.Select(round => mean + (rounds.Length * members
            .Select((m, i) => m.Values.TryGetValue(round, out var value) ? (value - centres[i]) / m.Values.Count : 0).Average()))];
    }

    private sealed record Series(RoundCase Case, Dictionary<int, double> Values);
}

/// <summary>A case of a run in rounds.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
public readonly record struct RoundCase(string Module, string Settings);

/// <summary>A case's figure.</summary>
/// <param name="Case">The case.</param>
/// <param name="Figure">Nanoseconds, or a ratio.</param>
public sealed record RoundEntry(RoundCase Case, RoundFigure Figure);

/// <summary>A setting's geometric mean over exactly these modules, each counted once.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Figure">The mean; below 1 is faster than the baseline.</param>
/// <param name="ModuleCount">How many modules have a ratio.</param>
public sealed record RoundMean(string Settings, RoundFigure Figure, int ModuleCount);
