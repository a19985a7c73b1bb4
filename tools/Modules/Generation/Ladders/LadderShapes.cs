using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>
/// All shapes. A published shape keeps its name and its bytes: to improve it, add another under a new name.
/// </summary>
public static class LadderShapes
{
    private static readonly LadderShape[] Known =
    [
        // Straight-line code and values.
        StraightLineArithmetic.I32Shape, StraightLineArithmetic.I64Shape, StraightLineArithmetic.F64Shape,
        Remainders.I32Shape, Remainders.I64Shape, Conversions.Shape, SelectChain.Shape,
        LargeConstants.IntegerShape, LargeConstants.FloatShape,
        LiveValues.OnStack, LiveValues.InLocals, LiveValues.OneAtATime, LiveValues.RoundRobin, UnreachableCode.Shape,

        // Control flow.
        Nesting.Blocks, Nesting.Loops, Nesting.Ifs, Nesting.SparseBranches,
        LoopsOverLocals.Nested, LoopsOverLocals.InSequence, LoopsOverLocals.Empty, Diamonds.OverLocals, Diamonds.WithResult,
        BranchesOut.WithResult, BranchesOut.UpdatedValue, BlockRuns.LocalUpdate, BlockRuns.WithResult, BlockRuns.MultiValue,
        BranchTables.OneTarget, BranchTables.NestedBlocks, BranchTables.Wide, BranchTables.InSequence, LexerSwitch.Shape,

        // Calls.
        DirectCalls.Run, DirectCalls.ResultsOnStack, DirectCalls.LiveValues, DirectCalls.ArgumentSwap, DirectCalls.Arguments,
        OtherCalls.Indirect, OtherCalls.ByReference, OtherCalls.Tail,

        // Memory and vectors.
        MemoryAccesses.LoadsAndStores, MemoryAccesses.Memory64, MemoryAccesses.RepeatedLoad, MemoryAccesses.Bulk, MemoryAccesses.Atomics,
        Vectors.Arithmetic, Vectors.Shuffles, Vectors.Relaxed, LargeConstants.VectorShape,

        // Parts of a module.
        ManyFunctions.Small, ManyFunctions.Exported, ManyFunctions.CallingOne, ManyFunctions.Types,
        ModuleParts.Globals, ModuleParts.TableElements, ModuleParts.DataSegments,

        // Garbage collection and exceptions.
        References.AcrossSafepoints, Structs.Chain, Structs.Globals, Structs.GlobalsAndCalls,
        References.Casts, References.CastBranches, References.Arrays,
        Exceptions.InSequence, Exceptions.Nested,
    ];

    private static readonly Dictionary<string, LadderShape> ByName = Known.ToDictionary(shape => shape.Name, StringComparer.Ordinal);

    /// <summary>All shapes, related ones next to each other.</summary>
    public static IReadOnlyList<LadderShape> All => Known;

    /// <summary>The names that have a word in common with this one, or all names where none has.</summary>
    internal static IEnumerable<string> FindSimilarNames(string name)
    {
        var words = name.Split('-');
        var alike = Known.Select(shape => shape.Name).Where(known => known.Split('-').Intersect(words).Any()).ToArray();
        return alike.Length > 0 ? alike : Known.Select(shape => shape.Name);
    }

    /// <summary>The shape of this name.</summary>
    public static bool TryFind(string name, [NotNullWhen(true)] out LadderShape? shape) => ByName.TryGetValue(name, out shape);
}
