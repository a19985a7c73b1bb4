using System.Collections.Immutable;

namespace CompileBench.Modules.Profiling;

/// <summary>The counts of the function just read. The next function overwrites them; <see cref="Keep"/> copies them.</summary>
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

    /// <summary>Copies the counts; the copy has no name.</summary>
    public FunctionProfile Keep() => new(Index, Offset, name: null, ImmutableArray.Create(Counters));
}

/// <summary>Receives the counts of each function of a module in turn.</summary>
public delegate void FunctionCallback(in FunctionCounts function);
