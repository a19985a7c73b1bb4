using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>The function body that is being written: its code, operands, blocks and locals, and the module around it.</summary>
internal sealed class FuzzBody
{
    private readonly ModuleAssembler _module;
    private readonly OperandStack _stack = new();

    public FuzzBody(FuzzOptions options, SeededRandom random, ModuleAssembler module, ModulePlan plan)
    {
        _module = module;
        Options = options;
        Random = random;
        Plan = plan;
        Blocks = new OpenBlocks(options, random, _stack);
        Locals = new LocalPool(options, random, plan.Types);
        Operands = new Operands(this, _stack);
    }

    public FuzzOptions Options { get; }

    public SeededRandom Random { get; }

    public ModulePlan Plan { get; }

    public TypeUniverse Types => Plan.Types;

    public OpenBlocks Blocks { get; }

    public LocalPool Locals { get; }

    public Operands Operands { get; }

    /// <summary>Where the body's instructions are written.</summary>
    public InstructionWriter Code { get; private set; } = null!;

    /// <summary>The index of the function's type.</summary>
    public int FunctionType { get; private set; }

    /// <summary>The number of values of the innermost block.</summary>
    public int BlockHeight => _stack.Height - Blocks.Top.Base;

    /// <summary>Begins the body of the next function.</summary>
    public void Begin(int functionType)
    {
        var type = Types.All[functionType];
        Code = _module.BeginBody(Locals.Draw(type.Parameters));
        FunctionType = functionType;
        Operands.InstructionsLeft = Random.Between((Options.Instructions + 1) / 2, Options.Instructions);
        _stack.Height = 0;
    }

    /// <summary>Begins the function's own block. The random numbers that concern the whole function are drawn before.</summary>
    public void BeginBlock() => Blocks.Enter(Opcode.Block, [], Types.All[FunctionType].Results);

    /// <summary>Ends the body, whose blocks have ended.</summary>
    public void End() => _module.EndBody();
}
