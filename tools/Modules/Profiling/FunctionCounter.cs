using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// The places of a function's counts. The classes of instructions come first, one place per class in the order of <see cref="InstructionClass"/>;
/// these constants follow.
/// </summary>
internal static class FunctionCounter
{
    public const int BodyBytes = (int)InstructionClass.Simd + 1;
    public const int Instructions = BodyBytes + 1;
    public const int UnreachableInstructions = Instructions + 1;
    public const int Parameters = UnreachableInstructions + 1;
    public const int Results = Parameters + 1;
    public const int Locals = Results + 1;
    public const int NestingDepth = Locals + 1;
    public const int OperandStackDepth = NestingDepth + 1;
    public const int BranchTableLabels = OperandStackDepth + 1;

    public const int CodeOperators = BranchTableLabels + 1;
    public const int MemoryAccesses = CodeOperators + 1;
    public const int HeavyOperators = MemoryAccesses + 1;
    public const int ReachableIndirectCalls = HeavyOperators + 1;
    public const int BasicBlocks = ReachableIndirectCalls + 1;
    public const int JoinArguments = BasicBlocks + 1;
    public const int LiveAcrossBlocks = JoinArguments + 1;
    public const int LiveAcrossCalls = LiveAcrossBlocks + 1;
    public const int ResultCarryingBlocks = LiveAcrossCalls + 1;
    public const int FarUses = ResultCarryingBlocks + 1;
    public const int Memory64Accesses = FarUses + 1;
    public const int GcOperators = Memory64Accesses + 1;

    /// <summary>Places in use, rounded up so that whole vectors fit.</summary>
    public const int Count = (GcOperators + 8) & ~7;
}
