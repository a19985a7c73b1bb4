using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Start functions that make the objects of a module, as compilers of languages with a collector write them.</summary>
internal static class StartFunctions
{
    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Structs, LiveStructs];

    public static LadderShape Structs { get; } = new(BuildStructs)
    {
        Name = "start-structs",
        Description = "A start function that makes structs one after another; each holds the one before, which is in a global in between.",
        SizeUnit = "structs",
        Sizes = new SizeRange(1, 800_000),
        Features = LadderShape.GcFeatures,
        KnownIssues = ["teavm#1228"],
    };

    public static LadderShape LiveStructs { get; } = new(BuildLiveStructs)
    {
        Name = "start-structs-live",
        Description = "A start function that makes structs one after another and keeps all of them on the operand stack, and then puts each into a global of its own.",
        SizeUnit = "structs",
        Sizes = new SizeRange(1, 500_000),
        Features = LadderShape.GcFeatures,
        KnownIssues = ["teavm#1228"],
    };

    private static void BuildStructs(RungBuilder rung)
    {
        var node = rung.Module.StructType([FieldType.FromType(I32), FieldType.FromType(AnyRef)]);
        AddGlobal(rung, AnyRef);
        var code = BeginStart(rung);
        for (var i = 0; i < rung.Size; i++)
        {
            code.I32Const(rung.Random.SmallConstant()).GlobalGet(0).Op(Opcode.StructNew, node).GlobalSet(0);
        }

        rung.EndFunction(code);
    }

    private static void BuildLiveStructs(RungBuilder rung)
    {
        var pair = rung.Module.StructType([FieldType.FromType(I32), FieldType.FromType(I32)]);
        var reference = Nullable(HeapType.Concrete(pair));
        for (var i = 0; i < rung.Size; i++)
        {
            AddGlobal(rung, reference);
        }

        var code = BeginStart(rung);
        for (var i = 0; i < rung.Size; i++)
        {
            code.I32Const(rung.Random.SmallConstant()).I32Const(rung.Random.SmallConstant()).Op(Opcode.StructNew, pair);
        }

        for (var i = rung.Size - 1; i >= 0; i--)
        {
            code.GlobalSet(i);
        }

        rung.EndFunction(code);
    }

    private static void AddGlobal(RungBuilder rung, WasmType type)
    {
        rung.Module.Global(type, mutable: true, out var initial);
        initial.RefNull(type.Heap).End();
    }

    private static InstructionWriter BeginStart(RungBuilder rung)
    {
        var start = rung.Module.DeclareFunction(rung.Module.FunctionType([], []));
        rung.Module.Start(start);
        return rung.Module.BeginBody();
    }
}
