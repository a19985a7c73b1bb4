using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Parts of a module other than code: the cost of many globals, elements and data segments.</summary>
internal static class ModuleParts
{
    private const int BytesPerSegment = 16;
    private const int SparseMemoryPages = 16_384;
    private const int PageBytes = 64 * 1024;

    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Globals, TableElements, NullElements, DataSegments, SparseDataSegments, ConstantExpression];

    public static LadderShape Globals { get; } = new(BuildGlobals)
    {
        Name = "many-globals",
        Description = "Mutable globals, and one function that adds the one before to each of them.",
        SizeUnit = "globals",
        Sizes = new SizeRange(1, 500_000),
    };

    public static LadderShape TableElements { get; } = new(BuildTableElements)
    {
        Name = "table-elements",
        Description = "A table filled with one small function again and again, as C++ vtables are.",
        SizeUnit = "table elements",
        Sizes = new SizeRange(1, 5_000_000),
    };

    public static LadderShape NullElements { get; } = new(BuildNullElements)
    {
        Name = "element-segment-nulls",
        Description = "An element segment of null expressions, and one function that copies one of them into a table.",
        SizeUnit = "null expressions",
        Sizes = new SizeRange(1, 1_000_000),
        Features = WasmFeatures.ReferenceTypes | WasmFeatures.BulkMemory,
        Reports = [new KnownSlowCompile("wt#14260", 2026, "an element segment of 20,000 null expressions")],
    };

    public static LadderShape DataSegments { get; } = new(BuildDataSegments)
    {
        Name = "data-segments",
        Description = "Data segments of sixteen bytes, each with a gap after it.",
        SizeUnit = "data segments",
        Sizes = new SizeRange(1, FormatLimits.DataSegments),
    };

    public static LadderShape SparseDataSegments { get; } = new(BuildSparseDataSegments)
    {
        Name = "sparse-data-segments",
        Description = "Active data segments of one byte, evenly spread over a memory of 1 GiB.",
        SizeUnit = "data segments",
        Sizes = new SizeRange(1, FormatLimits.DataSegments),
        Reports =
        [
            new KnownSlowCompile("near#15568", 2026, "100,000 active data segments of one byte or none, far apart"),
            new KnownSlowCompile("tari#2599", 2026, "100,000 active data segments of one byte or none, far apart"),
        ],
    };

    public static LadderShape ConstantExpression { get; } = new(BuildConstantExpression)
    {
        Name = "constant-expression-chain",
        Description = "A global whose initial value is one constant expression: constants added one after another, in three bytes each.",
        SizeUnit = "additions",
        Sizes = new SizeRange(1, 2_000_000),
        Features = WasmFeatures.ExtendedConst,
        Reports = [new KnownSlowCompile("design#1557", 2025, "an initialiser expression of megabytes, which no limit bounds as it does function bodies")],
    };

    private static void BuildGlobals(RungBuilder rung)
    {
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.Global(I32, mutable: true, out var initial);
            initial.I32Const((int)rung.Random.Next()).End();
        }

        var code = rung.BeginMain([], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.GlobalGet((i + rung.Size - 1) % rung.Size).GlobalGet(i).Op(Opcode.I32Add).GlobalSet(i);
        }

        rung.EndFunction(code);
    }

    private static void BuildTableElements(RungBuilder rung)
    {
        var code = rung.BeginMain([I32], [I32]);
        rung.EndFunction(code.LocalGet(0));
        rung.Module.Table(new TableType(FuncRef, (ulong)rung.Size));
        rung.Module.FillTable(0, new int[rung.Size]);
    }

    private static void BuildNullElements(RungBuilder rung)
    {
        var table = rung.Module.Table(new TableType(FuncRef, 1));
        var segment = rung.Module.PassiveNulls(FuncRef, rung.Size);
        rung.EndFunction(rung.BeginMain([I32], []).I32Const(0).LocalGet(0).I32Const(1).Op(Opcode.TableInit, segment, table));
    }

    private static void BuildDataSegments(RungBuilder rung)
    {
        const int distance = 2 * BytesPerSegment;
        rung.Module.Memory(new MemoryType((ulong)(((long)rung.Size * distance / PageBytes) + 1)));
        Span<byte> bytes = stackalloc byte[BytesPerSegment];
        for (var i = 0; i < rung.Size; i++)
        {
            for (var b = 0; b < bytes.Length; b++)
            {
                bytes[b] = (byte)rung.Random.Below(256);
            }

            rung.Module.ActiveData(i * distance, bytes);
        }

        rung.EndFunction(rung.BeginMain([I32], [I32]).LocalGet(0).Access(Opcode.I32Load, 2, 0));
    }

    private static void BuildSparseDataSegments(RungBuilder rung)
    {
        // So far apart at every size that no image of the memory can hold them.
        var distance = SparseMemoryPages * PageBytes / rung.Size;
        rung.Module.Memory(new MemoryType(SparseMemoryPages));
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.ActiveData(i * distance, [(byte)(1 + rung.Random.Below(255))]);
        }

        rung.EndFunction(rung.BeginMain([I32], [I32]).LocalGet(0).Access(Opcode.I32Load, 2, 0));
    }

    private static void BuildConstantExpression(RungBuilder rung)
    {
        rung.Module.Global(I32, mutable: true, out var initial);
        initial.I32Const(rung.Random.SmallConstant());
        for (var i = 0; i < rung.Size; i++)
        {
            initial.I32Const(rung.Random.SmallConstant()).Op(Opcode.I32Add);
        }

        initial.End();
        rung.EndFunction(rung.BeginMain([], [I32]).GlobalGet(0));
    }
}
