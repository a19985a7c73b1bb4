using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>The cells of the suite's tables, with the shorter forms for narrow terminals.</summary>
internal static class CellForms
{
    private const string Unknown = "unknown";

    /// <summary>A case: ratio and time, or how it ended. Shorter: without bounds, then the ratio alone.</summary>
    /// <param name="cell">Its times; null where it was not completed.</param>
    /// <param name="ended">How it ended; null where it was completed or not measured.</param>
    public static TextCell ForCase(CaseCell? cell, NotCompiledCase? ended)
    {
        if (cell is null)
        {
            return ended is null ? NotAvailable.Text : CaseText.Outcome(ended);
        }

        var time = ForTime(cell.Warm);
        return cell.Ratio is not { } ratio ? time : new($"{CaseText.Ratio(ratio)}  {time.Text}", $"{Short(ratio)}  {time.Form(1)}", Short(ratio));
    }

    /// <summary>A time; shorter: without bounds.</summary>
    public static TextCell ForTime(TimeEstimate? time) =>
        new(CaseText.Time(time), time?.NotKnownAfterRounds is null ? DurationText.Format(time?.Centre) : Unknown);

    /// <summary>The ratio of two engines; shorter: without bounds.</summary>
    public static TextCell ForRatio(RatioEstimate? ratio) => new(
        ratio?.NotKnownAfterRounds is { } rounds ? CaseText.NotKnownYet(rounds) : ComparisonWords.Ratio(ratio?.Ratio, ratio?.Bounds),
        Short(ratio));

    private static string Short(RatioEstimate? ratio) => ratio?.NotKnownAfterRounds is null ? RatioText.Format(ratio?.Ratio) : Unknown;
}
