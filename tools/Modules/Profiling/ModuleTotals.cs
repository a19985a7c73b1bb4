using System.Numerics;
using System.Runtime.InteropServices;

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

    public long ConstantExpressionBytes { get; set; }

    public long ConstantInstructions { get; set; }

    public long ConstantAllocations { get; set; }

    /// <summary>Adds another module's counts, but for its size: the two are parts of one component. The sizes of bodies are not combined.</summary>
    public void Add(ModuleTotals other)
    {
        for (var at = 0; at < Sums.Length; at++)
        {
            Sums[at] += other.Sums[at];
            Maxima[at] = Math.Max(Maxima[at], other.Maxima[at]);
        }

        CodeSectionBytes += other.CodeSectionBytes;
        CustomSectionBytes += other.CustomSectionBytes;
        DataBytes += other.DataBytes;
        Types += other.Types;
        RecursionGroups += other.RecursionGroups;
        Imports += other.Imports;
        ImportedFunctions += other.ImportedFunctions;
        Functions += other.Functions;
        Tables += other.Tables;
        Memories += other.Memories;
        Globals += other.Globals;
        Tags += other.Tags;
        Exports += other.Exports;
        ElementSegments += other.ElementSegments;
        TableElements += other.TableElements;
        DataSegments += other.DataSegments;
        ConstantExpressionBytes += other.ConstantExpressionBytes;
        ConstantInstructions += other.ConstantInstructions;
        ConstantAllocations += other.ConstantAllocations;
    }

    /// <summary>Adds one function's counts.</summary>
    public void Add(ReadOnlySpan<long> counters)
    {
        if (counters.Length != FunctionCounter.Count)
        {
            throw new ArgumentException($"a function has {FunctionCounter.Count} counts, not {counters.Length}", nameof(counters));
        }

        // All three are as long as that, which is a whole number of vectors.
        ref var counts = ref MemoryMarshal.GetReference(counters);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(Sums);
        ref var maxima = ref MemoryMarshal.GetArrayDataReference(Maxima);
        for (nuint at = 0; at < FunctionCounter.Count; at += (nuint)Vector<long>.Count)
        {
            var count = Vector.LoadUnsafe(ref counts, at);
            (Vector.LoadUnsafe(ref sums, at) + count).StoreUnsafe(ref sums, at);
            Vector.Max(Vector.LoadUnsafe(ref maxima, at), count).StoreUnsafe(ref maxima, at);
        }
    }
}
