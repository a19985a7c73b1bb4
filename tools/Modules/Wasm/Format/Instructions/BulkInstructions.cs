using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions behind prefix 0xFC: saturating conversions, bulk memory, tables and wide arithmetic.</summary>
internal static class BulkInstructions
{
    public static InstructionRows[] All =>
    [
        new(FC + 0x00, Conversion, None, 1, 1, "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u"),
        new(FC + 0x04, Conversion, None, 1, 1, "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u"),
        new(FC + 0x08, BulkMemory, DataAndIndex, 3, 0, "memory.init"),
        new(FC + 0x09, BulkMemory, DataIndex, 0, 0, "data.drop"),
        new(FC + 0x0A, BulkMemory, TwoU32, 3, 0, "memory.copy"),
        new(FC + 0x0B, BulkMemory, U32, 3, 0, "memory.fill"),
        new(FC + 0x0C, Table, TwoU32, 3, 0, "table.init"),
        new(FC + 0x0D, Table, U32, 0, 0, "elem.drop"),
        new(FC + 0x0E, Table, TwoU32, 3, 0, "table.copy"),
        new(FC + 0x0F, Table, U32, 2, 1, "table.grow"),
        new(FC + 0x10, Table, U32, 0, 1, "table.size"),
        new(FC + 0x11, Table, U32, 3, 0, "table.fill"),
        new(FC + 0x13, Integer, None, 4, 2, "i64.add128 i64.sub128"),
        new(FC + 0x15, Integer, None, 2, 2, "i64.mul_wide_s i64.mul_wide_u"),
    ];
}
