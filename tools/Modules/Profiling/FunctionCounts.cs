using System.Collections.Immutable;

namespace CompileBench.Modules.Profiling;

/// <summary>The counts of the function just read. They are overwritten by the next one: <see cref="Keep"/> what is wanted later.</summary>
public readonly ref struct FunctionCounts
{
    internal FunctionCounts(int index, int offset, ReadOnlySpan<long> counters)
    {
        Index = index;
        Offset = offset;
        Counters = counters;
    }

    /// <summary>The function's index, imported functions counted.</summary>
    public int Index { get; }

    /// <summary>The offset of its body from the start of the module.</summary>
    public int Offset { get; }

    internal ReadOnlySpan<long> Counters { get; }

    /// <summary>A copy that stays, without a name.</summary>
    public FunctionProfile Keep() => new(Index, Offset, name: null, ImmutableArray.Create(Counters));
}

/// <summary>Is told of every function of a module in turn.</summary>
public delegate void FunctionCallback(in FunctionCounts function);
