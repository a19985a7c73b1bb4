namespace CompileBench.Measuring.Reducing;

/// <summary>What a condition can ask of a module.</summary>
public enum QuantityKind
{
    /// <summary>Bytes of the module.</summary>
    Bytes,

    /// <summary>A <see cref="Modules.Profiling.ComplexityMetric"/> of the module.</summary>
    Metric,

    /// <summary>Wall time of one warm compile, in seconds; the lower bound where it was cut off.</summary>
    Time,

    /// <summary>Peak memory that one compile adds in a fresh process, in bytes: anonymous memory where the system reports it, else resident memory.</summary>
    Memory,

    /// <summary>Bytes of machine code.</summary>
    Code,

    /// <summary>Instructions that one compile executes.</summary>
    Instructions,
}

/// <summary>One quantity that a condition names.</summary>
/// <param name="Kind">What is asked.</param>
/// <param name="Name">The metric's name; empty for other kinds.</param>
/// <param name="Settings">The settings' name; empty where none matter.</param>
/// <param name="Engine">The engine's label; null for the first engine given.</param>
public sealed record Quantity(QuantityKind Kind, string Name = "", string Settings = "", string? Engine = null)
{
    /// <summary>As it is written in a condition.</summary>
    public override string ToString() => Kind switch
    {
        QuantityKind.Bytes => "bytes",
        QuantityKind.Metric => Name,
        _ => $"{Kind.ToString().ToLowerInvariant()}({Settings}{(Engine is null ? "" : ", " + Engine)})",
    };
}
