namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>One step of writing a function: usually one operator with its operands.</summary>
internal enum FuzzAction
{
    Numeric,
    LocalGet, LocalSet, LocalTee, Constant,
    GlobalGet, GlobalSet,
    MemoryAccess, MemorySize, MemoryGrow, MemoryCopy, MemoryFill, MemoryInit, DataDrop,
    Block, Loop, If, EndBlock, Br, BrIf, BrTable, Return, Unreachable, Nop, Drop, Select,
    Call, CallIndirect, CallRef, ReturnCall, ReturnCallIndirect, ReturnCallRef,
    TableGet, TableSet, TableSize, TableGrow, TableFill, TableCopy, TableInit, ElemDrop,
    RefNull, RefIsNull, RefFunc, SelectReference, RefAsNonNull, BrOnNull, BrOnNonNull, NonNullLocal,
    StructNew, StructNewDefault, StructGet, StructSet,
    ArrayNew, ArrayNewDefault, ArrayNewFixed, ArrayNewData, ArrayNewElem, ArrayGet, ArraySet, ArrayLen, ArrayFill, ArrayCopy,
    ArrayInitData, ArrayInitElem, RefEq, RefTest, RefCast, BrOnCast, ConvertReference, RefI31, I31Get,
    TryTable, Throw, ThrowRef,
    Vector, VectorAccess, VectorConstant, Shuffle, RelaxedVector,
    AtomicAccess, AtomicFence,
}
