namespace CompileBench.Modules.Wasm.Format;

/// <summary>One row of <see cref="InstructionTable"/>: what is known of an instruction before its immediates are read.</summary>
/// <param name="Opcode">The opcode, prefix included.</param>
/// <param name="Name">The name of the text format, such as <c>i32.add</c>.</param>
/// <param name="Class">What it is counted as.</param>
/// <param name="Immediates">What follows the opcode.</param>
/// <param name="Pops">Operands taken, or <see cref="Varies"/>.</param>
/// <param name="Pushes">Results left, or <see cref="Varies"/>.</param>
public sealed record InstructionInfo(Opcode Opcode, string Name, InstructionClass Class, ImmediateKind Immediates, int Pops, int Pushes)
{
    /// <summary>Stands where the number depends on the immediates or on the block.</summary>
    public const int Varies = -1;
}
