using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Ladders;

/// <summary>What a shape gets to write one module: its size, its random numbers, and the module.</summary>
internal sealed class RungBuilder(ModuleAssembler module, int size, ulong seed)
{
    /// <summary>The export under which every rung shows its main function.</summary>
    public const string MainExport = "run";

    /// <summary>The module that is being written.</summary>
    public ModuleAssembler Module => module;

    /// <summary>How many of the shape's unit to write.</summary>
    public int Size => size;

    /// <summary>
    /// Picks constants and operands where the shape leaves a choice, so that no two steps are the same by accident. It never decides
    /// how many steps there are: another seed gives another module of the same shape and size.
    /// </summary>
    public SeededRandom Random { get; } = new(seed);

    /// <summary>Declares the main function, exports it and begins its body.</summary>
    public InstructionWriter BeginMain(ReadOnlySpan<WasmType> parameters, ReadOnlySpan<WasmType> results, params ReadOnlySpan<LocalGroup> locals)
    {
        var function = module.DeclareFunction(module.FunctionType(parameters, results));
        module.Export(MainExport, ExternalKind.Function, function);
        return module.BeginBody(locals);
    }

    /// <summary>Folds locals into the value on top of the stack, so that none of them is dead.</summary>
    public static InstructionWriter Fold(InstructionWriter code, int firstLocal, int count, Opcode opcode)
    {
        for (var local = firstLocal; local < firstLocal + count; local++)
        {
            code.LocalGet(local).Op(opcode);
        }

        return code;
    }

    /// <summary>Gives locals 1 to <paramref name="count"/> different multiples of local 0, so that none of them is a constant.</summary>
    public static void SetApart(InstructionWriter code, int count)
    {
        for (var local = 1; local <= count; local++)
        {
            code.LocalGet(0).I32Const(local).Op(Opcode.I32Mul).LocalSet(local);
        }
    }

    /// <summary>Adds a constant to a local.</summary>
    public InstructionWriter AddToLocal(InstructionWriter code, int local) =>
        code.LocalGet(local).I32Const(Random.SmallConstant()).Op(Opcode.I32Add).LocalSet(local);

    /// <summary>Ends the body that was begun last.</summary>
    /// <exception cref="InvalidOperationException">The body is larger than Wasmtime takes: the shape's size range is wrong.</exception>
    public void EndFunction(InstructionWriter code)
    {
        code.End();
        var bytes = module.EndBody();
        if (bytes > FormatLimits.BodyBytes)
        {
            throw new InvalidOperationException($"at size {size} a function body has {bytes} bytes, more than {FormatLimits.BodyBytes}");
        }
    }
}
