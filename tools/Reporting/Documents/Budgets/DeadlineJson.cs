using System.Text.Json;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>A deadline report for machines.</summary>
internal static class DeadlineJson
{
    /// <summary>
    /// Writes <c>"deadline":{"seconds","within","cases":[{"module","settings","engine","outcome","verdict","nanoseconds","lower","upper","firstSettingWithin"}]}</c>
    /// with every case that is not within the deadline; null where no deadline was asked for.
    /// </summary>
    public static void Write(Utf8JsonWriter json, DeadlineReport? report)
    {
        if (report is null)
        {
            json.WriteNull("deadline");
            return;
        }

        json.WriteStartObject("deadline");
        json.WriteNumber("seconds", report.Deadline.TotalSeconds);
        json.WriteNumber("within", report.WithinCount);
        json.WriteStartArray("cases");
        foreach (var one in (IEnumerable<DeadlineCase>)[.. report.Over, .. report.TooCloseToCall, .. report.Unknown])
        {
            json.WriteStartObject();
            json.WriteString("module", one.Case.Module);
            json.WriteString("settings", one.Case.Settings);
            json.WriteString("engine", one.Case.Engine);
            json.WriteString("outcome", one.Outcome.ToString());
            json.WriteString("verdict", one.Verdict.ToString());
            Number(json, "nanoseconds", one.Nanoseconds);
            Number(json, "lower", one.Bounds?.Lower);
            Number(json, "upper", one.Bounds?.Upper);
            json.WriteString("firstSettingWithin", one.FirstSettingWithin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v)
        {
            json.WriteNumber(name, Significant.Round(v, 9));
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
