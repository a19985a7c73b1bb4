using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>The classes of instructions behind the features that predict compile time.</summary>
internal static class ClassGroups
{
    /// <summary>They name values or places and become no machine code of their own.</summary>
    public static ReadOnlySpan<InstructionClass> NoCode =>
    [
        InstructionClass.LocalGet, InstructionClass.LocalSet, InstructionClass.LocalTee, InstructionClass.Constant, InstructionClass.SimdConstant,
        InstructionClass.Block, InstructionClass.Loop,
    ];

    public static ReadOnlySpan<InstructionClass> MemoryAccess =>
        [InstructionClass.Load, InstructionClass.Store, InstructionClass.SimdMemory, InstructionClass.Atomic];

    /// <summary>They compile to calls of the runtime or to long inline sequences.</summary>
    public static ReadOnlySpan<InstructionClass> Heavy =>
    [
        InstructionClass.Gc, InstructionClass.GcAllocation, InstructionClass.GcCast, InstructionClass.Reference, InstructionClass.ReferenceBranch,
        InstructionClass.Throw, InstructionClass.Try, InstructionClass.Handler, InstructionClass.BulkMemory, InstructionClass.Table,
    ];

    public static ReadOnlySpan<InstructionClass> Gc => [InstructionClass.Gc, InstructionClass.GcAllocation, InstructionClass.GcCast];

    public static ReadOnlySpan<InstructionClass> IndirectCall => [InstructionClass.IndirectCall, InstructionClass.ReferenceCall];
}
