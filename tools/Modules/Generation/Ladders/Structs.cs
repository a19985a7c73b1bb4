using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Structs that refer to one another, in code and in the initial values of globals.</summary>
internal static class Structs
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Chain, Globals, LinkedGlobals, ArrayOfGlobals, GlobalsAndCalls];

    public static LadderShape Chain { get; } = new(BuildChain)
    {
        Name = "struct-chain",
        Description = "One function that makes a linked list, one struct.new a node, and then walks it with struct.get.",
        SizeUnit = "nodes",
        Sizes = new SizeRange(1, 250_000),
        Features = LadderShape.GcFeatures,
    };

    public static LadderShape Globals { get; } = new(BuildGlobals)
    {
        Name = "global-structs",
        Description = "Globals whose initial value is a new struct of two numbers.",
        SizeUnit = "globals",
        Sizes = new SizeRange(1, 500_000),
        Features = LadderShape.GcFeatures,
        KnownIssues = ["wt#14210"],
    };

    public static LadderShape LinkedGlobals { get; } = new(BuildLinkedGlobals)
    {
        Name = "global-structs-linked",
        Description = "Immutable globals whose initial value is a new struct that holds the struct of an earlier global, as constants of Dart are.",
        SizeUnit = "globals",
        Sizes = new SizeRange(1, 500_000),
        Features = LadderShape.GcFeatures,
    };

    // A constant expression of more operands is refused: 10,000 is the implementation limit of array.new_fixed.
    public static LadderShape ArrayOfGlobals { get; } = new(BuildArrayOfGlobals)
    {
        Name = "global-array",
        Description = "One global whose initial value is an array of structs that earlier globals hold, made by one array.new_fixed, as tables of Dart and OCaml are.",
        SizeUnit = "references",
        Sizes = new SizeRange(1, 10_000),
        Features = LadderShape.GcFeatures,
        KnownIssues = ["jsoo#2165"],
    };

    public static LadderShape GlobalsAndCalls { get; } = new(BuildGlobalsAndCalls)
    {
        Name = "gc-globals-calls",
        Description = "One function of groups of four global.get, three calls and one struct.new, in which every struct holds the one before.",
        SizeUnit = "groups of 11 instructions",
        Sizes = new SizeRange(1, 300_000),
        Features = LadderShape.GcFeatures,
        KnownIssues = ["wt#12229"],
    };

    private static int NodeType(RungBuilder rung) =>
        rung.Module.StructType([FieldType.FromType(I32), FieldType.FromType(Nullable(HeapType.Concrete(0)))]);

    private static void BuildChain(RungBuilder rung)
    {
        var node = NodeType(rung);
        var reference = Nullable(HeapType.Concrete(node));
        var code = rung.BeginMain([I32], [I32], new LocalGroup(1, reference));
        for (var i = 0; i < rung.Size; i++)
        {
            code.I32Const(rung.Random.SmallConstant()).LocalGet(1).Op(Opcode.StructNew, node).LocalSet(1);
        }

        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(1).Op(Opcode.StructGet, node, 0).Op(Opcode.I32Add).LocalSet(0);
            code.LocalGet(1).Op(Opcode.StructGet, node, 1).LocalSet(1);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildGlobals(RungBuilder rung)
    {
        var pair = rung.Module.StructType([FieldType.FromType(I32), FieldType.FromType(I64)]);
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.Global(Nullable(HeapType.Concrete(pair)), mutable: true, out var initial);
            initial.I32Const(rung.Random.SmallConstant()).I64Const(rung.Random.SmallConstant()).Op(Opcode.StructNew, pair).End();
        }

        rung.EndFunction(rung.BeginMain([], [I32]).GlobalGet(rung.Size - 1).Op(Opcode.StructGet, pair, 0));
    }

    private static void BuildLinkedGlobals(RungBuilder rung)
    {
        var node = NodeType(rung);
        var reference = Nullable(HeapType.Concrete(node));
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.Global(reference, mutable: false, out var initial);
            initial.I32Const(rung.Random.SmallConstant());

            // From the middle of those before: each struct is used long after it is made.
            _ = i == 0 ? initial.RefNull(HeapType.Concrete(node)) : initial.GlobalGet(i / 2);
            initial.Op(Opcode.StructNew, node).End();
        }

        rung.EndFunction(rung.BeginMain([], [I32]).GlobalGet(rung.Size - 1).Op(Opcode.StructGet, node, 0));
    }

    private static void BuildArrayOfGlobals(RungBuilder rung)
    {
        const int structs = 16;
        var pair = rung.Module.StructType([FieldType.FromType(I32), FieldType.FromType(I64)]);
        var reference = NonNull(HeapType.Concrete(pair));
        var array = rung.Module.ArrayType(FieldType.FromType(reference));
        for (var i = 0; i < structs; i++)
        {
            rung.Module.Global(reference, mutable: false, out var initial);
            initial.I32Const(rung.Random.SmallConstant()).I64Const(rung.Random.SmallConstant()).Op(Opcode.StructNew, pair).End();
        }

        rung.Module.Global(NonNull(HeapType.Concrete(array)), mutable: false, out var table);
        for (var i = 0; i < rung.Size; i++)
        {
            table.GlobalGet(rung.Random.Below(structs));
        }

        table.Op(Opcode.ArrayNewFixed, array, rung.Size).End();
        rung.EndFunction(rung.BeginMain([], [I32]).GlobalGet(structs).Op(Opcode.ArrayLen));
    }

    private static void BuildGlobalsAndCalls(RungBuilder rung)
    {
        const int globals = 64;
        var node = NodeType(rung);
        var reference = Nullable(HeapType.Concrete(node));
        for (var i = 0; i < globals; i++)
        {
            rung.Module.Global(i % 2 == 0 ? I32 : reference, mutable: true, out var initial);
            _ = i % 2 == 0 ? initial.I32Const(i).End() : initial.RefNull(HeapType.Concrete(node)).End();
        }

        var add = rung.Module.DeclareFunction(rung.Module.FunctionType([I32, I32], [I32]));
        rung.EndFunction(rung.Module.BeginBody().LocalGet(0).LocalGet(1).Op(Opcode.I32Add));
        var choose = rung.Module.DeclareFunction(rung.Module.FunctionType([reference, reference], [reference]));
        rung.EndFunction(rung.Module.BeginBody().LocalGet(1));

        var code = rung.BeginMain([], [I32], new LocalGroup(1, reference));
        for (var i = 0; i < rung.Size; i++)
        {
            int Number() => rung.Random.Below(globals / 2) * 2;
            code.GlobalGet(Number()).GlobalGet(Number()).Call(add).GlobalGet(Number()).Call(add);
            code.GlobalGet(Number() + 1).LocalGet(0).Call(choose).Op(Opcode.StructNew, node).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0).Op(Opcode.StructGet, node, 0));
    }
}
