using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The laws of counted ladders as console text, beside those of a time run of the same shapes where there is one.</summary>
public static class InstructionScalingText
{
    /// <summary>Makes the document.</summary>
    /// <param name="counts">Counts that can be compared with one another.</param>
    /// <param name="settingsOrder">The order of settings.</param>
    /// <param name="times">A scaling run that measured times; null for none.</param>
    public static TextDocument FromCounts(IReadOnlyList<CountedRung> counts, IReadOnlyList<string> settingsOrder, RunData? times)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var laws = InstructionLaw.FromCounts(counts, settingsOrder);
        var timed = times is null ? [] : LadderLaw.FromRecords(times.Records, times.Manifest.Settings).ToDictionary(l => (l.Shape, l.Settings, l.Engine));
        var table = new TextTable(
            ["shape", "setting", "instructions", "all sizes", "at the top", "largest counted", .. times is null ? Array.Empty<string>() : ["time", "at the top"]])
        {
            LeaveOut = ["largest counted", "all sizes"],
        };
        foreach (var law in laws)
        {
            var time = timed.GetValueOrDefault((law.Shape, law.Settings, law.Engine));
            var top = law.Growth.Points.LastOrDefault(p => p.Value is not null);
            table.AddRow(
            [
                law.Shape, law.Settings, LadderWords.Verdict(law.Growth), LadderWords.Whole(law.Growth), LadderWords.Local(law.Growth),
                top is null ? NotAvailable.Text : $"{top.Size:0}: {top.Value:N0}",
                .. times is null ? Array.Empty<string>() : [time is null ? NotAvailable.Text : LadderWords.Verdict(time.Time), time is null ? NotAvailable.Text : LadderWords.Local(time.Time)],
            ]);
        }

        var text = new TextDocument();
        text.Add(LadderHeadline.ForLaws("instructions grow", [.. laws.Select(l => ($"{l.Shape} under {l.Settings}", l.Growth))]));
        text.Add(table);
        text.Add($"instructions of one compile, counted exactly; they are not time; {LadderWords.Judging(laws.Count(l => l.Growth.Deciding is not null))}");
        return text;
    }
}
