using CompileBench.Modules.Wasm.Format;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>References that a collector must know about, casts between them, and arrays of them.</summary>
internal static class References
{
    private const int StructTypes = 16;
    public static LadderShape AcrossSafepoints { get; } = new(BuildAcrossSafepoints)
    {
        Name = "references-across-safepoints",
        Description = "One function that gets references one by one, all alive until the last, and gives them back in reverse order.",
        SizeUnit = "references",
        Sizes = new SizeRange(1, 1_000_000),
        Features = WasmFeatures.ReferenceTypes | WasmFeatures.ExternReferences,
        KnownIssues = ["ra2 66d6821"],
    };

    public static LadderShape Casts { get; } = new(BuildCasts)
    {
        Name = "cast-run",
        Description = "One function that tests a reference against sixteen struct types in turn and casts it to one of them.",
        SizeUnit = "tests and casts",
        Sizes = new SizeRange(1, 600_000),
        Features = LadderShape.GcFeatures,
    };

    public static LadderShape CastBranches { get; } = new(BuildCastBranches)
    {
        Name = "br-on-cast-nested",
        Description = "One function of blocks inside one another that a br_on_cast leaves when the reference is of the block's struct type.",
        SizeUnit = "nested blocks",
        Sizes = new SizeRange(1, 400_000),
        Features = LadderShape.GcFeatures,
    };

    public static LadderShape Arrays { get; } = new(BuildArrays)
    {
        Name = "array-run",
        Description = "One function that makes arrays of four numbers, writes to one element of each and reads another.",
        SizeUnit = "arrays",
        Sizes = new SizeRange(1, 250_000),
        Features = LadderShape.GcFeatures,
    };

    private static void BuildAcrossSafepoints(RungBuilder rung)
    {
        rung.Module.Global(ExternRef, mutable: true, out var initial);
        initial.RefNull(HeapType.Extern).End();
        var get = rung.Module.DeclareFunction(rung.Module.FunctionType([], [ExternRef]));
        rung.EndFunction(rung.Module.BeginBody().GlobalGet(0));
        var give = rung.Module.DeclareFunction(rung.Module.FunctionType([ExternRef], []));
        rung.EndFunction(rung.Module.BeginBody().LocalGet(0).GlobalSet(0));

        var code = rung.BeginMain([], []);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Call(get);
        }

        for (var i = 0; i < rung.Size; i++)
        {
            code.Call(give);
        }

        rung.EndFunction(code);
    }

    private static void BuildCasts(RungBuilder rung)
    {
        WriteTypesAndReference(rung);
        var code = rung.BeginMain([I32], [I32], new LocalGroup(1, AnyRef)).GlobalGet(0).LocalSet(1);
        for (var i = 0; i < rung.Size; i++)
        {
            var target = HeapType.Concrete(i % StructTypes);
            code.LocalGet(1);
            _ = i % 2 == 0 ? code.RefTest(NonNull(target)) : code.RefCast(Nullable(target)).Op(Opcode.RefIsNull);
            code.LocalGet(0).Op(Opcode.I32Add).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    private static void BuildCastBranches(RungBuilder rung)
    {
        WriteTypesAndReference(rung);
        var code = rung.BeginMain([I32], [I32], new LocalGroup(1, AnyRef)).GlobalGet(0).LocalSet(1);
        for (var i = 0; i < rung.Size; i++)
        {
            code.Block(AnyRef);
        }

        code.LocalGet(1);
        for (var i = 0; i < rung.Size; i++)
        {
            // Whether it branched or not, the reference is what the block leaves; the next one tests it again.
            code.BranchOnCast(Opcode.BrOnCast, 0, AnyRef, NonNull(HeapType.Concrete(i % StructTypes)));
            rung.AddToLocal(code, 0).End();
        }

        rung.EndFunction(code.Drop().LocalGet(0));
    }

    private static void BuildArrays(RungBuilder rung)
    {
        const int length = 4;
        var array = rung.Module.ArrayType(FieldType.FromType(I32));
        var code = rung.BeginMain([I32], [I32], new LocalGroup(1, Nullable(HeapType.Concrete(array))));
        for (var i = 0; i < rung.Size; i++)
        {
            code.LocalGet(0).LocalGet(0).LocalGet(0).LocalGet(0).Op(Opcode.ArrayNewFixed, array, length).LocalTee(1);
            code.I32Const(rung.Random.Below(length)).LocalGet(0).Op(Opcode.ArraySet, array);
            code.LocalGet(1).I32Const(rung.Random.Below(length)).Op(Opcode.ArrayGet, array).LocalSet(0);
        }

        rung.EndFunction(code.LocalGet(0));
    }

    /// <summary>A global holds the reference that is tested: as a parameter of an exported function, hosts would have to know its type.</summary>
    private static void WriteTypesAndReference(RungBuilder rung)
    {
        rung.Module.Global(AnyRef, mutable: true, out var initial);
        initial.RefNull(HeapType.Any).End();

        // Different numbers of fields, or the types would all be one.
        for (var i = 0; i < StructTypes; i++)
        {
            rung.Module.StructType(Enumerable.Repeat(FieldType.FromType(I32), i + 1).ToArray());
        }
    }
}
