using System.Text.Json;
using CompileBench.Analysis.Ratios.Rounds;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Knobs;

/// <summary>What knobs cost, for machines.</summary>
internal static class KnobJson
{
    /// <summary>
    /// Writes <c>"knobs":[{"engine","knob","settings","without","modules","compileTime":{"ratio","lower","upper"},"artifactBytes","runTime"}]</c>:
    /// ratios to the same setting without the knob. A quantity that was not measured, or whose bounds would be wider than itself, is null, as is a bound
    /// that is not known.
    /// </summary>
    public static void Write(Utf8JsonWriter json, RunData run)
    {
        json.WriteStartArray("knobs");
        foreach (var (engine, cost) in run.Analysis.Engines.SelectMany(e => KnobTable.FromRun(run, e.Engine).Costs, (e, cost) => (e.Engine, cost)))
        {
            json.WriteStartObject();
            json.WriteString("engine", engine);
            json.WriteString("knob", cost.Knob);
            json.WriteString("settings", cost.Settings);
            json.WriteString("without", cost.Without);
            json.WriteNumber("modules", cost.Modules.Count);
            Figure(json, "compileTime", cost.CompileTime?.Figure);
            Number(json, "artifactBytes", cost.ArtifactBytes);
            Figure(json, "runTime", cost.RunTime?.Figure);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Figure(Utf8JsonWriter json, string name, RoundFigure? figure)
    {
        if (figure?.Figure is not { } ratio)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "ratio", ratio);
        Number(json, "lower", figure.Limits?.Lower);
        Number(json, "upper", figure.Limits?.Upper);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
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
}
