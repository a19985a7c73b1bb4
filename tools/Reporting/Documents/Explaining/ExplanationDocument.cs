using System.Text.Json;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The JSON object that <c>explain --json</c> prints for one compile.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Instructions">All instructions; null where they were not counted.</param>
/// <param name="Stages">The stages, in the order of a compile.</param>
/// <param name="Functions">The functions of the compiler.</param>
/// <param name="Message">The reason something is missing; null where nothing is.</param>
public sealed record ExplanationDocument(
    string Module, string Settings, string Engine, long? Instructions, IReadOnlyList<StageDocument> Stages, IReadOnlyList<FunctionDocument> Functions, string? Message)
{
    /// <summary>The former name of <see cref="Stages"/>, kept for one version.</summary>
    public IReadOnlyList<StageDocument> Phases => Stages;

    /// <summary>Writes one object for one compile, or <c>{"explanations":[...]}</c> for several.</summary>
    public static string ToJson(string module, string engine, IReadOnlyList<ExplainResult> results)
    {
        var documents = results.Select(r => FromResult(module, engine, r)).ToList();
        return documents is [var only]
            ? JsonSerializer.Serialize(only, ExplanationJson.Relaxed.ExplanationDocument)
            : JsonSerializer.Serialize(new ExplanationListDocument(documents), ExplanationJson.Relaxed.ExplanationListDocument);
    }

    private static ExplanationDocument FromResult(string module, string engine, ExplainResult result) =>
        result.Explanation is not { } explanation
            ? new ExplanationDocument(module, result.Settings, engine, null, [], [], ExplanationWords.WhyNotExplained(result))
            : new ExplanationDocument(
                module,
                result.Settings,
                engine,
                explanation.Instructions,
                [.. explanation.Stages.Select(s => new StageDocument(s.Stage.Name, (long)Math.Round(s.Instructions), s.Share))],
                [.. explanation.Functions.Select(f => new FunctionDocument(f.Name, f.Inclusive, f.Exclusive, f.Stage.Name, f.Calls))],
                ExplanationWords.WhyNoStages(explanation));
}

/// <summary>One stage.</summary>
public sealed record StageDocument(string Stage, long Instructions, double Share)
{
    /// <summary>The former name of <see cref="Stage"/>, kept for one version.</summary>
    public string Phase => Stage;
}

/// <summary>One function of the compiler.</summary>
public sealed record FunctionDocument(string Name, long Inclusive, long Exclusive, string Stage, long Calls)
{
    /// <summary>The former name of <see cref="Stage"/>, kept for one version.</summary>
    public string Phase => Stage;
}

/// <summary>Several compiles.</summary>
internal sealed record ExplanationListDocument(IReadOnlyList<ExplanationDocument> Explanations);
