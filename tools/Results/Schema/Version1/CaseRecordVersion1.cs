using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema.Version1;

/// <summary>The outcomes of schema 1.</summary>
[JsonConverter(typeof(NamedEnumConverter<OutcomeVersion1>))]
internal enum OutcomeVersion1
{
    Compiled,
    Rejected,
    TimedOut,
    OutOfMemory,
    Crashed,
}

/// <summary>One journal line of schema 1.</summary>
internal sealed record CaseRecordVersion1
{
    public required string Phase { get; init; }

    public required string Module { get; init; }

    public required string Settings { get; init; }

    public required string Engine { get; init; }

    public required string ModuleDigest { get; init; }

    public required string EngineDigest { get; init; }

    public required OutcomeVersion1 Outcome { get; init; }

    public string? Message { get; init; }

    public IReadOnlyList<CompileTimeSample> Samples { get; init; } = [];

    public long? PeakNativeBytes { get; init; }

    public long? CodeBytes { get; init; }

    public long? ArtifactBytes { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The same record in the current schema.</summary>
    /// <exception cref="RecordFormatException">The outcome has no name.</exception>
    public CaseRecord Upgrade() => new()
    {
        Operation = Phase == "run" ? OperationNames.Execute : Phase,
        Module = Module,
        Settings = Settings,
        Engine = Engine,
        ModuleDigest = ModuleDigest,
        EngineDigest = EngineDigest,
        Outcome = Outcome switch
        {
            OutcomeVersion1.Compiled => OutcomeKind.Completed,
            OutcomeVersion1.Rejected => OutcomeKind.Rejected,
            OutcomeVersion1.TimedOut => OutcomeKind.TimedOut,
            OutcomeVersion1.OutOfMemory => OutcomeKind.OutOfMemory,
            OutcomeVersion1.Crashed => OutcomeKind.Crashed,
            _ => throw new RecordFormatException($"its outcome is none of {string.Join(", ", Enum.GetNames<OutcomeVersion1>())}"),
        },
        Message = Message,
        Samples = Samples,
        PeakNativeBytes = PeakNativeBytes,
        CodeBytes = CodeBytes,
        ArtifactBytes = ArtifactBytes,
        StartedAt = StartedAt,
    };
}
