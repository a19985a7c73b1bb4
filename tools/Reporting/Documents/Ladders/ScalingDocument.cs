using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Scaling;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The JSON document that <c>scaling --json</c> prints: per shape, setting and engine one fit of time and one of memory.</summary>
/// <param name="Fits">The fits.</param>
public sealed record ScalingDocument(IReadOnlyList<ScalingFitDocument> Fits)
{
    /// <summary>Makes the fits of a run.</summary>
    public static ScalingDocument FromRun(RunData run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var budget = ScalingLimits.FromManifest(run.Manifest);
        var records = run.Records.ToDictionary(r => r.Case);
        return new ScalingDocument([.. LadderLaw.Of(run.Records, run.Manifest.Settings).SelectMany(law => new[]
        {
            Fit(law, "wall", law.Time, law.Time.LargestWithinBudget(budget.Nanoseconds), budget, records),
            Fit(law, "memory", law.Memory, law.Memory.LargestWithinBudget(budget.MemoryBytes), budget, records),
        })]);
    }

    /// <summary>Writes the document as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ScalingJson.Relaxed.ScalingDocument);

    private static ScalingFitDocument Fit(
        LadderLaw law, string metric, ScalingFit fit, LargestWithin largest, ScalingLimits limits, Dictionary<MeasuredCase, CaseRecord> records) => new(
        law.Shape,
        law.Settings,
        law.Engine,
        metric,
        fit.Exponent?.Value,
        Finite(fit.Exponent?.Bounds.Lower),
        Finite(fit.Exponent?.Bounds.Upper),
        fit.Verdict,
        largest.Size is { } size ? Math.Floor(size) : null,
        largest.IsAtLeast,
        limits.Nanoseconds / 1e9,
        [.. law.Time.Points.Zip(law.Memory.Points, (time, memory) => new ScalingPointDocument(
            time.Size,
            time.Value ?? time.AtLeast,
            (long?)(memory.Value ?? memory.AtLeast),
            records[new MeasuredCase(OperationNames.Compile, $"{law.Shape}@{time.Size:0}", law.Settings, law.Engine)].Outcome))]);

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}

/// <summary>One fit.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Metric"><c>wall</c> or <c>memory</c>.</param>
/// <param name="Exponent">Null where there are too few sizes.</param>
/// <param name="Lower">Its lower 95% bound.</param>
/// <param name="Upper">Its upper 95% bound; null also where it is unbounded.</param>
/// <param name="Verdict">Linear, Superlinear or Inconclusive.</param>
/// <param name="LargestWithinBudget">The largest size within the time budget; for memory, within the run's memory limit. Null where no size is.</param>
/// <param name="LargestIsAtLeast">True where no measured size exceeded the budget: the true largest size may be larger.</param>
/// <param name="BudgetSeconds">The time budget.</param>
/// <param name="Points">The sizes.</param>
public sealed record ScalingFitDocument(
    string Shape,
    string Settings,
    string Engine,
    string Metric,
    double? Exponent,
    double? Lower,
    double? Upper,
    ScalingVerdict Verdict,
    double? LargestWithinBudget,
    bool LargestIsAtLeast,
    double BudgetSeconds,
    IReadOnlyList<ScalingPointDocument> Points);

/// <summary>One size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Nanoseconds">Time of one compile; a lower bound where the outcome is a time-out; null where there is none.</param>
/// <param name="PeakNativeBytes">Peak memory of one compile in a fresh process; a lower bound where it was killed; null where there is none.</param>
/// <param name="Outcome">The outcome of the compile.</param>
public sealed record ScalingPointDocument(double Size, double? Nanoseconds, long? PeakNativeBytes, OutcomeKind Outcome);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ScalingDocument))]
internal sealed partial class ScalingJson : JsonSerializerContext
{
    public static ScalingJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
