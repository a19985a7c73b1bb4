using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions on vectors, behind prefix 0xFD.</summary>
internal static class SimdInstructions
{
    public static InstructionRows[] MemoryAndLanes =>
    [
        new(FD + 0x00, SimdMemory, MemoryAccess, 1, 1, "v128.load v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s v128.load32x2_u"),
        new(FD + 0x07, SimdMemory, MemoryAccess, 1, 1, "v128.load8_splat v128.load16_splat v128.load32_splat v128.load64_splat"),
        new(FD + 0x0B, SimdMemory, MemoryAccess, 2, 0, "v128.store"),
        new(FD + 0x54, SimdMemory, MemoryAccessAndLane, 2, 1, "v128.load8_lane v128.load16_lane v128.load32_lane v128.load64_lane"),
        new(FD + 0x58, SimdMemory, MemoryAccessAndLane, 2, 0, "v128.store8_lane v128.store16_lane v128.store32_lane v128.store64_lane"),
        new(FD + 0x5C, SimdMemory, MemoryAccess, 1, 1, "v128.load32_zero v128.load64_zero"),
        new(FD + 0x0C, SimdConstant, SixteenBytes, 0, 1, "v128.const"),
        new(FD + 0x0D, SimdLane, SixteenBytes, 2, 1, "i8x16.shuffle"),
        new(FD + 0x0E, SimdLane, None, 2, 1, "i8x16.swizzle"),
        new(FD + 0x0F, SimdLane, None, 1, 1, "i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat f64x2.splat"),
        new(FD + 0x15, SimdLane, Lane, 1, 1, "i8x16.extract_lane_s i8x16.extract_lane_u"),
        new(FD + 0x17, SimdLane, Lane, 2, 1, "i8x16.replace_lane"),
        new(FD + 0x18, SimdLane, Lane, 1, 1, "i16x8.extract_lane_s i16x8.extract_lane_u"),
        new(FD + 0x1A, SimdLane, Lane, 2, 1, "i16x8.replace_lane"),
        new(FD + 0x1B, SimdLane, Lane, 1, 1, "i32x4.extract_lane"),
        new(FD + 0x1C, SimdLane, Lane, 2, 1, "i32x4.replace_lane"),
        new(FD + 0x1D, SimdLane, Lane, 1, 1, "i64x2.extract_lane"),
        new(FD + 0x1E, SimdLane, Lane, 2, 1, "i64x2.replace_lane"),
        new(FD + 0x1F, SimdLane, Lane, 1, 1, "f32x4.extract_lane"),
        new(FD + 0x20, SimdLane, Lane, 2, 1, "f32x4.replace_lane"),
        new(FD + 0x21, SimdLane, Lane, 1, 1, "f64x2.extract_lane"),
        new(FD + 0x22, SimdLane, Lane, 2, 1, "f64x2.replace_lane"),
    ];

    public static InstructionRows[] Operators =>
    [
        Binary(0x23, "i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u i8x16.le_s i8x16.le_u i8x16.ge_s i8x16.ge_u"),
        Binary(0x2D, "i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u i16x8.le_s i16x8.le_u i16x8.ge_s i16x8.ge_u"),
        Binary(0x37, "i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u i32x4.gt_s i32x4.gt_u i32x4.le_s i32x4.le_u i32x4.ge_s i32x4.ge_u"),
        Binary(0x41, "f32x4.eq f32x4.ne f32x4.lt f32x4.gt f32x4.le f32x4.ge f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le f64x2.ge"),
        Unary(0x4D, "v128.not"),
        Binary(0x4E, "v128.and v128.andnot v128.or v128.xor"),
        Ternary(0x52, "v128.bitselect"),
        Unary(0x53, "v128.any_true"),
        Unary(0x5E, "f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs i8x16.neg i8x16.popcnt i8x16.all_true i8x16.bitmask"),
        Binary(0x65, "i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u"),
        Unary(0x67, "f32x4.ceil f32x4.floor f32x4.trunc f32x4.nearest"),
        Binary(0x6B, "i8x16.shl i8x16.shr_s i8x16.shr_u i8x16.add i8x16.add_sat_s i8x16.add_sat_u i8x16.sub i8x16.sub_sat_s i8x16.sub_sat_u"),
        Unary(0x74, "f64x2.ceil f64x2.floor"),
        Binary(0x76, "i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u"),
        Unary(0x7A, "f64x2.trunc"),
        Binary(0x7B, "i8x16.avgr_u"),
        Unary(0x7C, "i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u"),
        Unary(0x80, "i16x8.abs i16x8.neg"),
        Binary(0x82, "i16x8.q15mulr_sat_s"),
        Unary(0x83, "i16x8.all_true i16x8.bitmask"),
        Binary(0x85, "i16x8.narrow_i32x4_s i16x8.narrow_i32x4_u"),
        Unary(0x87, "i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u"),
        Binary(0x8B, "i16x8.shl i16x8.shr_s i16x8.shr_u i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s i16x8.sub_sat_u"),
        Unary(0x94, "f64x2.nearest"),
        Binary(0x95, "i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u - i16x8.avgr_u"),
        Binary(0x9C, "i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s i16x8.extmul_low_i8x16_u i16x8.extmul_high_i8x16_u"),
        Unary(0xA0, "i32x4.abs i32x4.neg - i32x4.all_true i32x4.bitmask"),
        Unary(0xA7, "i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s i32x4.extend_low_i16x8_u i32x4.extend_high_i16x8_u"),
        Binary(0xAB, "i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add - - i32x4.sub"),
        Binary(0xB5, "i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s"),
        Binary(0xBC, "i32x4.extmul_low_i16x8_s i32x4.extmul_high_i16x8_s i32x4.extmul_low_i16x8_u i32x4.extmul_high_i16x8_u"),
        Unary(0xC0, "i64x2.abs i64x2.neg - i64x2.all_true i64x2.bitmask"),
        Unary(0xC7, "i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s i64x2.extend_low_i32x4_u i64x2.extend_high_i32x4_u"),
        Binary(0xCB, "i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add - - i64x2.sub"),
        Binary(0xD5, "i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s"),
        Binary(0xDC, "i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s i64x2.extmul_low_i32x4_u i64x2.extmul_high_i32x4_u"),
        Unary(0xE0, "f32x4.abs f32x4.neg - f32x4.sqrt"),
        Binary(0xE4, "f32x4.add f32x4.sub f32x4.mul f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax"),
        Unary(0xEC, "f64x2.abs f64x2.neg - f64x2.sqrt"),
        Binary(0xF0, "f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax"),
        Unary(0xF8, "i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s f32x4.convert_i32x4_u"),
        Unary(0xFC, "i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u"),
    ];

    public static InstructionRows[] Relaxed =>
    [
        new(FD + 0x100, SimdLane, None, 2, 1, "i8x16.relaxed_swizzle"),
        Unary(0x101, "i32x4.relaxed_trunc_f32x4_s i32x4.relaxed_trunc_f32x4_u i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero"),
        Ternary(0x105, "f32x4.relaxed_madd f32x4.relaxed_nmadd f64x2.relaxed_madd f64x2.relaxed_nmadd"),
        Ternary(0x109, "i8x16.relaxed_laneselect i16x8.relaxed_laneselect i32x4.relaxed_laneselect i64x2.relaxed_laneselect"),
        Binary(0x10D, "f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min f64x2.relaxed_max"),
        Binary(0x111, "i16x8.relaxed_q15mulr_s i16x8.relaxed_dot_i8x16_i7x16_s"),
        Ternary(0x113, "i32x4.relaxed_dot_i8x16_i7x16_add_s"),
    ];

    private static InstructionRows Unary(int first, string names) => new(FD + first, Simd, None, 1, 1, names);

    private static InstructionRows Binary(int first, string names) => new(FD + first, Simd, None, 2, 1, names);

    private static InstructionRows Ternary(int first, string names) => new(FD + first, Simd, None, 3, 1, names);
}
