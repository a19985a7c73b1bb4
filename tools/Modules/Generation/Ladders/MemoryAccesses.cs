using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Runs of loads, stores, bulk copies and atomic accesses.</summary>
internal static class MemoryAccesses
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [LoadsAndStores, Memory64, RepeatedLoad, Bulk, Atomics];

    public static LadderShape LoadsAndStores { get; } = new(rung => BuildLoadsAndStores(rung, is64Bit: false))
    {
        Name = "loads-stores",
        Description = "One function that loads from one place in memory and stores to another, again and again, each at another offset.",
        SizeUnit = "pairs of a load and a store",
        Sizes = new SizeRange(1, 400_000),
    };

    public static LadderShape Memory64 { get; } = new(rung => BuildLoadsAndStores(rung, is64Bit: true))
    {
        Name = "memory64-loads-stores",
        Description = "One function that loads from one place in a memory with 64-bit addresses and stores to another, again and again.",
        SizeUnit = "pairs of a load and a store",
        Sizes = new SizeRange(1, 400_000),
        Features = WasmFeatures.Memory64,
    };

    public static LadderShape RepeatedLoad { get; } = new(BuildRepeatedLoad)
    {
        Name = "repeated-load",
        Description = "One function of loads of the same address one after another, each stored to a global so that none can be left out.",
        SizeUnit = "loads",
        Sizes = new SizeRange(1, 800_000),
        KnownIssues = ["wt#5328"],
    };

    public static LadderShape Bulk { get; } = new(BuildBulk)
    {
        Name = "bulk-memory-run",
        Description = "One function of memory.copy and memory.fill in turn.",
        SizeUnit = "bulk operations",
        Sizes = new SizeRange(1, 600_000),
        Features = WasmFeatures.BulkMemory,
    };

    /// <summary>It compiles anywhere with threads; to instantiate it, an engine must also allow shared memories.</summary>
    public static LadderShape Atomics { get; } = new(BuildAtomics)
    {
        Name = "atomics-run",
        Description = "One function of atomic loads, additions, exchanges and compare-exchanges in turn, on a shared memory.",
        SizeUnit = "atomic operations",
        Sizes = new SizeRange(1, 500_000),
        Features = WasmFeatures.Threads,
    };

    private static void BuildLoadsAndStores(RungBuilder rung, bool is64Bit)
    {
        const int offsets = 64 * 1024 / sizeof(int);
        var memory = new MemoryType(1, is64Bit: is64Bit);
        rung.Module.Memory(memory);
        var code = rung.BeginMain([memory.AddressType, I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(0).Access(Opcode.I32Load, 2, (uint)rung.Random.Below(offsets) * sizeof(int)).LocalGet(1).Op(Opcode.I32Add);
            code.Access(Opcode.I32Store, 2, (uint)rung.Random.Below(offsets) * sizeof(int));
        }

        rung.EndFunction(code);
    }

    private static void BuildRepeatedLoad(RungBuilder rung)
    {
        rung.Module.Memory(new MemoryType(1));
        rung.Module.Global(I32, mutable: true, out var initial);
        initial.I32Const(0).End();
        var code = rung.BeginMain([I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).Access(Opcode.I32Load, 2, 0).GlobalSet(0);
        }

        rung.EndFunction(code);
    }

    private static void BuildBulk(RungBuilder rung)
    {
        rung.Module.Memory(new MemoryType(1));
        var code = rung.BeginMain([I32, I32, I32], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(rung.Random.Below(3)).LocalGet(rung.Random.Below(3)).LocalGet(rung.Random.Below(3));
            _ = i % 2 == 0 ? code.Op(Opcode.MemoryCopy, 0, 0) : code.Op(Opcode.MemoryFill, 0);
        }

        rung.EndFunction(code);
    }

    private static void BuildAtomics(RungBuilder rung)
    {
        rung.Module.Memory(new MemoryType(1, 1, isShared: true));
        var code = rung.BeginMain([I32, I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            var offset = (uint)rung.Random.Below(32) * sizeof(int);
            code.LocalGet(0);
            _ = (i % 4) switch
            {
                0 => code.Access(Opcode.I32AtomicLoad, 2, offset),
                1 => code.LocalGet(1).Access(Opcode.I32AtomicRmwAdd, 2, offset),
                2 => code.LocalGet(1).Access(Opcode.I32AtomicRmwXchg, 2, offset),
                _ => code.LocalGet(1).LocalGet(1).Access(Opcode.I32AtomicRmwCmpxchg, 2, offset),
            };
            code.LocalSet(1);
        }

        rung.EndFunction(code.LocalGet(1));
    }
}
