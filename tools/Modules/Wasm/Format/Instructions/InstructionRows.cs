namespace CompileBench.Modules.Wasm.Format.Instructions;

/// <summary>Instructions whose opcodes follow one another and that differ in name only.</summary>
/// <param name="First">The first opcode.</param>
/// <param name="Class">The class of all of them.</param>
/// <param name="Immediates">The immediates of all of them.</param>
/// <param name="Pops">Operands taken, or <see cref="InstructionInfo.Varies"/>.</param>
/// <param name="Pushes">Results left, or <see cref="InstructionInfo.Varies"/>.</param>
/// <param name="Names">Their names, separated by spaces. A dash stands for an opcode that is no instruction.</param>
internal readonly record struct InstructionRows(int First, InstructionClass Class, ImmediateKind Immediates, int Pops, int Pushes, string Names);
