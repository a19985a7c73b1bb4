namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>The size of the constant expressions of one table, global or segment.</summary>
/// <param name="Bytes">Their length, each with its closing <c>end</c>.</param>
/// <param name="Instructions">The instructions of those that give values, without their ends; what places a segment is not counted.</param>
/// <param name="Allocations">How many of these make a struct or an array.</param>
public readonly record struct ConstantExpressions(int Bytes, int Instructions = 0, int Allocations = 0)
{
    /// <summary>Both together.</summary>
    public static ConstantExpressions operator +(in ConstantExpressions one, in ConstantExpressions other) =>
        new(one.Bytes + other.Bytes, one.Instructions + other.Instructions, one.Allocations + other.Allocations);

    /// <summary>Those that place a segment: their bytes alone.</summary>
    internal ConstantExpressions AsPlace() => new(Bytes);
}
