namespace CompileBench.Modules.Profiling;

/// <summary>What a profile keeps of a module: sums and maxima over its functions, at the places <see cref="FunctionCounter"/> names, and its parts.</summary>
internal sealed class ModuleTotals
{
    public long[] Sums { get; } = new long[FunctionCounter.Count];

    public long[] Maxima { get; } = new long[FunctionCounter.Count];

    public BodySizes BodySizes { get; set; }

    public long ModuleBytes { get; set; }

    public long CodeSectionBytes { get; set; }

    public long CustomSectionBytes { get; set; }

    public long DataBytes { get; set; }

    public long Types { get; set; }

    public long RecursionGroups { get; set; }

    public long Imports { get; set; }

    public long ImportedFunctions { get; set; }

    public long Functions { get; set; }

    public long Tables { get; set; }

    public long Memories { get; set; }

    public long Globals { get; set; }

    public long Tags { get; set; }

    public long Exports { get; set; }

    public long ElementSegments { get; set; }

    public long TableElements { get; set; }

    public long DataSegments { get; set; }

    /// <summary>Adds one function's counts.</summary>
    public void Add(ReadOnlySpan<long> counters)
    {
        for (var at = 0; at < FunctionCounter.Count; at += Lanes)
        {
            var counts = Load(counters, at);
            (Load(Sums, at) + counts).CopyTo(Sums, at);
            System.Numerics.Vector.Max(Load(Maxima, at), counts).CopyTo(Maxima, at);
        }
    }

    private static int Lanes => System.Numerics.Vector<long>.Count;

    private static System.Numerics.Vector<long> Load(ReadOnlySpan<long> values, int at) => new(values[at..]);
}
