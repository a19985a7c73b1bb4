using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>What made a run.</summary>
[JsonConverter(typeof(NamedEnumConverter<RunKind>))]
public enum RunKind
{
    /// <summary>The suite: every module under every setting.</summary>
    [JsonStringEnumMemberName("suite")]
    Suite,

    /// <summary>Ladders: one shape at many sizes.</summary>
    [JsonStringEnumMemberName("scaling")]
    Scaling,

    /// <summary>A paired comparison of two engines.</summary>
    [JsonStringEnumMemberName("duel")]
    Duel,

    /// <summary>A search for modules that compile slowly.</summary>
    [JsonStringEnumMemberName("hunt")]
    Hunt,

    /// <summary>Modules that cost models are trained on.</summary>
    [JsonStringEnumMemberName("training")]
    Training,

    /// <summary>Several runs put together.</summary>
    [JsonStringEnumMemberName("merged")]
    Merged,

    /// <summary>Another tool's results, converted to records of this tool.</summary>
    [JsonStringEnumMemberName("imported")]
    Imported,
}

/// <summary>How a <see cref="RunKind"/> is written.</summary>
public static class RunKindNames
{
    /// <summary>The name that manifests and messages use, such as <c>suite</c>.</summary>
    public static string Name(this RunKind kind) => kind switch
    {
        RunKind.Suite => "suite",
        RunKind.Scaling => "scaling",
        RunKind.Duel => "duel",
        RunKind.Hunt => "hunt",
        RunKind.Training => "training",
        RunKind.Merged => "merged",
        RunKind.Imported => "imported",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of run"),
    };
}
