using static CompileBench.Modules.Wasm.Reading.ImmediateKind;
using static CompileBench.Modules.Wasm.Reading.InstructionClass;

namespace CompileBench.Modules.Wasm.Reading;

public static partial class InstructionTable
{
    private static Run[] GcRuns =>
    [
        new(0xFB, 0x00, Gc, U32, Varies, 1, "struct.new"),
        new(0xFB, 0x01, Gc, U32, 0, 1, "struct.new_default"),
        new(0xFB, 0x02, Gc, TwoU32, 1, 1, "struct.get struct.get_s struct.get_u"),
        new(0xFB, 0x05, Gc, TwoU32, 2, 0, "struct.set"),
        new(0xFB, 0x06, Gc, U32, 2, 1, "array.new"),
        new(0xFB, 0x07, Gc, U32, 1, 1, "array.new_default"),
        new(0xFB, 0x08, Gc, TwoU32, Varies, 1, "array.new_fixed"),
        new(0xFB, 0x09, Gc, TypeAndData, 2, 1, "array.new_data"),
        new(0xFB, 0x0A, Gc, TwoU32, 2, 1, "array.new_elem"),
        new(0xFB, 0x0B, Gc, U32, 2, 1, "array.get array.get_s array.get_u"),
        new(0xFB, 0x0E, Gc, U32, 3, 0, "array.set"),
        new(0xFB, 0x0F, Gc, None, 1, 1, "array.len"),
        new(0xFB, 0x10, Gc, U32, 4, 0, "array.fill"),
        new(0xFB, 0x11, Gc, TwoU32, 5, 0, "array.copy"),
        new(0xFB, 0x12, Gc, TypeAndData, 4, 0, "array.init_data"),
        new(0xFB, 0x13, Gc, TwoU32, 4, 0, "array.init_elem"),
        new(0xFB, 0x14, Gc, HeapType, 1, 1, "ref.test ref.test_null ref.cast ref.cast_null"),
        new(0xFB, 0x18, ReferenceBranch, CastBranch, 1, 1, "br_on_cast br_on_cast_fail"),
        new(0xFB, 0x1A, Gc, None, 1, 1, "any.convert_extern extern.convert_any ref.i31 i31.get_s i31.get_u"),
    ];

    private static Run[] MiscRuns =>
    [
        new(0xFC, 0x00, Conversion, None, 1, 1, "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u"),
        new(0xFC, 0x04, Conversion, None, 1, 1, "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u"),
        new(0xFC, 0x08, BulkMemory, DataAndIndex, 3, 0, "memory.init"),
        new(0xFC, 0x09, BulkMemory, DataIndex, 0, 0, "data.drop"),
        new(0xFC, 0x0A, BulkMemory, TwoU32, 3, 0, "memory.copy"),
        new(0xFC, 0x0B, BulkMemory, U32, 3, 0, "memory.fill"),
        new(0xFC, 0x0C, Table, TwoU32, 3, 0, "table.init"),
        new(0xFC, 0x0D, Table, U32, 0, 0, "elem.drop"),
        new(0xFC, 0x0E, Table, TwoU32, 3, 0, "table.copy"),
        new(0xFC, 0x0F, Table, U32, 2, 1, "table.grow"),
        new(0xFC, 0x10, Table, U32, 0, 1, "table.size"),
        new(0xFC, 0x11, Table, U32, 3, 0, "table.fill"),
    ];

    private static Run[] AtomicRuns =>
    [
        new(0xFE, 0x00, Atomic, MemoryAccess, 2, 1, "memory.atomic.notify"),
        new(0xFE, 0x01, Atomic, MemoryAccess, 3, 1, "memory.atomic.wait32 memory.atomic.wait64"),
        new(0xFE, 0x03, Atomic, ZeroByte, 0, 0, "atomic.fence"),
        new(0xFE, 0x10, Atomic, MemoryAccess, 1, 1, "i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u"),
        new(0xFE, 0x14, Atomic, MemoryAccess, 1, 1, "i64.atomic.load8_u i64.atomic.load16_u i64.atomic.load32_u"),
        new(0xFE, 0x17, Atomic, MemoryAccess, 2, 0, "i32.atomic.store i64.atomic.store i32.atomic.store8 i32.atomic.store16"),
        new(0xFE, 0x1B, Atomic, MemoryAccess, 2, 0, "i64.atomic.store8 i64.atomic.store16 i64.atomic.store32"),
        AtomicUpdate(0x1E, "add", 2),
        AtomicUpdate(0x25, "sub", 2),
        AtomicUpdate(0x2C, "and", 2),
        AtomicUpdate(0x33, "or", 2),
        AtomicUpdate(0x3A, "xor", 2),
        AtomicUpdate(0x41, "xchg", 2),
        AtomicUpdate(0x48, "cmpxchg", 3),
    ];

    private static Run AtomicUpdate(int first, string operation, int pops)
    {
        string[] widths = ["i32.atomic.rmw", "i64.atomic.rmw", "i32.atomic.rmw8", "i32.atomic.rmw16", "i64.atomic.rmw8", "i64.atomic.rmw16", "i64.atomic.rmw32"];
        var names = widths.Select((width, at) => $"{width}.{operation}{(at < 2 ? "" : "_u")}");
        return new Run(0xFE, first, Atomic, MemoryAccess, pops, 1, string.Join(' ', names));
    }
}
