using System.Text.Json;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Budgets;
using CompileBench.Reporting.Documents.Knobs;
using CompileBench.Reporting.Documents.Versions;
using CompileBench.Reporting.Language;
using CompileBench.Reporting.Page;

namespace CompileBench.Reporting.Documents;

/// <summary>What a report says, for machines.</summary>
public static class ReportJson
{
    /// <summary>
    /// <c>{"files":[…],"warnings":[…],"claims":[…],"summaries":[{"engine","settings","baseline","ratio","lower","upper","modules"}],
    /// "versions":[{"settings","baseline","candidate","ratio","lower","upper","verdict","cases"}],"changes":[…]}</c>, what knobs cost as <see cref="KnobJson"/> writes it, the budget as <see cref="BudgetJson"/> writes it, and the deadline as <see cref="DeadlineJson"/> does; a bound that is not known is null.
    /// </summary>
    /// <param name="set">The report.</param>
    /// <param name="files">What was written.</param>
    public static string ToJson(ReportSet set, IReadOnlyList<string> files)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            Strings(json, "files", files);
            Strings(json, "warnings", ReportWarnings.ForReport(set));
            Strings(json, "claims", PageWords.Claims(set));
            json.WriteStartArray("summaries");
            foreach (var (engine, summary) in set.Combined.Analysis.Engines.SelectMany(e => e.Summaries.Select(s => (e.Engine, s))))
            {
                json.WriteStartObject();
                json.WriteString("engine", engine);
                json.WriteString("settings", summary.Settings);
                json.WriteString("baseline", set.Combined.Analysis.Options.Baseline);
                Ratio(json, summary.Ratio, summary.Bounds);
                json.WriteNumber("modules", summary.ModuleCount);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("versions");
            foreach (var summary in set.Comparison?.Summaries ?? [])
            {
                json.WriteStartObject();
                json.WriteString("settings", summary.Settings);
                json.WriteString("baseline", set.Comparison!.Baseline);
                json.WriteString("candidate", set.Comparison.Candidate);
                Ratio(json, summary.Ratio, summary.Bounds);
                json.WriteString("verdict", summary.Verdict.ToString());
                json.WriteNumber("cases", summary.CaseCount);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            KnobJson.Write(json, set.Combined);
            BudgetJson.Write(json, set.Budget);
            DeadlineJson.Write(json, set.Deadline);
            Strings(json, "changes", set.History is { } history ? HistoryWords.Sentences(history) : []);
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Ratio(Utf8JsonWriter json, double ratio, Bounds? bounds)
    {
        json.WriteNumber("ratio", Significant.Round(ratio, 9));
        Bound(json, "lower", bounds?.Lower);
        Bound(json, "upper", bounds?.Upper);
    }

    private static void Bound(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v && double.IsFinite(v))
        {
            json.WriteNumber(name, Significant.Round(v, 9));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }
}
