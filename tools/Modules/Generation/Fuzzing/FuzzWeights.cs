namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>
/// How often each kind of instruction is chosen relative to the others: a kind with twice the weight is chosen twice as often, one with weight 0 never.
/// Operands are additional instructions, usually constants and reads of locals. A kind whose feature is disabled is never chosen.
/// </summary>
public sealed record FuzzWeights
{
    /// <summary>The default weights, with which every kind appears.</summary>
    public static FuzzWeights Balanced { get; } = new();

    /// <summary>Integer and float arithmetic, comparisons and conversions.</summary>
    public int Arithmetic { get; init; } = 100;

    /// <summary>Constants, and reads and writes of locals.</summary>
    public int Locals { get; init; } = 40;

    /// <summary>Reads and writes of globals.</summary>
    public int Globals { get; init; } = 15;

    /// <summary>Loads, stores, memory sizes and bulk memory operators.</summary>
    public int Memory { get; init; } = 60;

    /// <summary>Blocks, loops, ifs, branches, returns, selects and drops.</summary>
    public int Control { get; init; } = 60;

    /// <summary>Direct, indirect and reference calls, and tail calls.</summary>
    public int Calls { get; init; } = 25;

    /// <summary>Table operators.</summary>
    public int Tables { get; init; } = 10;

    /// <summary>Function and null references, and branches on null.</summary>
    public int References { get; init; } = 15;

    /// <summary>Structs, arrays, casts and <c>i31</c>.</summary>
    public int Gc { get; init; } = 50;

    /// <summary>Throwing and catching.</summary>
    public int Exceptions { get; init; } = 12;

    /// <summary>Vector operators, relaxed ones included.</summary>
    public int Simd { get; init; } = 50;

    /// <summary>Atomic operators.</summary>
    public int Atomics { get; init; } = 15;
}
