using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.InstructionInfo;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions behind prefix 0xFB: structs, arrays, casts and <c>i31</c>.</summary>
internal static class GcInstructions
{
    public static InstructionRows[] All =>
    [
        new(FB + 0x00, GcAllocation, U32, Varies, 1, "struct.new"),
        new(FB + 0x01, GcAllocation, U32, 0, 1, "struct.new_default"),
        new(FB + 0x02, Gc, TwoU32, 1, 1, "struct.get struct.get_s struct.get_u"),
        new(FB + 0x05, Gc, TwoU32, 2, 0, "struct.set"),
        new(FB + 0x06, GcAllocation, U32, 2, 1, "array.new"),
        new(FB + 0x07, GcAllocation, U32, 1, 1, "array.new_default"),
        new(FB + 0x08, GcAllocation, TwoU32, Varies, 1, "array.new_fixed"),
        new(FB + 0x09, GcAllocation, TypeAndData, 2, 1, "array.new_data"),
        new(FB + 0x0A, GcAllocation, TwoU32, 2, 1, "array.new_elem"),
        new(FB + 0x0B, Gc, U32, 2, 1, "array.get array.get_s array.get_u"),
        new(FB + 0x0E, Gc, U32, 3, 0, "array.set"),
        new(FB + 0x0F, Gc, None, 1, 1, "array.len"),
        new(FB + 0x10, Gc, U32, 4, 0, "array.fill"),
        new(FB + 0x11, Gc, TwoU32, 5, 0, "array.copy"),
        new(FB + 0x12, Gc, TypeAndData, 4, 0, "array.init_data"),
        new(FB + 0x13, Gc, TwoU32, 4, 0, "array.init_elem"),
        new(FB + 0x14, GcCast, ImmediateKind.HeapType, 1, 1, "ref.test ref.test_null ref.cast ref.cast_null"),
        new(FB + 0x18, ReferenceBranch, CastBranch, 1, 1, "br_on_cast br_on_cast_fail"),
        new(FB + 0x1A, Gc, None, 1, 1, "any.convert_extern extern.convert_any ref.i31 i31.get_s i31.get_u"),
    ];
}
