using System.Text.Json.Serialization;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>The serializers of all <c>explain --json</c> documents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExplanationDocument))]
[JsonSerializable(typeof(ExplanationListDocument))]
[JsonSerializable(typeof(DifferenceDocument))]
[JsonSerializable(typeof(BlameDocument))]
[JsonSerializable(typeof(SampleListDocument))]
internal sealed partial class ExplanationJson : JsonSerializerContext
{
    /// <summary>The same, without escapes for characters such as plus signs.</summary>
    public static ExplanationJson Relaxed { get; } = new(DocumentJson.CreateOptions());
}
