using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>The depth of the operand stack, in values, and the greatest depth in code that something can reach.</summary>
internal sealed class ReferenceOperands(ReferenceTypes types)
{
    /// <summary>Values on the stack now.</summary>
    public int Depth { get; private set; }

    /// <summary>The most values so far.</summary>
    public int Highest { get; private set; }

    /// <summary>Sets the depth, as the beginning or the end of a part of a block does.</summary>
    public void Set(int depth)
    {
        Depth = depth;
        Highest = Math.Max(Highest, depth);
    }

    /// <summary>Takes the condition of an <c>if</c>.</summary>
    public void PopCondition() => Depth--;

    /// <summary>Applies what an instruction pops and pushes.</summary>
    /// <param name="instruction">An instruction that neither opens nor ends a block.</param>
    /// <param name="isReachable">Whether something reaches the code behind it.</param>
    public void Apply(in Instruction instruction, bool isReachable)
    {
        Depth += Effect(instruction);
        Highest = isReachable ? Math.Max(Highest, Depth) : Highest;
    }

    private int Effect(in Instruction instruction)
    {
        var info = instruction.Info;
        var (parameters, results) = info.Class == InstructionClass.DirectCall ? types.Function(instruction.First) : types.Signature(instruction.First);
        return info.Class switch
        {
            _ when info.Opcode is >= Opcode.ContNew and <= Opcode.Switch => StackSwitchEffect(instruction),
            InstructionClass.DirectCall => results - parameters,
            // One operand more: the index in the table, or the reference.
            InstructionClass.IndirectCall or InstructionClass.ReferenceCall => results - parameters - 1,
            _ when info.Name == "struct.new" => 1 - types.Fields(instruction.First),
            _ when info.Name == "array.new_fixed" => 1 - (int)Math.Min(instruction.Second, FormatLimits.BodyBytes),
            _ when info.Pops == InstructionInfo.Varies || info.Pushes == InstructionInfo.Varies => 0,
            _ => info.Pushes - info.Pops,
        };
    }

    // Each pops the continuation as well, but for suspend, which has none.
    private int StackSwitchEffect(in Instruction instruction)
    {
        var (parameters, results) = types.Continuation(instruction.First);
        var suspended = types.Tag(instruction.First);
        return instruction.Info.Name switch
        {
            "cont.bind" => types.Continuation(instruction.Second).Parameters - parameters,
            "suspend" => suspended.Results - suspended.Parameters,
            "resume" => results - parameters - 1,
            "resume_throw" => results - types.TagValues(instruction.Second) - 1,
            "resume_throw_ref" => results - 2,
            // The last parameter is made from the continuation that switches away.
            "switch" => types.SwitchResults(instruction.First) - parameters,
            _ => 0,
        };
    }
}
