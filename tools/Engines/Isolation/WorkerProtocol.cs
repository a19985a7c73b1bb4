using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Operations;
using CompileBench.Results.Schema;

namespace CompileBench.Engines.Isolation;

/// <summary>What an owner asks of a worker: one line of JSON on the worker's standard input.</summary>
/// <param name="Id">Repeated in every answer, so that an answer cannot be taken for another case's.</param>
/// <param name="Operation">The operation's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="ModulePath">The module's file.</param>
/// <param name="ModuleDigest">The digest that the file must have; null to accept any.</param>
/// <param name="Samples">How many samples to take, from 1.</param>
/// <param name="Summarize">Whether the artifact of the last run is serialized and described.</param>
/// <param name="RunsPerSample">How many runs make one sample, from 1.</param>
/// <param name="Pairs">The pairs to measure instead of <paramref name="Samples"/>; only for a worker that has two engines.</param>
/// <param name="WorkloadPath">The file that says how the module is executed; null to look beside the module.</param>
/// <param name="Artifact">The file that the artifact of the last run goes to; null for none.</param>
public sealed record WorkerRequest(
    long Id,
    string Operation,
    string Settings,
    string ModulePath,
    string? ModuleDigest,
    int Samples,
    bool Summarize,
    int RunsPerSample = 1,
    PairSeries? Pairs = null,
    string? WorkloadPath = null,
    ArtifactRequest? Artifact = null);

/// <summary>The kinds of answer that a worker gives.</summary>
public static class AnswerKind
{
    /// <summary>The engine's library is loaded: the greeting, before any request.</summary>
    public const string Ready = "ready";

    /// <summary>The engine's library cannot be used at all: the last answer of a worker.</summary>
    public const string Unusable = "unusable";

    /// <summary>The work before the timed region has ended; sent only where it took long enough to matter for the deadline.</summary>
    public const string Prepared = "prepared";

    /// <summary>One sample.</summary>
    public const string Sample = "sample";

    /// <summary>The request is complete.</summary>
    public const string Done = "done";

    /// <summary>The engine refused the module or the settings, or a run failed in another way that leaves the process alive.</summary>
    public const string Failed = "failed";

    /// <summary>The module's file cannot be read or is not the one planned; the engine has not seen it.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>A limit that the request demands cannot be set; the engine has not seen the module.</summary>
    public const string Unlimited = "unlimited";
}

/// <summary>What a worker answers: one line of JSON on its standard output for each sample, and a last one.</summary>
public sealed record WorkerAnswer
{
    /// <summary>The request this answers; 0 for the greeting.</summary>
    public long Id { get; init; }

    /// <summary>One of <see cref="AnswerKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The reason, where there is one: the engine's words, or why a file or a library cannot be used.</summary>
    public string? Message { get; init; }

    /// <summary>How the operation failed; with <see cref="AnswerKind.Failed"/> only.</summary>
    public OutcomeKind? Failure { get; init; }

    /// <summary>Whether the answer is of the candidate, the second of a worker's two engines.</summary>
    public bool ByCandidate { get; init; }

    /// <summary>How many runs the sample is made of.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Wall time of a sample, in nanoseconds, all its runs together.</summary>
    public long Nanoseconds { get; init; }

    /// <summary>CPU time of the same, in nanoseconds; null where it was not measured.</summary>
    public long? CpuNanoseconds { get; init; }

    /// <summary>Whether the sample has the first run of the process.</summary>
    public bool Cold { get; init; }

    /// <summary>Peak resident memory that the sample added, in bytes; null where it was not measured.</summary>
    public long? PeakNativeBytes { get; init; }

    /// <summary>Where the peak of anonymous memory that the sample added lies; null where it was not measured.</summary>
    public PeakAnonymousMemory? PeakAnonymous { get; init; }

    /// <summary>The artifact, where it was asked for.</summary>
    public ArtifactSummary? Artifact { get; init; }

    /// <summary>The artifact's file, where one was asked for.</summary>
    public ArtifactFile? ArtifactFile { get; init; }

    /// <summary>SHA-256 of what the last run put out; null where the operation has no output.</summary>
    public string? OutputDigest { get; init; }

    /// <summary>The candidate's artifact, where it was asked for with pairs.</summary>
    public ArtifactSummary? CandidateArtifact { get; init; }
}

/// <summary>The wire format shared by both ends.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WorkerRequest))]
[JsonSerializable(typeof(WorkerAnswer))]
public sealed partial class WorkerProtocol : JsonSerializerContext
{
    /// <summary>Stands before every answer, which tells it from anything else that a process prints.</summary>
    public const string AnswerPrefix = "compilebench ";

    /// <summary>An answer as a line without its end.</summary>
    public static string Line(WorkerAnswer answer) => AnswerPrefix + JsonSerializer.Serialize(answer, Default.WorkerAnswer);

    /// <summary>A request as a line without its end.</summary>
    public static string Line(WorkerRequest request) => JsonSerializer.Serialize(request, Default.WorkerRequest);

    /// <summary>Reads an answer; null where the line is not one.</summary>
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
    /// <exception cref="JsonException">The line is not a request.</exception>
    public static WorkerRequest ReadRequest(string line) =>
        JsonSerializer.Deserialize(line, Default.WorkerRequest) ?? throw new JsonException("null is not a request");
}
