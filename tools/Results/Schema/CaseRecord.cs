using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>One line of <c>cases.jsonl</c>: a finished case with its raw samples. Field names are the interface.</summary>
public sealed record CaseRecord
{
    /// <summary>The version of the schema that this tool writes.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The schema the record is written in. A record of an older schema has the current one after it was read.</summary>
    public int Schema { get; } = CurrentSchema;

    /// <summary>One of <see cref="OperationNames"/>.</summary>
    public required string Operation { get; init; }

    /// <summary>The module's stable name.</summary>
    public required string Module { get; init; }

    /// <summary>The settings' name.</summary>
    public required string Settings { get; init; }

    /// <summary>The engine's label.</summary>
    public required string Engine { get; init; }

    /// <summary>SHA-256 of the module's bytes, <c>sha256:…</c>.</summary>
    public required string ModuleDigest { get; init; }

    /// <summary>SHA-256 of the native library, <c>sha256:…</c>.</summary>
    public required string EngineDigest { get; init; }

    /// <summary>How the case ended.</summary>
    public required OutcomeKind Outcome { get; init; }

    /// <summary>The message of Wasmtime or of this tool where the outcome is not <see cref="OutcomeKind.Completed"/>; else null.</summary>
    public string? Message { get; init; }

    /// <summary>Raw samples; for <see cref="OutcomeKind.TimedOut"/> the last is the operation that was stopped, and its time a lower bound.</summary>
    public IReadOnlyList<CompileTimeSample> Samples { get; init; } = [];

    /// <summary>Peak resident memory that one operation in a fresh process added, in bytes; null where it was not measured.</summary>
    public long? PeakNativeBytes { get; init; }

    /// <summary>
    /// The part of the peak that is anonymous memory, in bytes: it leaves out mapped files, so it does not depend on the page cache.
    /// Null where it was not measured.
    /// </summary>
    public long? PeakAnonymousBytes { get; init; }

    /// <summary>Bytes of machine code (the artifact's <c>.text</c>); null where there is no artifact.</summary>
    public long? CodeBytes { get; init; }

    /// <summary>Bytes of the serialized artifact; null where there is none.</summary>
    public long? ArtifactBytes { get; init; }

    /// <summary>SHA-256 of what the executed code put out, <c>sha256:…</c>; null where the operation has no output.</summary>
    public string? OutputDigest { get; init; }

    /// <summary>When the case began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The identity of this record.</summary>
    [JsonIgnore]
    public MeasuredCase Case => new(Operation, Module, Settings, Engine);
}
