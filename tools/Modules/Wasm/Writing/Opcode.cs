namespace CompileBench.Modules.Wasm.Writing;

/// <summary>
/// The operators that code in this project names, by the format's numbers: the prefix byte (0 for none) in the bits above 16 and the
/// code below. An operator that is not listed can still be written: its number is all that <see cref="InstructionWriter.Op(Opcode)"/> needs.
/// </summary>
public enum Opcode
{
    Unreachable = 0x00, Nop = 0x01, Block = 0x02, Loop = 0x03, If = 0x04, Else = 0x05,
    Throw = 0x08, ThrowRef = 0x0A, End = 0x0B, Br = 0x0C, BrIf = 0x0D, BrTable = 0x0E, Return = 0x0F,
    Call = 0x10, CallIndirect = 0x11, ReturnCall = 0x12, ReturnCallIndirect = 0x13, CallRef = 0x14, ReturnCallRef = 0x15,
    Drop = 0x1A, Select = 0x1B, SelectTyped = 0x1C, TryTable = 0x1F,
    LocalGet = 0x20, LocalSet = 0x21, LocalTee = 0x22, GlobalGet = 0x23, GlobalSet = 0x24, TableGet = 0x25, TableSet = 0x26,

    I32Load = 0x28, I64Load = 0x29, F32Load = 0x2A, F64Load = 0x2B,
    I32Load8S = 0x2C, I32Load8U = 0x2D, I32Load16S = 0x2E, I32Load16U = 0x2F, I64Load8U = 0x31, I64Load32U = 0x35,
    I32Store = 0x36, I64Store = 0x37, F32Store = 0x38, F64Store = 0x39, I32Store8 = 0x3A, I32Store16 = 0x3B,
    MemorySize = 0x3F, MemoryGrow = 0x40, I32Const = 0x41, I64Const = 0x42, F32Const = 0x43, F64Const = 0x44,

    I32Eqz = 0x45, I32Eq = 0x46, I32Ne = 0x47, I32LtS = 0x48, I32LtU = 0x49, I32GtS = 0x4A, I32GtU = 0x4B, I64Eqz = 0x50,
    I32Clz = 0x67, I32Add = 0x6A, I32Sub = 0x6B, I32Mul = 0x6C, I32DivS = 0x6D, I32DivU = 0x6E, I32RemS = 0x6F, I32RemU = 0x70,
    I32And = 0x71, I32Or = 0x72, I32Xor = 0x73, I32Shl = 0x74, I32ShrS = 0x75, I32ShrU = 0x76, I32Rotl = 0x77, I32Rotr = 0x78,
    I64Add = 0x7C, I64Sub = 0x7D, I64Mul = 0x7E, I64RemS = 0x81, I64And = 0x83, I64Or = 0x84, I64Xor = 0x85, I64Shl = 0x86, I64Rotl = 0x89,
    F32Add = 0x92, F32Mul = 0x94, F64Sqrt = 0x9F, F64Add = 0xA0, F64Sub = 0xA1, F64Mul = 0xA2, F64Div = 0xA3, F64Min = 0xA4, F64Max = 0xA5,
    I32WrapI64 = 0xA7, I64ExtendI32U = 0xAD, I64TruncF64S = 0xB0, F32DemoteF64 = 0xB6, F64ConvertI64S = 0xB9, F64PromoteF32 = 0xBB,
    I64ReinterpretF64 = 0xBD, F64ReinterpretI64 = 0xBF, I32Extend8S = 0xC0,

    RefNull = 0xD0, RefIsNull = 0xD1, RefFunc = 0xD2, RefEq = 0xD3, RefAsNonNull = 0xD4, BrOnNull = 0xD5, BrOnNonNull = 0xD6,

    StructNew = 0xFB_0000, StructNewDefault = 0xFB_0001, StructGet = 0xFB_0002, StructGetS = 0xFB_0003, StructGetU = 0xFB_0004,
    StructSet = 0xFB_0005, ArrayNew = 0xFB_0006, ArrayNewDefault = 0xFB_0007, ArrayNewFixed = 0xFB_0008, ArrayNewData = 0xFB_0009,
    ArrayNewElem = 0xFB_000A, ArrayGet = 0xFB_000B, ArrayGetS = 0xFB_000C, ArrayGetU = 0xFB_000D, ArraySet = 0xFB_000E,
    ArrayLen = 0xFB_000F, ArrayFill = 0xFB_0010, ArrayCopy = 0xFB_0011, ArrayInitData = 0xFB_0012, ArrayInitElem = 0xFB_0013,
    RefTest = 0xFB_0014, RefTestNull = 0xFB_0015, RefCast = 0xFB_0016, RefCastNull = 0xFB_0017, BrOnCast = 0xFB_0018,
    BrOnCastFail = 0xFB_0019, AnyConvertExtern = 0xFB_001A, ExternConvertAny = 0xFB_001B, RefI31 = 0xFB_001C, I31GetS = 0xFB_001D,
    I31GetU = 0xFB_001E,

    I64TruncSatF64S = 0xFC_0006, MemoryInit = 0xFC_0008, DataDrop = 0xFC_0009, MemoryCopy = 0xFC_000A, MemoryFill = 0xFC_000B,
    TableInit = 0xFC_000C, ElemDrop = 0xFC_000D, TableCopy = 0xFC_000E, TableGrow = 0xFC_000F, TableSize = 0xFC_0010, TableFill = 0xFC_0011,

    V128Load = 0xFD_0000, V128Store = 0xFD_000B, V128Const = 0xFD_000C, I8x16Shuffle = 0xFD_000D, I8x16Swizzle = 0xFD_000E,
    I32x4Splat = 0xFD_0011, I32x4ExtractLane = 0xFD_001B, V128Xor = 0xFD_0051, V128Bitselect = 0xFD_0052, I16x8Add = 0xFD_008E,
    I16x8Mul = 0xFD_0095, I32x4Add = 0xFD_00AE, I32x4Mul = 0xFD_00B5, I64x2Add = 0xFD_00CE, F32x4Add = 0xFD_00E4, F32x4Mul = 0xFD_00E6,
    I32x4TruncSatF32x4S = 0xFD_00F8, I8x16RelaxedSwizzle = 0xFD_0100, F32x4RelaxedMadd = 0xFD_0105, I32x4RelaxedLaneSelect = 0xFD_010B,

    AtomicNotify = 0xFE_0000, I32AtomicWait = 0xFE_0001, AtomicFence = 0xFE_0003, I32AtomicLoad = 0xFE_0010, I32AtomicStore = 0xFE_0017,
    I32AtomicRmwAdd = 0xFE_001E, I32AtomicRmwXchg = 0xFE_0041, I32AtomicRmwCmpxchg = 0xFE_0048,
}
