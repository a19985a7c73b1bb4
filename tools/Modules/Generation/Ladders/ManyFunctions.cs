using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;
using static CompileBench.Modules.Wasm.Format.WasmType;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>Modules of many functions rather than large ones.</summary>
internal static class ManyFunctions
{
    private const int CallsPerFunction = 1_000;

    /// <summary>The shapes of this family, in the order in which they are listed.</summary>
    public static IReadOnlyList<LadderShape> All => [Small, Exported, CallingOne, Types, DeclaringLocals];

    public static LadderShape Small { get; } = new(BuildSmall)
    {
        Name = "many-functions",
        Description = "Functions of one multiplication and one addition each, with constants of their own.",
        SizeUnit = "functions",
        Sizes = new SizeRange(1, 500_000),
    };

    public static LadderShape Exported { get; } = new(BuildExported)
    {
        Name = "many-exports",
        Description = "Small functions that are all exported, so that each also needs a way in from outside.",
        SizeUnit = "exported functions",
        Sizes = new SizeRange(1, 100_000),
    };

    public static LadderShape CallingOne { get; } = new(BuildCallingOne)
    {
        Name = "calls-to-one-function",
        Description = "Functions of a thousand calls each, all to one function.",
        SizeUnit = "functions of 1,000 calls",
        Sizes = new SizeRange(1, 10_000),
        KnownIssues = ["wt#6798"],
    };

    public static LadderShape Types { get; } = new(BuildTypes)
    {
        Name = "many-types",
        Description = "Functions that each have a type of their own and call the one before through a table.",
        SizeUnit = "function types",
        Sizes = new SizeRange(1, 50_000),
    };

    public static LadderShape DeclaringLocals { get; } = new(BuildDeclaringLocals)
    {
        Name = "declared-locals",
        Description = "Functions of 12 bytes that declare 50,000 locals each and read the last of them.",
        SizeUnit = "functions",
        Sizes = new SizeRange(1, 10_000),
        Reports =
        [
            new KnownSlowCompile("near#16348", 2026, "tiny functions of tens of thousands of declared locals"),
            new KnownSlowCompile("ic#10816", 2026, "tiny functions of tens of thousands of declared locals"),
        ],
    };

    private static void BuildSmall(RungBuilder rung)
    {
        WriteSmall(rung, rung.BeginMain([I32], [I32]));
        for (var i = 1; i < rung.Size; i++)
        {
            rung.Module.DeclareFunction(0);
            WriteSmall(rung, rung.Module.BeginBody());
        }
    }

    private static void BuildExported(RungBuilder rung)
    {
        var type = rung.Module.FunctionType([I32], [I32]);
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.Export($"f{i}", ExternalKind.Function, rung.Module.DeclareFunction(type));
            WriteSmall(rung, rung.Module.BeginBody());
        }
    }

    private static void WriteSmall(RungBuilder rung, InstructionWriter code) => rung.EndFunction(
        code.LocalGet(0).I32Const((int)rung.Random.Next()).Op(Opcode.I32Mul).I32Const((int)rung.Random.Next()).Op(Opcode.I32Add));

    private static void BuildCallingOne(RungBuilder rung)
    {
        var type = rung.Module.FunctionType([], []);
        var callee = rung.Module.DeclareFunction(type);
        rung.EndFunction(rung.Module.BeginBody());
        for (var i = 0; i < rung.Size; i++)
        {
            rung.Module.DeclareFunction(type);
            var code = rung.Module.BeginBody();
            for (var call = 0; call < CallsPerFunction; call++)
            {
                code.Call(callee);
            }

            rung.EndFunction(code);
        }
    }

    private static void BuildTypes(RungBuilder rung)
    {
        // A type's parameters are its index written with the four number types as digits, which makes every one different.
        WasmType[] digits = [I32, I64, F32, F64];
        var functions = new int[rung.Size];
        var previous = new List<WasmType>();
        var parameters = new List<WasmType>();
        for (var i = 0; i < rung.Size; i++)
        {
            parameters.Clear();
            for (var rest = i + 1; rest > 0; rest /= digits.Length)
            {
                parameters.Add(digits[rest % digits.Length]);
            }

            var type = rung.Module.FunctionType([.. parameters], []);
            functions[i] = rung.Module.DeclareFunction(type);
            var code = rung.Module.BeginBody();
            if (i > 0)
            {
                PushZeros(code, previous);
                code.I32Const(i - 1).CallIndirect(type - 1);
            }

            rung.EndFunction(code);
            (previous, parameters) = (parameters, previous);
        }

        rung.Module.Table(new TableType(FuncRef, (ulong)rung.Size));
        rung.Module.FillTable(0, functions);
    }

    private static void BuildDeclaringLocals(RungBuilder rung)
    {
        var locals = new LocalGroup(FormatLimits.Locals, I64);
        rung.EndFunction(rung.BeginMain([], [], locals).LocalGet(FormatLimits.Locals - 1).Drop());
        for (var i = 1; i < rung.Size; i++)
        {
            rung.Module.DeclareFunction(0);
            rung.EndFunction(rung.Module.BeginBody(locals).LocalGet(FormatLimits.Locals - 1).Drop());
        }
    }

    private static void PushZeros(InstructionWriter code, List<WasmType> types)
    {
        foreach (var type in types)
        {
            _ = type == I32 ? code.I32Const(0) : type == I64 ? code.I64Const(0) : type == F32 ? code.F32Const(0) : code.F64Const(0);
        }
    }
}
