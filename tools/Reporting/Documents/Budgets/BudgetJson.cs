using System.Text.Json;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Budgets;

/// <summary>A budget report for machines.</summary>
internal static class BudgetJson
{
    /// <summary>
    /// Writes <c>"budget":{"limitSeconds","factor","within","over":[{"module","settings","engine","outcome","nanoseconds","isLowerBound",
    /// "firstSettingWithin","nanosecondsWithin"}],"tooCloseToCall":[…],"unknown":[…]}</c>; what is not known is null.
    /// </summary>
    public static void Write(Utf8JsonWriter json, BudgetReport report)
    {
        json.WriteStartObject("budget");
        json.WriteNumber("limitSeconds", report.Budget.Limit.TotalSeconds);
        json.WriteNumber("factor", report.Budget.Factor);
        json.WriteNumber("within", report.WithinCount);
        Cases(json, "over", report.Over);
        Cases(json, "tooCloseToCall", report.TooCloseToCall);
        Cases(json, "unknown", report.Unknown);
        json.WriteEndObject();
    }

    private static void Cases(Utf8JsonWriter json, string name, IEnumerable<BudgetedCase> cases)
    {
        json.WriteStartArray(name);
        foreach (var one in cases)
        {
            json.WriteStartObject();
            json.WriteString("module", one.Case.Module);
            json.WriteString("settings", one.Case.Settings);
            json.WriteString("engine", one.Case.Engine);
            json.WriteString("outcome", one.Outcome.ToString());
            Number(json, "nanoseconds", one.Nanoseconds);
            json.WriteBoolean("isLowerBound", one.IsLowerBound);
            json.WriteString("firstSettingWithin", one.FirstSettingWithin);
            Number(json, "nanosecondsWithin", one.NanosecondsWithin);
            json.WriteEndObject();
        }

        json.WriteEndArray();
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
