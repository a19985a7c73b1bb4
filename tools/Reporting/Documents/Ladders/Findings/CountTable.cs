using System.Text;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>The laws of counted ladders as a table.</summary>
internal static class CountTable
{
    /// <summary>What the table shows, in words that stand before it.</summary>
    public const string Introduction =
        "Instructions of one compile, counted with callgrind, with the exponents of their growth. Instructions are not time. Under a setting with a knob, such as +epochs, the last column is the ratio to the same setting without the knob at the largest size that both have.";

    /// <summary>Writes one row per shape and setting.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="laws">The laws, those of settings without knobs included.</param>
    /// <param name="byTime">Laws of time, by shape and settings, for a column beside them; null for none.</param>
    public static void Append(StringBuilder text, IReadOnlyList<InstructionLaw> laws, IReadOnlyDictionary<(string Shape, string Settings), GrowthLaw>? byTime = null)
    {
        var (timeHead, timeRule) = byTime is null ? ("", "") : (" by time |", "---|");
        text.Line($"| shape | setting | instructions |{timeHead} k over all sizes | k at the top | largest counted | over the same without the knob |").Line($"|---|---|---|{timeRule}--:|--:|--:|--:|");
        foreach (var law in laws)
        {
            var top = LargestCounted(law, _ => true);
            text.Line($"| {MarkdownText.Name(law.Shape)} | {MarkdownText.Name(law.Settings)} | {LadderWords.Verdict(law.Growth)} |{TimeCell(law, byTime)} {LadderWords.Whole(law.Growth)} | {LadderWords.Local(law.Growth)} | {(top is null ? NotAvailable.Text : $"{top.Size:0}: {InstructionText.Format(top.Value!.Value)}")} | {KnobRatio(law, laws)} |");
        }

        text.Line();
    }

    private static string TimeCell(InstructionLaw law, IReadOnlyDictionary<(string Shape, string Settings), GrowthLaw>? byTime) =>
        byTime is null ? "" : byTime.TryGetValue((law.Shape, law.Settings), out var time) ? $" {LadderWords.Verdict(time)} |" : $" {NotAvailable.Text} |";

    private static string KnobRatio(InstructionLaw law, IReadOnlyList<InstructionLaw> laws)
    {
        var plain = laws.FirstOrDefault(l => l != law && l.Shape == law.Shape && l.Engine == law.Engine && l.Settings == SettingNames.BaseName(law.Settings));
        var counted = plain?.Growth.Points.Where(p => p.Value is not null).ToDictionary(p => p.Size, p => p.Value!.Value);
        return counted is not null && LargestCounted(law, counted.ContainsKey) is { } top ? $"{top.Size:0}: {RatioText.Format(top.Value!.Value / counted[top.Size])}" : "";
    }

    private static ScalingPoint? LargestCounted(InstructionLaw law, Func<double, bool> takes) => law.Growth.Points.LastOrDefault(p => p.Value is not null && takes(p.Size));
}
