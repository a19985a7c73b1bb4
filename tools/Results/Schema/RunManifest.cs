using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary><c>run.json</c>: everything a reader needs to judge the figures of a run.</summary>
public sealed record RunManifest
{
    /// <summary>The version of the schema that this tool writes.</summary>
    public const int CurrentSchema = 2;

    /// <summary>The schema the manifest is written in. A manifest of an older schema has the current one after it was read.</summary>
    public int Schema { get; } = CurrentSchema;

    /// <summary>The run's name: the name of its directory when it was made.</summary>
    public required string Run { get; init; }

    /// <summary>What made the run.</summary>
    public required RunKind Kind { get; init; }

    /// <summary>The version of this tool.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>The commit the tool was built from; null where no repository was found.</summary>
    public string? Commit { get; init; }

    /// <summary>The machine.</summary>
    public required HostDescription Host { get; init; }

    /// <summary>The engines measured, in the order they were named.</summary>
    public required IReadOnlyList<EngineDescription> Engines { get; init; }

    /// <summary>The modules measured, with the facts a report shows.</summary>
    public IReadOnlyList<ModuleDescription> Modules { get; init; } = [];

    /// <summary>The settings asked for, by name.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>What was asked for and not measured, each with its reason.</summary>
    public IReadOnlyList<SkippedCases> Skipped { get; init; } = [];

    /// <summary>The options in force, defaults included, as name and value.</summary>
    public IReadOnlyDictionary<string, OptionValue> Options { get; init; } = new Dictionary<string, OptionValue>();

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended, UTC; null while it runs and for a run that was killed.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Share of the wall time of measuring spent inside measured compiles, 0 to 1; null until the run has ended.</summary>
    public double? MeasuredShare { get; init; }

    /// <summary>The bytes of <c>cases.jsonl</c> when the run ended; null until then. A shorter file was cut.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? JournalBytes { get; init; }

    /// <summary>Which part of a plan the run measured; null for a run that is not a shard.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ShardDescription? Shard { get; init; }

    /// <summary>What the run was merged from; null for a run that was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MergeDescription? Merge { get; init; }
}

/// <summary>The machine a run was made on.</summary>
/// <param name="Name">The host's name.</param>
/// <param name="OperatingSystem">Name and version of the system.</param>
/// <param name="Architecture">The process architecture, such as <c>x64</c>.</param>
/// <param name="Cpu">The processor's own name; null where the system does not say.</param>
/// <param name="LogicalCores">Logical processors this process may use.</param>
/// <param name="MemoryBytes">Memory the process may use, in bytes.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="LoadAverage">One-minute load average at the start; null where the system has none.</param>
public sealed record HostDescription(
    string Name,
    string OperatingSystem,
    string Architecture,
    string? Cpu,
    int LogicalCores,
    long MemoryBytes,
    string Runtime,
    double? LoadAverage);

/// <summary>One Wasmtime build as a run saw it.</summary>
/// <param name="Label">The name records use.</param>
/// <param name="Version">The version the library wrote into an artifact; null where it could not be read.</param>
/// <param name="Digest">SHA-256 of the native library.</param>
/// <param name="Settings">Every setting that was asked of it, proved or refused.</param>
public sealed record EngineDescription(
    string Label,
    string? Version,
    string Digest,
    IReadOnlyList<SettingSupport> Settings);

/// <summary>Whether one engine honours one setting, found by compiling with it in a child process.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Supported">True when the artifact proves that the setting took effect.</param>
/// <param name="Evidence">What the artifact said, or why the setting is unsupported.</param>
public sealed record SettingSupport(string Settings, bool Supported, string Evidence);

/// <summary>One module as a run saw it.</summary>
/// <param name="Name">The stable name.</param>
/// <param name="Digest">SHA-256 of the bytes.</param>
/// <param name="Bytes">Size of the file in bytes.</param>
/// <param name="Category"><c>RealWorld</c>, <c>Ladder</c>, <c>Fuzz</c> or <c>Handwritten</c>.</param>
/// <param name="Origin">Where it came from, in one line.</param>
/// <param name="Licence">SPDX expression; null where it was not recorded.</param>
public sealed record ModuleDescription(
    string Name,
    string Digest,
    long Bytes,
    string Category,
    string Origin,
    string? Licence);
