using static CompileBench.Modules.Wasm.Format.ImmediateKind;
using static CompileBench.Modules.Wasm.Format.InstructionClass;
using static CompileBench.Modules.Wasm.Format.OpcodeSpaces;

namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>The instructions of the threads proposal, behind prefix 0xFE.</summary>
internal static class AtomicInstructions
{
    public static InstructionRows[] All =>
    [
        new(FE + 0x00, Atomic, MemoryAccess, 2, 1, "memory.atomic.notify"),
        new(FE + 0x01, Atomic, MemoryAccess, 3, 1, "memory.atomic.wait32 memory.atomic.wait64"),
        new(FE + 0x03, Atomic, ZeroByte, 0, 0, "atomic.fence"),
        new(FE + 0x10, Atomic, MemoryAccess, 1, 1, "i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u"),
        new(FE + 0x14, Atomic, MemoryAccess, 1, 1, "i64.atomic.load8_u i64.atomic.load16_u i64.atomic.load32_u"),
        new(FE + 0x17, Atomic, MemoryAccess, 2, 0, "i32.atomic.store i64.atomic.store i32.atomic.store8 i32.atomic.store16"),
        new(FE + 0x1B, Atomic, MemoryAccess, 2, 0, "i64.atomic.store8 i64.atomic.store16 i64.atomic.store32"),
        Update(0x1E, "add", 2),
        Update(0x25, "sub", 2),
        Update(0x2C, "and", 2),
        Update(0x33, "or", 2),
        Update(0x3A, "xor", 2),
        Update(0x41, "xchg", 2),
        Update(0x48, "cmpxchg", 3),
    ];

    private static InstructionRows Update(int first, string operation, int pops)
    {
        string[] widths = ["i32.atomic.rmw", "i64.atomic.rmw", "i32.atomic.rmw8", "i32.atomic.rmw16", "i64.atomic.rmw8", "i64.atomic.rmw16", "i64.atomic.rmw32"];
        var names = widths.Select((width, at) => $"{width}.{operation}{(at < 2 ? "" : "_u")}");
        return new InstructionRows(FE + first, Atomic, MemoryAccess, pops, 1, string.Join(' ', names));
    }
}
