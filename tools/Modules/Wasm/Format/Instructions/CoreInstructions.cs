using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.InstructionInfo;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions of a single byte: control, variables and memory, numbers.</summary>
internal static class CoreInstructions
{
    public static InstructionRows[] Control =>
    [
        new(0x00, Unreachable, None, 0, 0, "unreachable"),
        new(0x01, Nop, None, 0, 0, "nop"),
        new(0x02, Block, ImmediateKind.BlockType, Varies, Varies, "block"),
        new(0x03, Loop, ImmediateKind.BlockType, Varies, Varies, "loop"),
        new(0x04, If, ImmediateKind.BlockType, Varies, Varies, "if"),
        new(0x05, Else, None, Varies, Varies, "else"),
        new(0x06, Try, ImmediateKind.BlockType, Varies, Varies, "try"),
        new(0x07, Handler, U32, Varies, Varies, "catch"),
        new(0x08, Throw, U32, Varies, Varies, "throw"),
        new(0x09, Throw, U32, 0, Varies, "rethrow"),
        new(0x0A, Throw, None, 1, Varies, "throw_ref"),
        new(0x0B, End, None, Varies, Varies, "end"),
        new(0x0C, Branch, U32, Varies, Varies, "br"),
        new(0x0D, ConditionalBranch, U32, 1, 0, "br_if"),
        new(0x0E, BranchTable, Labels, Varies, Varies, "br_table"),
        new(0x0F, Return, None, Varies, Varies, "return"),
        new(0x10, DirectCall, U32, Varies, Varies, "call"),
        new(0x11, IndirectCall, TwoU32, Varies, Varies, "call_indirect"),
        new(0x12, DirectCall, U32, Varies, Varies, "return_call"),
        new(0x13, IndirectCall, TwoU32, Varies, Varies, "return_call_indirect"),
        new(0x14, ReferenceCall, U32, Varies, Varies, "call_ref"),
        new(0x15, ReferenceCall, U32, Varies, Varies, "return_call_ref"),
        new(0x18, Handler, U32, Varies, Varies, "delegate"),
        new(0x19, Handler, None, Varies, Varies, "catch_all"),
        new(0x1A, Drop, None, 1, 0, "drop"),
        new(0x1B, Select, None, 3, 1, "select"),
        new(0x1C, Select, ValueTypes, 3, 1, "select_t"),
        new(0x1F, Try, BlockTypeAndCatches, Varies, Varies, "try_table"),
        new(0xD0, Reference, ImmediateKind.HeapType, 0, 1, "ref.null"),
        new(0xD1, Reference, None, 1, 1, "ref.is_null"),
        new(0xD2, Reference, U32, 0, 1, "ref.func"),
        new(0xD3, Reference, None, 2, 1, "ref.eq"),
        new(0xD4, Reference, None, 1, 1, "ref.as_non_null"),
        new(0xD5, ReferenceBranch, U32, 1, 1, "br_on_null"),
        new(0xD6, ReferenceBranch, U32, 1, 0, "br_on_non_null"),
    ];

    public static InstructionRows[] Variables =>
    [
        new(0x20, LocalGet, U32, 0, 1, "local.get"),
        new(0x21, LocalSet, U32, 1, 0, "local.set"),
        new(0x22, LocalTee, U32, 1, 1, "local.tee"),
        new(0x23, GlobalGet, U32, 0, 1, "global.get"),
        new(0x24, GlobalSet, U32, 1, 0, "global.set"),
        new(0x25, Table, U32, 1, 1, "table.get"),
        new(0x26, Table, U32, 2, 0, "table.set"),
        new(0x28, Load, MemoryAccess, 1, 1, "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u"),
        new(0x30, Load, MemoryAccess, 1, 1, "i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u"),
        new(0x36, Store, MemoryAccess, 2, 0, "i32.store i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32"),
        new(0x3F, MemorySize, U32, 0, 1, "memory.size"),
        new(0x40, MemorySize, U32, 1, 1, "memory.grow"),
        new(0x41, Constant, I32, 0, 1, "i32.const"),
        new(0x42, Constant, I64, 0, 1, "i64.const"),
        new(0x43, Constant, F32, 0, 1, "f32.const"),
        new(0x44, Constant, F64, 0, 1, "f64.const"),
    ];

    public static InstructionRows[] Numbers =>
    [
        new(0x45, IntegerComparison, None, 1, 1, "i32.eqz"),
        new(0x46, IntegerComparison, None, 2, 1, "i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u"),
        new(0x50, IntegerComparison, None, 1, 1, "i64.eqz"),
        new(0x51, IntegerComparison, None, 2, 1, "i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u"),
        new(0x5B, FloatComparison, None, 2, 1, "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge"),
        new(0x67, Integer, None, 1, 1, "i32.clz i32.ctz i32.popcnt"),
        new(0x6A, Integer, None, 2, 1, "i32.add i32.sub i32.mul"),
        new(0x6D, Division, None, 2, 1, "i32.div_s i32.div_u i32.rem_s i32.rem_u"),
        new(0x71, Integer, None, 2, 1, "i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr"),
        new(0x79, Integer, None, 1, 1, "i64.clz i64.ctz i64.popcnt"),
        new(0x7C, Integer, None, 2, 1, "i64.add i64.sub i64.mul"),
        new(0x7F, Division, None, 2, 1, "i64.div_s i64.div_u i64.rem_s i64.rem_u"),
        new(0x83, Integer, None, 2, 1, "i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr"),
        new(0x8B, Float, None, 1, 1, "f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt"),
        new(0x92, Float, None, 2, 1, "f32.add f32.sub f32.mul f32.div f32.min f32.max f32.copysign"),
        new(0x99, Float, None, 1, 1, "f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt"),
        new(0xA0, Float, None, 2, 1, "f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign"),
        new(0xA7, Conversion, None, 1, 1, "i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u"),
        new(0xAC, Conversion, None, 1, 1, "i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u"),
        new(0xB2, Conversion, None, 1, 1, "f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64"),
        new(0xB7, Conversion, None, 1, 1, "f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32"),
        new(0xBC, Conversion, None, 1, 1, "i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64"),
        new(0xC0, Integer, None, 1, 1, "i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s"),
    ];
}
