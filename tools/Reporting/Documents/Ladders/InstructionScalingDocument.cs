using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The JSON document that <c>scaling --metric instructions --json</c> prints.</summary>
/// <param name="Fits">One per shape, setting and engine.</param>
public sealed record InstructionScalingDocument(IReadOnlyList<InstructionFitDocument> Fits)
{
    /// <summary>Makes the document.</summary>
    /// <param name="counts">Counts that can be compared with one another.</param>
    /// <param name="settingsOrder">The order of settings.</param>
    /// <param name="times">A scaling run that measured times; null for none.</param>
    public static InstructionScalingDocument FromCounts(IReadOnlyList<CountedRung> counts, IReadOnlyList<string> settingsOrder, RunData? times)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var timed = times is null ? [] : LadderLaw.FromRecords(times.Records, times.Manifest.Settings).ToDictionary(l => (l.Shape, l.Settings, l.Engine));
        return new InstructionScalingDocument([.. InstructionLaw.FromCounts(counts, settingsOrder).Select(law =>
        {
            var time = timed.GetValueOrDefault((law.Shape, law.Settings, law.Engine))?.Time;
            return new InstructionFitDocument(
                law.Shape,
                law.Settings,
                law.Engine,
                "instructions",
                Exponent(law.Growth, law.Growth.Whole),
                Exponent(law.Growth, law.Growth.Local),
                law.Growth.Verdict,
                law.Growth.Reason,
                law.Growth.Exponential,
                time?.Verdict,
                Exponent(time, time?.Local),
                [.. counts.Where(c => c.Shape == law.Shape && c.Settings == law.Settings && c.Engine == law.Engine).OrderBy(c => c.Size)]);
        })]);
    }

    /// <summary>Writes the document as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, InstructionScalingJson.Relaxed.InstructionScalingDocument);

    // Exponential growth has no exponent to print.
    private static BoundedExponent? Exponent(GrowthLaw? law, ExponentEstimate? k) =>
        k is null || law?.Exponential is not null ? null : new BoundedExponent(k.Value, k.Bounds.Lower, double.IsFinite(k.Bounds.Upper) ? k.Bounds.Upper : null);
}

/// <summary>An exponent with its 95% bounds.</summary>
/// <param name="Value">The exponent.</param>
/// <param name="Lower">Its lower bound.</param>
/// <param name="Upper">Its upper bound; null where it is unbounded.</param>
public sealed record BoundedExponent(double Value, double Lower, double? Upper);

/// <summary>One law of instructions, beside the law of time.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Metric"><c>instructions</c>.</param>
/// <param name="Exponent">Over all sizes on one straight line; null where there are too few, or growth is exponential.</param>
/// <param name="LocalExponent">Over the largest sizes; null where there are too few, or growth is exponential.</param>
/// <param name="Growth"><c>AtMostMild</c>, <c>Superlinear</c>, <c>Exponential</c> or <c>Open</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Exponential">The step of the size that doubles the instructions, where that was seen, and the fitted sum; null where growth is not exponential.</param>
/// <param name="TimeGrowth">The same of time; null without a time run.</param>
/// <param name="TimeLocalExponent">The exponent of time over the largest sizes; null without a time run.</param>
/// <param name="Points">The counts.</param>
public sealed record InstructionFitDocument(
    string Shape,
    string Settings,
    string Engine,
    string Metric,
    BoundedExponent? Exponent,
    BoundedExponent? LocalExponent,
    GrowthVerdict Growth,
    GrowthReason Reason,
    ExponentialGrowth? Exponential,
    GrowthVerdict? TimeGrowth,
    BoundedExponent? TimeLocalExponent,
    IReadOnlyList<CountedRung> Points);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(InstructionScalingDocument))]
internal sealed partial class InstructionScalingJson : JsonSerializerContext
{
    public static InstructionScalingJson Relaxed { get; } = new(DocumentJson.CreateOptions());
}
