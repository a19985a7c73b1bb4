namespace CompileBench.Results.Schema.Version1;

/// <summary><c>run.json</c> of schema 1.</summary>
internal sealed record RunManifestVersion1
{
    // Several values of one option stood in one string, separated by line ends.
    private const char Separator = '\n';

    public required string Run { get; init; }

    public required RunKind Kind { get; init; }

    public required string ToolVersion { get; init; }

    public string? Commit { get; init; }

    public required HostDescription Host { get; init; }

    public required IReadOnlyList<EngineDescription> Engines { get; init; }

    public IReadOnlyList<ModuleDescription> Modules { get; init; } = [];

    public IReadOnlyList<string> Settings { get; init; } = [];

    public IReadOnlyList<SkippedCasesVersion1> Skipped { get; init; } = [];

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public double? MeasuredShare { get; init; }

    /// <summary>The same manifest in the current schema.</summary>
    /// <exception cref="RecordFormatException">An element is null.</exception>
    public RunManifest Upgrade() => new()
    {
        Run = Run,
        Kind = Kind,
        ToolVersion = ToolVersion,
        Commit = Commit,
        Host = Host,
        Engines = Engines,
        Modules = Modules,
        Settings = Settings,
        Skipped = [.. RecordCheck.NoNull(Skipped, "skipped").Select(s => new SkippedCases(s.What, SkipReason.Unspecified, s.Reason))],
        Options = RecordCheck.NoNull(Options, "options").ToDictionary(o => o.Key, o => Upgrade(o.Value)),
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        MeasuredShare = MeasuredShare,
    };

    private static OptionValue Upgrade(string value) =>
        value.Contains(Separator, StringComparison.Ordinal)
            ? OptionValue.FromTexts(value.Split(Separator, StringSplitOptions.RemoveEmptyEntries))
            : OptionValue.FromText(value);
}

/// <summary>Cases that were not measured, as schema 1 writes them.</summary>
internal sealed record SkippedCasesVersion1(string What, string Reason);
