using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// The steps that stand for the instructions of real functions. What a step cannot express (its memory, its callee, a reference) is replaced by the
/// nearest step or left out; types of variables follow from the operators around them.
/// </summary>
internal static class HarvestedSteps
{
    // More than any function has blocks inside one another.
    private const ulong MostLabel = 1 << 20;

    /// <summary>The step that stands for an instruction; null where there is none.</summary>
    public static PatternStep? FromInstruction(in Instruction instruction)
    {
        var index = (int)Math.Min((ulong)instruction.First & int.MaxValue, 1000);
        var opcode = instruction.Info.Opcode;
        if (ReferenceStep(opcode) is { } kind)
        {
            return new PatternStep(kind, 0, kind == StepKind.RefIsNull ? 0 : index % Pattern.StructTypes);
        }

        return instruction.Info.Class switch
        {
            _ when PatternStep.KnownOperators.ContainsKey(opcode) => new PatternStep(StepKind.Operator, (int)opcode),
            _ when PatternStep.KnownAccesses.ContainsKey(opcode) => new PatternStep(StepKind.Access, (int)opcode, (int)Math.Min(instruction.Third / 8, 1000)),
            InstructionClass.LocalGet => new PatternStep(StepKind.LocalGet, 0, index),
            InstructionClass.LocalSet => new PatternStep(StepKind.LocalSet, 0, index),
            InstructionClass.LocalTee => new PatternStep(StepKind.LocalTee, 0, index),
            InstructionClass.GlobalGet => new PatternStep(StepKind.GlobalGet, 0, index),
            InstructionClass.GlobalSet => new PatternStep(StepKind.GlobalSet, 0, index),
            InstructionClass.Constant => new PatternStep(StepKind.Constant, ConstantType(opcode), index),
            InstructionClass.Select => new PatternStep(StepKind.Select),
            InstructionClass.Drop => new PatternStep(StepKind.Drop),
            InstructionClass.DirectCall => new PatternStep(StepKind.Call, index % CalleeSignature.All.Count),
            InstructionClass.IndirectCall => new PatternStep(StepKind.CallIndirect, index % CalleeSignature.All.Count),
            InstructionClass.Block => new PatternStep(StepKind.Block, Form(instruction.BlockType)),
            InstructionClass.Loop => new PatternStep(StepKind.Loop, Form(instruction.BlockType)),
            InstructionClass.If => new PatternStep(StepKind.If, Form(instruction.BlockType)),
            InstructionClass.Else => new PatternStep(StepKind.Else),
            InstructionClass.End => new PatternStep(StepKind.End),
            InstructionClass.Branch => new PatternStep(StepKind.Branch, 0, Label(instruction)),
            InstructionClass.ConditionalBranch => new PatternStep(StepKind.BranchIf, 0, Label(instruction)),
            InstructionClass.BranchTable => new PatternStep(StepKind.BranchTable),
            InstructionClass.Return => new PatternStep(StepKind.Return),
            InstructionClass.Unreachable => new PatternStep(StepKind.Unreachable),
            InstructionClass.Try when opcode == Opcode.TryTable => new PatternStep(StepKind.Try),
            InstructionClass.Throw when opcode == Opcode.Throw => new PatternStep(StepKind.Throw),
            InstructionClass.MemorySize => new PatternStep(opcode == Opcode.MemorySize ? StepKind.MemorySize : StepKind.MemoryGrow),
            InstructionClass.BulkMemory when opcode is Opcode.MemoryCopy or Opcode.MemoryFill => new PatternStep(opcode == Opcode.MemoryCopy ? StepKind.MemoryCopy : StepKind.MemoryFill),
            _ => null,
        };
    }

    private static int Label(in Instruction instruction) => (int)Math.Min((ulong)instruction.First, MostLabel);

    private static StepKind? ReferenceStep(Opcode opcode) => opcode switch
    {
        Opcode.StructNew => StepKind.StructNew,
        Opcode.StructGet => StepKind.StructGet,
        Opcode.StructSet => StepKind.StructSet,
        Opcode.RefCast or Opcode.RefCastNull => StepKind.RefCast,
        Opcode.RefTest or Opcode.RefTestNull => StepKind.RefTest,
        Opcode.RefIsNull => StepKind.RefIsNull,
        Opcode.BrOnCast => StepKind.BranchOnCast,
        _ => null,
    };

    private static int ConstantType(Opcode opcode) => opcode switch
    {
        Opcode.I64Const => PatternTypes.I64,
        Opcode.F32Const => 2,
        Opcode.F64Const => 3,
        _ => PatternTypes.I32,
    };

    private static int Form(long blockType) => blockType switch
    {
        BlockType.EmptyCode => PatternStep.Plain,
        >= 0 => PatternStep.Through,
        -1 or -2 or -3 or -4 or -5 => PatternStep.WithResult + (int)(-1 - blockType),
        _ => PatternStep.Plain,
    };
}
