using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Measuring.Explaining;

namespace CompileBench.Cli.Explaining;

/// <summary>What <c>explain --json</c> prints for one compile.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Instructions">All instructions; null where they were not counted.</param>
/// <param name="Phases">By phase, in the order of a compile.</param>
/// <param name="Functions">By function of the compiler.</param>
/// <param name="Message">Why something is missing; null where nothing is.</param>
internal sealed record ExplanationDocument(
    string Module, string Settings, string Engine, long? Instructions, IReadOnlyList<PhaseDocument> Phases, IReadOnlyList<FunctionDocument> Functions, string? Message);

/// <summary>One phase.</summary>
internal sealed record PhaseDocument(string Phase, long Instructions, double Share);

/// <summary>One function of the compiler.</summary>
internal sealed record FunctionDocument(string Name, long Inclusive, long Exclusive, string Phase, long Calls);

/// <summary>Several compiles.</summary>
internal sealed record ExplanationListDocument(IReadOnlyList<ExplanationDocument> Explanations);

/// <summary>Writes explanations as JSON: one object for one compile, a list of the same for several.</summary>
internal static class ExplanationDocuments
{
    public static string Of(string module, string engine, IReadOnlyList<(string Settings, ExplainResult Result)> results)
    {
        var documents = results.Select(r => Document(module, engine, r.Settings, r.Result)).ToList();
        return documents is [var only]
            ? JsonSerializer.Serialize(only, ExplainJson.Relaxed.ExplanationDocument)
            : JsonSerializer.Serialize(new ExplanationListDocument(documents), ExplainJson.Relaxed.ExplanationListDocument);
    }

    private static ExplanationDocument Document(string module, string engine, string settings, ExplainResult result) =>
        result.Explanation is not { } explanation
            ? new ExplanationDocument(module, settings, engine, null, [], [], result.Message)
            : new ExplanationDocument(
                module,
                settings,
                engine,
                explanation.Instructions,
                [.. explanation.Phases.Select(p => new PhaseDocument(p.Phase.Name, (long)Math.Round(p.Instructions), p.Share))],
                [.. explanation.Functions.Select(f => new FunctionDocument(f.Name, f.Inclusive, f.Exclusive, f.Phase.Name, f.Calls))],
                explanation.PhasesUnknown);
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(ExplanationListDocument))]
[JsonSerializable(typeof(DifferenceDocument))]
[JsonSerializable(typeof(BlameDocument))]
[JsonSerializable(typeof(SampleListDocument))]
internal sealed partial class ExplainJson : JsonSerializerContext
{
    /// <summary>The same with characters like plus signs written as themselves.</summary>
    public static ExplainJson Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
