using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Runs;

/// <summary>The times and ratios of one engine and operation as its rounds give them, in the form that reports read.</summary>
internal sealed class RoundEstimates
{
    private readonly Dictionary<RoundCase, RoundFigure> _times;
    private readonly Dictionary<RoundCase, RoundFigure> _ratios;
    private readonly Dictionary<string, RoundFigure> _means;

    private RoundEstimates(RoundTable table)
    {
        Table = table;
        _times = table.Times.ToDictionary(t => t.Case, t => t.Figure);
        _ratios = table.Ratios.ToDictionary(r => r.Case, r => r.Figure);
        _means = table.Means.ToDictionary(m => m.Settings, m => m.Figure, StringComparer.Ordinal);
    }

    internal RoundTable Table { get; }

    /// <summary>From the records of one engine and operation; null where no sample has a round.</summary>
    internal static RoundEstimates? FromRecords(IReadOnlyCollection<CaseRecord> records, RunAnalysisOptions options)
    {
        if (!records.Any(r => r.Samples.Any(s => s.Round is not null)))
        {
            return null;
        }

        CaseRecord[] usable = [.. records.Select(SampleHosts.WithoutSingleRounds)];
        var tables = SampleHosts.In(usable).Select(host => TableOf(usable.Select(r => SampleHosts.On(r, host)).OfType<CaseRecord>(), options)).ToList();
        return new RoundEstimates(HostBlocks.Combine(tables, options.Misrate));
    }

    private static RoundTable TableOf(IEnumerable<CaseRecord> records, RunAnalysisOptions options) =>
        RoundTable.FromStretches(records.SelectMany(r => RoundStretch.FromRecord(r, options.Source)), options.Baseline, options.Misrate);

    /// <summary>A case's warm time.</summary>
    /// <param name="record">The case.</param>
    /// <param name="samples">The estimate from the samples alone, which gives what a table of rounds does not have.</param>
    internal TimeEstimate? TimeOf(CaseRecord record, TimeEstimate? samples) =>
        samples is null || !_times.TryGetValue(new RoundCase(record.Module, record.Settings), out RoundFigure? figure) ? samples
        : samples with
        {
            Centre = figure.Figure ?? samples.Centre,
            Bounds = figure.Limits,
            Basis = BasisOf(figure),
            Log = LogOf(figure, samples.Log.Value),
            NotKnownAfterRounds = UnknownRounds(figure),
        };

    /// <summary>A case's ratio to the baseline.</summary>
    /// <param name="record">The case.</param>
    /// <param name="samples">The ratio from the samples alone.</param>
    internal RatioEstimate? RatioOf(CaseRecord record, RatioEstimate? samples) =>
        samples is null || !_ratios.TryGetValue(new RoundCase(record.Module, record.Settings), out RoundFigure? figure) ? samples : RatioFrom(figure, samples);

    /// <summary>A ratio as its rounds give it.</summary>
    /// <param name="figure">What the rounds give.</param>
    /// <param name="samples">The ratio from the samples alone.</param>
    internal static RatioEstimate RatioFrom(RoundFigure figure, RatioEstimate samples) =>
        new(figure.Figure ?? samples.Ratio, figure.Limits, BasisOf(figure), LogOf(figure, samples.Log.Value)) { NotKnownAfterRounds = UnknownRounds(figure) };

    /// <summary>A setting's summary with the bounds that its rounds give for exactly these modules.</summary>
    internal SettingSummary? SummaryOf(SettingSummary? summary) =>
        summary is null || !_means.TryGetValue(summary.Settings, out RoundFigure? figure) ? summary
        : summary with { Ratio = figure.Figure ?? summary.Ratio, MeasurementBounds = figure.Limits };

    private static int? UnknownRounds(RoundFigure figure) => figure is RoundFigure.NotKnownYet ? figure.Rounds : null;

    private static BoundsBasis BasisOf(RoundFigure figure) => figure is RoundFigure.Known ? BoundsBasis.Launches : BoundsBasis.Unknown;

    private static LogCentre LogOf(RoundFigure figure, double otherwise) => figure switch
    {
        RoundFigure.Known known => known.Log,
        { Figure: { } value } => new LogCentre(Math.Log(value), null, 0, BoundsBasis.Unknown),
        _ => new LogCentre(otherwise, null, 0, BoundsBasis.Unknown),
    };
}
