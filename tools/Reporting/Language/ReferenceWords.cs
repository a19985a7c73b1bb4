using System.Globalization;
using CompileBench.Analysis.Ratios.Rounds;

namespace CompileBench.Reporting.Language;

/// <summary>Says how many rounds a table comes from, and whether its times were divided by their reference compiles, and why.</summary>
public static class ReferenceWords
{
    /// <summary><c>2 rounds; times are not divided by their reference compiles: the rounds are too few to tell whether that makes them steadier</c>.</summary>
    public static string ForTable(RoundTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rounds = table.Times.Count == 0 ? 0 : table.Times.Max(t => t.Figure.Rounds);
        return $"{(rounds == 1 ? "1 round" : $"{rounds} rounds")}; {ForChoice(table)}";
    }

    private static string ForChoice(RoundTable table) => table.HostChoices.Count > 1 ? ForHosts(table.HostChoices) : table.Reference switch
    {
        { Reason: ReferenceReason.Steadier } choice => string.Create(
            CultureInfo.InvariantCulture,
            $"times are divided by the reference compile beside each of them, because that makes them steadier: they differ by {100 * choice.OverReferenceSpread:0.0}% between rounds, undivided by {100 * choice.BareSpread:0.0}%; milliseconds are these times multiplied by the median reference of the run, {table.MedianReferenceNanoseconds / 1e6:0.00} ms"),
        { Reason: ReferenceReason.NotSteadier } choice => string.Create(
            CultureInfo.InvariantCulture,
            $"times are not divided by their reference compiles: they differ by {100 * choice.BareSpread:0.0}% between rounds, divided by {100 * choice.OverReferenceSpread:0.0}%"),
        { Reason: ReferenceReason.TooFewRounds } => "times are not divided by their reference compiles: the rounds are too few to tell whether that makes them steadier",
        _ => "times are not divided by reference compiles: not all of them have one",
    };

    private static string ForHosts(IReadOnlyList<ReferenceChoice> choices) =>
        $"ratios are formed on each of {choices.Count} hosts; on {choices.Count(c => c.Unit == TimeUnit.OverReference)} of them times are divided by the reference compile beside each of them, because that makes them steadier there";
}
