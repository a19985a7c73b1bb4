using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>A family of instructions that the fuzzer can write into the current body.</summary>
internal abstract class InstructionFamily(FuzzBody body)
{
    protected FuzzOptions Options => body.Options;

    protected SeededRandom Random => body.Random;

    protected ModulePlan Plan => body.Plan;

    protected TypeUniverse Types => body.Types;

    protected InstructionWriter Code => body.Code;

    protected int FunctionType => body.FunctionType;

    protected Operands Operands => body.Operands;

    protected OpenBlocks Blocks => body.Blocks;

    protected LocalPool Locals => body.Locals;
}
