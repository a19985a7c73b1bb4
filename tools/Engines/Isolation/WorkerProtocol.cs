using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Engines.Operations;

namespace CompileBench.Engines.Isolation;

/// <summary>What an owner asks of a worker: one line of JSON on the worker's standard input.</summary>
/// <param name="Id">Repeated in every answer, so that an answer cannot be taken for another case's.</param>
/// <param name="Phase"><c>compile</c> or <c>validate</c>.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="ModulePath">Where the bytes lie.</param>
/// <param name="ModuleDigest">What their digest must be; null to take them as they are.</param>
/// <param name="Compiles">How many samples to take, from 1.</param>
/// <param name="Summarize">Whether the artifact of the last compile is serialized and described.</param>
/// <param name="Operations">How many compiles make one sample, from 1.</param>
public sealed record WorkerRequest(
    long Id,
    string Phase,
    string Settings,
    string ModulePath,
    string? ModuleDigest,
    int Compiles,
    bool Summarize,
    int Operations = 1);

/// <summary>What a worker answers: one line of JSON on its standard output for each sample, and a last one.</summary>
public sealed record WorkerAnswer
{
    /// <summary>The request this answers; 0 for the greeting.</summary>
    public long Id { get; init; }

    /// <summary><c>ready</c>, <c>sample</c>, <c>done</c>, <c>rejected</c>, <c>unreadable</c> (the module's file, of which the engine has seen nothing) or <c>unusable</c> (the engine cannot be used at all).</summary>
    public required string Kind { get; init; }

    /// <summary>The words of a rejection, or why a file or engine cannot be used.</summary>
    public string? Message { get; init; }

    /// <summary>How many compiles the sample is made of.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>Wall time of a sample, in nanoseconds, all its compiles together.</summary>
    public long Nanoseconds { get; init; }

    /// <summary>CPU time of the same, in nanoseconds; null where it was not measured.</summary>
    public long? CpuNanoseconds { get; init; }

    /// <summary>Whether the sample was the first compile of the process.</summary>
    public bool Cold { get; init; }

    /// <summary>Peak resident memory that the sample added, in bytes; null where it was not measured.</summary>
    public long? PeakNativeBytes { get; init; }

    /// <summary>The artifact, where it was asked for.</summary>
    public ArtifactSummary? Artifact { get; init; }
}

/// <summary>The wire format shared by both ends.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerAnswer))]
public sealed partial class WorkerProtocol : JsonSerializerContext
{
    /// <summary>Stands before every answer, so that anything else a process prints is known for what it is.</summary>
    public const string AnswerPrefix = "compilebench ";

    /// <summary>An answer as a line without its end.</summary>
    public static string Line(WorkerAnswer answer) => AnswerPrefix + JsonSerializer.Serialize(answer, Default.WorkerAnswer);

    /// <summary>A request as a line without its end.</summary>
    public static string Line(WorkerRequest request) => JsonSerializer.Serialize(request, Default.WorkerRequest);

    /// <summary>Reads an answer; null when the line is none.</summary>
    public static WorkerAnswer? ReadAnswer(string line)
    {
        if (!line.StartsWith(AnswerPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(line.AsSpan(AnswerPrefix.Length), Default.WorkerAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Reads a request.</summary>
    /// <exception cref="JsonException">The line is none.</exception>
    public static WorkerRequest ReadRequest(string line) =>
        JsonSerializer.Deserialize(line, Default.WorkerRequest) ?? throw new JsonException("null is no request");
}
