using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>The JSON document that <c>scaling --json</c> prints: per shape, setting and engine one fit of time and one of memory.</summary>
/// <param name="Judging">The lines and the correction that the verdicts rest on.</param>
/// <param name="RealModules">The run of the suite with whose real modules costs per byte are compared; null where there is none of this engine on this host.</param>
/// <param name="Fits">The fits.</param>
public sealed record ScalingDocument(GrowthJudgingDocument Judging, string? RealModules, IReadOnlyList<ScalingFitDocument> Fits)
{
    /// <summary>Makes the fits of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="bytes">What a byte of each ladder costs.</param>
    public static ScalingDocument FromRun(RunData run, LadderByteCosts bytes)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(bytes);
        var budget = ScalingLimits.FromManifest(run.Manifest);
        var records = run.Records.ToDictionary(r => r.Case);
        IReadOnlyList<ScalingFitDocument> fits = [.. LadderLaw.FromRecords(run.Records, run.Manifest.Settings).SelectMany(law => new[]
        {
            Fit(law, "wall", law.Time, law.Time.LargestWithinBudget(budget.Nanoseconds), budget, records) with { CostPerByte = ByteCostDocument.FromCost(bytes.CostOf(law)) },
            Fit(law, "memory", law.Memory, law.Memory.LargestWithinBudget(budget.MemoryBytes), budget, records),
        })];
        var judging = LadderLaw.Judging;
        return new ScalingDocument(
            new GrowthJudgingDocument(judging.SuperlinearLine, judging.MildLine, judging.FalseVerdicts, [.. fits.GroupBy(f => (f.Engine, f.Metric))
                .Select(g => new JudgedLawsDocument(g.Key.Engine, g.Key.Metric, g.Count(f => f.Deciding is not null || f.Exponential is not null)))]),
            bytes.Real?.Run,
            fits);
    }

    /// <summary>Writes the document as indented JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ScalingJson.Relaxed.ScalingDocument);

    private static ScalingFitDocument Fit(
        LadderLaw law, string metric, GrowthLaw growth, LargestWithin largest, ScalingLimits limits, Dictionary<MeasuredCase, CaseRecord> records)
    {
        // Exponential growth has no exponent to print.
        var (whole, local, deciding) = growth.Exponential is null ? (growth.Whole, growth.Local, growth.Deciding) : (null, null, null);
        return new ScalingFitDocument(
            law.Shape,
            law.Settings,
            law.Engine,
            metric,
            whole?.Value,
            Finite(whole?.Bounds.Lower),
            Finite(whole?.Bounds.Upper),
            growth.Verdict,
            growth.Reason,
            deciding is null ? null : new DecidingExponentDocument(deciding.Exponent, deciding.Value, deciding.Bounds.Lower, Finite(deciding.Bounds.Upper), deciding.Line),
            local?.Value,
            Finite(local?.Bounds.Lower),
            Finite(local?.Bounds.Upper),
            growth.SlopeOfPeers,
            growth.Exponential,
            OldVerdict(growth),
            largest.Size is { } size ? Math.Floor(size) : null,
            largest.IsAtLeast,
            limits.Nanoseconds / 1e9,
            [.. law.Time.Points.Zip(law.Memory.Points, (time, memory) => new ScalingPointDocument(
                time.Size,
                time.Value ?? time.AtLeast,
                (long?)(memory.Value ?? memory.AtLeast),
                records[new MeasuredCase(OperationDescription.Compile.Name, $"{law.Shape}@{time.Size:0}", law.Settings, law.Engine)].Outcome))]);
    }

    private static ScalingVerdict OldVerdict(GrowthLaw growth) => growth switch
    {
        { IsSuperlinear: true } => ScalingVerdict.Superlinear,
        { Verdict: GrowthVerdict.AtMostMild } => ScalingVerdict.Linear,
        _ => ScalingVerdict.Inconclusive,
    };

    private static double? Finite(double? value) => value is { } v && double.IsFinite(v) ? v : null;
}

/// <summary>One fit.</summary>
/// <param name="Shape">The shape.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Metric"><c>wall</c> or <c>memory</c>.</param>
/// <param name="Exponent">Null where there are too few sizes, or growth is exponential.</param>
/// <param name="Lower">Its lower 95% bound.</param>
/// <param name="Upper">Its upper 95% bound; null also where it is unbounded.</param>
/// <param name="Growth"><c>AtMostMild</c>, <c>Superlinear</c>, <c>Exponential</c> or <c>Open</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Deciding">The exponent and the line that decide; null where there are too few sizes, or growth is exponential.</param>
/// <param name="LocalExponent">The exponent over the largest sizes; null where there are too few, or growth is exponential.</param>
/// <param name="LocalLower">Its lower 95% bound.</param>
/// <param name="LocalUpper">Its upper 95% bound; null also where it is unbounded.</param>
/// <param name="SlopeOfPeers">The median exponent of the setting's other shapes at equal cost; null where too few have one.</param>
/// <param name="Exponential">The step of the size that doubles the cost, where that was seen, and the fitted sum; null where growth is not exponential.</param>
/// <param name="Verdict">The old name of <paramref name="Growth"/>, kept for one version: <c>Linear</c>, <c>Superlinear</c> or <c>Inconclusive</c>.</param>
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
    GrowthVerdict Growth,
    GrowthReason Reason,
    DecidingExponentDocument? Deciding,
    double? LocalExponent,
    double? LocalLower,
    double? LocalUpper,
    double? SlopeOfPeers,
    ExponentialGrowth? Exponential,
    ScalingVerdict Verdict,
    double? LargestWithinBudget,
    bool LargestIsAtLeast,
    double BudgetSeconds,
    IReadOnlyList<ScalingPointDocument> Points)
{
    /// <summary>What a byte of the shape costs; null for memory, and where nothing is there to compare it with.</summary>
    public ByteCostDocument? CostPerByte { get; init; }
}

/// <summary>What a byte of a shape costs at the largest size whose time has bounds, held against real modules under the same setting.</summary>
/// <param name="Size">That size.</param>
/// <param name="Nanoseconds">Time of one compile over the bytes of the file.</param>
/// <param name="Ratio">That over the median of the real modules.</param>
/// <param name="Lower">The lower 95% bound of the ratio; null where the median has no bounds.</param>
/// <param name="Upper">The upper one; null also where it is unbounded.</param>
/// <param name="Verdict"><c>High</c>: surely above 10; <c>Usual</c>: surely below it; else <c>NotKnown</c>.</param>
public sealed record ByteCostDocument(double Size, double Nanoseconds, double Ratio, double? Lower, double? Upper, ByteCostVerdict Verdict)
{
    internal static ByteCostDocument? FromCost(ByteCost? cost) => cost is null
        ? null
        : new ByteCostDocument(cost.Size, cost.Nanoseconds, cost.Ratio, cost.Bounds?.Lower, cost.Bounds?.Upper is { } upper && double.IsFinite(upper) ? upper : null, cost.Verdict);
}

/// <summary>The exponent that decides a verdict.</summary>
/// <param name="Exponent"><c>Whole</c>: over all sizes on one straight line; <c>Local</c>: over the largest sizes.</param>
/// <param name="Value">Its value.</param>
/// <param name="Lower">Its lower bound, corrected for the number of laws.</param>
/// <param name="Upper">Its upper bound, corrected likewise; null where it is unbounded.</param>
/// <param name="Line">The line it is held against.</param>
public sealed record DecidingExponentDocument(DecidingExponent Exponent, double Value, double Lower, double? Upper, double Line);

/// <summary>How the fits of one document were judged.</summary>
/// <param name="SuperlinearLine">A lower bound above it is superlinear.</param>
/// <param name="MildLine">Upper bounds below it are at most mild.</param>
/// <param name="FalseDiscoveryRate">Which share of the verdicts may be false, per metric and engine.</param>
/// <param name="Laws">How many fits of one metric and engine were judged together, by metric and engine.</param>
public sealed record GrowthJudgingDocument(double SuperlinearLine, double MildLine, double FalseDiscoveryRate, IReadOnlyList<JudgedLawsDocument> Laws);

/// <summary>How many laws were judged together.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Count">Laws that have exponents.</param>
public sealed record JudgedLawsDocument(string Engine, string Metric, int Count);

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
    public static ScalingJson Relaxed { get; } = new(DocumentJson.CreateOptions());
}
