using System.Text.Json.Serialization;

namespace CompileBench.Results.Schema;

/// <summary>What kind of thing a hunt found.</summary>
[JsonConverter(typeof(NamedEnumConverter<HuntFindingKind>))]
public enum HuntFindingKind
{
    /// <summary>The cost grows faster than the size.</summary>
    [JsonStringEnumMemberName("superlinear")]
    Superlinear,

    /// <summary>The cost doubles with every further step of the size.</summary>
    [JsonStringEnumMemberName("exponential")]
    Exponential,

    /// <summary>The candidate engine costs more than the baseline.</summary>
    [JsonStringEnumMemberName("regression")]
    Regression,

    /// <summary>The compiler's process ended by itself.</summary>
    [JsonStringEnumMemberName("crash")]
    Crash,

    /// <summary>A small module exceeded the memory limit.</summary>
    [JsonStringEnumMemberName("memory")]
    Memory,

    /// <summary>A small module exceeded the deadline.</summary>
    [JsonStringEnumMemberName("deadline")]
    Deadline,
}

/// <summary>One finding of a hunt.</summary>
public sealed record HuntFinding
{
    /// <summary>A name that is unique in the run, of lower-case words with hyphens.</summary>
    public required string Name { get; init; }

    /// <summary>What kind of finding it is.</summary>
    public required HuntFindingKind Kind { get; init; }

    /// <summary>The settings under which it was found.</summary>
    public required string Settings { get; init; }

    /// <summary>The engine's label.</summary>
    public required string Engine { get; init; }

    /// <summary>The exponent over the last two doublings, or the ratio of the engines with <see cref="HuntFindingKind.Regression"/>; null for a crash.</summary>
    public double? Slope { get; init; }

    /// <summary>The lower bound of <see cref="Slope"/>; null where there is none.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper bound of <see cref="Slope"/>; null where there is none.</summary>
    public double? Upper { get; init; }

    /// <summary>The instructions, calls and accesses that grow, such as <c>br_if+loop/deeper</c>.</summary>
    public required string Signature { get; init; }

    /// <summary>The known shape that grows in the same way; null where none does.</summary>
    public string? CoveredBy { get; init; }

    /// <summary>The public reports that the known shape stands for.</summary>
    public IReadOnlyList<string> Reports { get; init; } = [];

    /// <summary>How alike the known shape is, 0 to 1.</summary>
    public double? Likeness { get; init; }

    /// <summary>Bytes that one unit of the size adds to the module; null for a crash.</summary>
    public double? MotifBytes { get; init; }

    /// <summary>The recipe as JSON.</summary>
    public required string Pattern { get; init; }

    /// <summary>The instructions of the first function at a small size.</summary>
    public IReadOnlyList<string> Listing { get; init; } = [];

    /// <summary>The size of <see cref="Listing"/>.</summary>
    public int ListedSize { get; init; }

    /// <summary>The costs under each setting.</summary>
    public IReadOnlyList<HuntTable> Tables { get; init; } = [];

    /// <summary>The exponent of instruction counts over one doubling; null where nothing was counted.</summary>
    public double? InstructionSlope { get; init; }

    /// <summary>The compiler stage to which most of the growth beyond twice the instructions belongs; null where nothing was counted.</summary>
    public string? Stage { get; init; }

    /// <summary>The compiler function to which most of that growth belongs; null where nothing was counted.</summary>
    public string? Function { get; init; }

    /// <summary>The instructions by each engine that was asked for; empty where nothing was counted.</summary>
    public IReadOnlyList<HuntEngineCounts> Engines { get; init; } = [];

    /// <summary>The file of a module, relative to the run's directory; null where the recipe is enough.</summary>
    public string? Module { get; init; }

    /// <summary>How a process ended that crashed or was stopped; else null.</summary>
    public string? Message { get; init; }
}

/// <summary>The costs of a finding under one setting.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Points">The sizes, smallest first.</param>
/// <param name="Growth">How the cost grows, in words.</param>
/// <param name="Slope">The exponent over the last two doublings; null where there are too few sizes.</param>
/// <param name="Lower">Its lower bound; null where there is none.</param>
/// <param name="Upper">Its upper bound; null where there is none.</param>
/// <param name="Message">Why there are no points, or no more; null where there is nothing to say.</param>
public sealed record HuntTable(string Settings, IReadOnlyList<HuntPoint> Points, string Growth, double? Slope, double? Lower, double? Upper, string? Message);

/// <summary>The cost at one size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Cost">The median over the rounds: nanoseconds or bytes, as the run's metric says.</param>
/// <param name="Baseline">The baseline engine's; null where the run has one engine.</param>
public sealed record HuntPoint(int Size, double Cost, double? Baseline = null);
