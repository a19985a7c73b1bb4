using System.Text.Json;
using CompileBench.Analysis.Explanation;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>One sampled compile in the JSON that <c>explain --sample --json</c> prints: shares of time, never of instructions.</summary>
public sealed record SampleDocument(
    string Module, string Settings, string Engine, long Nanoseconds, int Samples, IReadOnlyList<SampledShareDocument> Stages, IReadOnlyList<SampledShareDocument> Functions)
{
    /// <summary>The former name of <see cref="Stages"/>, kept for one version.</summary>
    public IReadOnlyList<SampledShareDocument> Phases => Stages;

    /// <summary>Writes sampled compiles as <c>{"samplings":[...]}</c>.</summary>
    public static string ToJson(IEnumerable<SampledExplanation> sampled) =>
        JsonSerializer.Serialize(new SampleListDocument([.. sampled.Select(FromExplanation)]), ExplanationJson.Relaxed.SampleListDocument);

    private static SampleDocument FromExplanation(SampledExplanation s) => new(
        s.Module,
        s.Settings,
        s.Engine,
        (long)s.Compile.TotalNanoseconds,
        s.Samples,
        [.. s.Stages.Select(p => new SampledShareDocument(p.Stage.Name, null, p.Samples, p.Share.Share, p.Share.Lower, p.Share.Upper))],
        [.. s.Functions.Select(f => new SampledShareDocument(f.Stage.Name, f.Name, f.Samples, f.Share.Share, f.Share.Lower, f.Share.Upper))]);
}

/// <summary>A stage, or a function of one.</summary>
public sealed record SampledShareDocument(string Stage, string? Name, int Samples, double Share, double Lower, double Upper)
{
    /// <summary>The former name of <see cref="Stage"/>, kept for one version.</summary>
    public string Phase => Stage;
}

/// <summary>Several sampled compiles.</summary>
internal sealed record SampleListDocument(IReadOnlyList<SampleDocument> Samplings);
