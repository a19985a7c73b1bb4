using CompileBench.Modules.Profiling;
using static CompileBench.Analysis.Prediction.Features.FunctionMeasure;

namespace CompileBench.Analysis.Prediction.Features;

/// <summary>All features that cost models are made of. A model document names its features, so that adding one here leaves older models valid.</summary>
public static class CostFeatures
{
    /// <summary>The name of the constant cost of a module.</summary>
    public const string ConstantName = "constant";

    /// <summary>Features of the module as a whole.</summary>
    public static IReadOnlyList<CostFeature> OfModules { get; } =
    [
        CostFeature.Constant(),
        CostFeature.ForModule(ModuleMetrics.ModuleBytes, "bytes"),
        CostFeature.ForModule(ModuleMetrics.DataBytes, "bytes of data"),
        CostFeature.ForModule(ModuleMetrics.CustomSectionBytes, "bytes of custom sections"),
        CostFeature.ForModule(ModuleMetrics.ImportCount, "imports"),
        CostFeature.ForModule(ModuleMetrics.TypeCount, "types"),
        CostFeature.ForModule(ModuleMetrics.ExportCount, "exports"),
        CostFeature.ForModule(ModuleMetrics.GlobalCount, "globals"),
        CostFeature.ForModule(ModuleMetrics.TableElements, "table elements"),
        CostFeature.ForModule(ModuleMetrics.ElementSegmentCount, "element segments"),
        CostFeature.ForModule(ModuleMetrics.DataSegmentCount, "data segments"),
        CostFeature.ForModule(ModuleMetrics.ConstantExpressionBytes, "bytes of constant expressions"),
        CostFeature.ForModule(ModuleMetrics.ConstantInstructions, "instructions of constant expressions"),
        CostFeature.ForModule(ModuleMetrics.ConstantAllocations, "objects that constant expressions make"),
    ];

    /// <summary>Features of functions: counts, and terms for what a compiler's cost grows faster with than the function does.</summary>
    public static IReadOnlyList<CostFeature> OfFunctions { get; } =
    [
        CostFeature.Functions(),

        // Depths do not add up: they stand in products only.
        .. FunctionMeasure.All.Where(m => m != NestingDepth && m != OperandStackDepth).Select(CostFeature.Linear),

        // Long functions: sorting, maps and lists that grow with the function.
        CostFeature.Root(CodeOperators, CodeOperators),
        CostFeature.Root(BasicBlocks, BasicBlocks),
        CostFeature.Root(MemoryAccesses, MemoryAccesses),
        CostFeature.Root(LiveAcrossCalls, DirectCalls),
        CostFeature.Root(JoinArguments, BasicBlocks),
        CostFeature.Root(LiveAcrossBlocks, BasicBlocks),
        CostFeature.Product(CodeOperators, CodeOperators),
        CostFeature.Product(BasicBlocks, BasicBlocks),
        CostFeature.Product(MemoryAccesses, MemoryAccesses),
        CostFeature.Product(Memory64Accesses, Memory64Accesses),

        // Values that join, or live long.
        CostFeature.Product(JoinArguments, BasicBlocks),
        CostFeature.Product(JoinArguments, Loops),
        CostFeature.Product(Loops, Loops),
        CostFeature.Product(LiveAcrossCalls, DirectCalls),
        CostFeature.Product(LiveAcrossBlocks, Loops),
        CostFeature.Product(OperandStackDepth, CodeOperators),
        CostFeature.Product(Locals, BasicBlocks),
        CostFeature.Product(NestingDepth, JoinArguments),
        CostFeature.Product(ConditionalBranches, NestingDepth),
        CostFeature.Product(ConditionalBranches, ConditionalBranches),
        CostFeature.Product(BranchTableLabels, BasicBlocks),
        CostFeature.Product(Parameters, Parameters),
        CostFeature.Product(Exceptions, Exceptions),
        CostFeature.Product(Exceptions, LocalSets),
        CostFeature.Product(NestingDepth, Exceptions),
        CostFeature.Product(Tries, NestingDepth),
        CostFeature.Product(SimdArithmetic, SimdArithmetic),

        // References that a collector must find at every call.
        CostFeature.Product(Gc, Gc),
        CostFeature.Product(GcCasts, GcCasts),
        CostFeature.Product(GcAllocations, GcAllocations),
        CostFeature.Product(GcAllocations, OperandStackDepth),
        CostFeature.Product(GlobalAccesses, Gc),
        CostFeature.Product(References, References),
    ];

    /// <summary>Every feature: of modules, sums over functions, largest functions.</summary>
    public static IReadOnlyList<CostFeature> All { get; } = [.. OfModules, .. OfFunctions, .. OfFunctions.Skip(1).Select(f => f.OfLargestFunction())];

    private static readonly Dictionary<string, int> Places = All.Select((f, i) => (f.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);

    /// <summary>The place of a feature in <see cref="All"/>; -1 where there is none of that name.</summary>
    public static int PlaceOf(string name) => Places.GetValueOrDefault(name, -1);
}
