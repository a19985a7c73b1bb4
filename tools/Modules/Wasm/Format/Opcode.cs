using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// The opcodes. A value is the opcode's row in a table over all opcodes: a single byte as it is, a number behind a prefix added to the
/// prefix's base in <see cref="OpcodeSpaces"/>.
/// </summary>
/// <remarks>Only the opcodes that code in this project names are listed; <see cref="InstructionTable"/> has all.</remarks>
public enum Opcode
{
    Unreachable = 0x00, Nop = 0x01, Block = 0x02, Loop = 0x03, If = 0x04, Else = 0x05,
    Try = 0x06, Catch = 0x07, Throw = 0x08, Rethrow = 0x09, ThrowRef = 0x0A, End = 0x0B, Br = 0x0C, BrIf = 0x0D, BrTable = 0x0E, Return = 0x0F,
    Call = 0x10, CallIndirect = 0x11, ReturnCall = 0x12, ReturnCallIndirect = 0x13, CallRef = 0x14, ReturnCallRef = 0x15,
    Delegate = 0x18, CatchAll = 0x19,
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

    ContNew = 0xE0, ContBind = 0xE1, Suspend = 0xE2, Resume = 0xE3, ResumeThrow = 0xE4, ResumeThrowRef = 0xE5, Switch = 0xE6,

    StructNew = FB + 0x00, StructNewDefault = FB + 0x01, StructGet = FB + 0x02, StructGetS = FB + 0x03, StructGetU = FB + 0x04,
    StructSet = FB + 0x05, ArrayNew = FB + 0x06, ArrayNewDefault = FB + 0x07, ArrayNewFixed = FB + 0x08, ArrayNewData = FB + 0x09,
    ArrayNewElem = FB + 0x0A, ArrayGet = FB + 0x0B, ArrayGetS = FB + 0x0C, ArrayGetU = FB + 0x0D, ArraySet = FB + 0x0E,
    ArrayLen = FB + 0x0F, ArrayFill = FB + 0x10, ArrayCopy = FB + 0x11, ArrayInitData = FB + 0x12, ArrayInitElem = FB + 0x13,
    RefTest = FB + 0x14, RefTestNull = FB + 0x15, RefCast = FB + 0x16, RefCastNull = FB + 0x17, BrOnCast = FB + 0x18,
    BrOnCastFail = FB + 0x19, AnyConvertExtern = FB + 0x1A, ExternConvertAny = FB + 0x1B, RefI31 = FB + 0x1C, I31GetS = FB + 0x1D,
    I31GetU = FB + 0x1E,

    I64TruncSatF64S = FC + 0x06, MemoryInit = FC + 0x08, DataDrop = FC + 0x09, MemoryCopy = FC + 0x0A, MemoryFill = FC + 0x0B,
    TableInit = FC + 0x0C, ElemDrop = FC + 0x0D, TableCopy = FC + 0x0E, TableGrow = FC + 0x0F, TableSize = FC + 0x10, TableFill = FC + 0x11,
    I64Add128 = FC + 0x13, I64Sub128 = FC + 0x14, I64MulWideS = FC + 0x15, I64MulWideU = FC + 0x16,

    V128Load = FD + 0x00, V128Store = FD + 0x0B, V128Const = FD + 0x0C, I8x16Shuffle = FD + 0x0D, I8x16Swizzle = FD + 0x0E,
    I32x4Splat = FD + 0x11, I32x4ExtractLane = FD + 0x1B, V128Xor = FD + 0x51, V128Bitselect = FD + 0x52, I16x8Add = FD + 0x8E,
    I16x8Mul = FD + 0x95, I32x4Add = FD + 0xAE, I32x4Mul = FD + 0xB5, I64x2Add = FD + 0xCE, F32x4Add = FD + 0xE4, F32x4Mul = FD + 0xE6,
    I32x4TruncSatF32x4S = FD + 0xF8, I8x16RelaxedSwizzle = FD + 0x100, F32x4RelaxedMadd = FD + 0x105, I32x4RelaxedLaneSelect = FD + 0x10B,

    AtomicNotify = FE + 0x00, AtomicWait32 = FE + 0x01, AtomicFence = FE + 0x03, I32AtomicLoad = FE + 0x10, I32AtomicStore = FE + 0x17,
    I32AtomicRmwAdd = FE + 0x1E, I32AtomicRmwXchg = FE + 0x41, I32AtomicRmwCmpxchg = FE + 0x48,
}
