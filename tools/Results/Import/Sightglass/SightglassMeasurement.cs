using System.Text.Json.Serialization;

namespace CompileBench.Results.Import.Sightglass;

/// <summary>One measurement as Sightglass keeps it; the field names and their meaning are those of its <c>sightglass-data</c> crate.</summary>
/// <param name="Arch">The processor's architecture, such as <c>x86_64</c>.</param>
/// <param name="Engine">The engine's library.</param>
/// <param name="Wasm">The module's file.</param>
/// <param name="Process">The process that measured.</param>
/// <param name="Iteration">Which one of its process.</param>
/// <param name="Phase"><c>Compilation</c>, <c>Instantiation</c> or <c>Execution</c>.</param>
/// <param name="Event">What was counted.</param>
/// <param name="Count">How much of it.</param>
public sealed record SightglassMeasurement(
    string Arch,
    string Engine,
    string Wasm,
    uint Process,
    uint Iteration,
    string Phase,
    string Event,
    ulong Count)
{
    /// <summary>The engine's flags, which newer versions write; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? EngineFlags { get; init; }
}

/// <summary>How Sightglass' JSON is read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SightglassMeasurement[]))]
public sealed partial class SightglassContext : JsonSerializerContext;
