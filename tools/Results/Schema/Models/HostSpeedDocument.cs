namespace CompileBench.Results.Schema.Models;

/// <summary>How long a host took for calibration modules with one engine: a file of the user's cache.</summary>
public sealed record HostSpeedDocument
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>Its processor; null where the system does not say.</summary>
    public string? Cpu { get; init; }

    /// <summary>The measured times.</summary>
    public required IReadOnlyList<CalibrationTime> Times { get; init; }
}
