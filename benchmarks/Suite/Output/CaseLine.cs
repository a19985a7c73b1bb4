using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>One finished case in one line: what it is, its time with uncertainty, and its ratio to the baseline when that is known already.</summary>
internal static class CaseLine
{
    /// <summary>The line.</summary>
    public static string FromRecord(CaseRecord record, IReadOnlyList<CaseRecord> all)
    {
        var name = $"{record.Module} {record.Settings}{(all.Any(r => r.Engine != record.Engine) ? " " + record.Engine : "")}";
        if (record.Outcome != OutcomeKind.Completed)
        {
            return $"{name}  {record.Outcome}: {PlainText.Cut(record.Message, 160)}";
        }

        var estimate = Warm(record);
        var baseline = all.FirstOrDefault(r =>
            r.Module == record.Module && r.Engine == record.Engine && r.Operation == record.Operation
            && r.Settings == SettingNames.Baseline && r.Outcome == OutcomeKind.Completed);
        var ratio = baseline is not null && record.Settings != SettingNames.Baseline && estimate is not null && Warm(SameRound(baseline, record)) is { } reference
            ? "  " + CaseText.Ratio(RatioEstimate.Between(estimate, reference))
            : "";
        return $"{name}  {CaseText.Time(estimate)}{ratio}";
    }

    // The baseline's samples of the round that the record is of: all where the run has no rounds.
    private static CaseRecord SameRound(CaseRecord baseline, CaseRecord record)
    {
        var round = record.Samples.Select(s => s.Round).FirstOrDefault();
        return baseline with { Samples = [.. baseline.Samples.Where(s => s.Round == round)] };
    }

    private static TimeEstimate? Warm(CaseRecord record) => TimeEstimate.From(record.Samples, SampleKind.Warm, TimeSource.Wall, TimeEstimate.DefaultMisrate);
}
