using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>An instruction of a function from which motifs are taken.</summary>
/// <param name="Step">The step that stands for it; null where there is none.</param>
/// <param name="Class">Its class.</param>
/// <param name="Depth">How many blocks are open before it, the function itself not counted.</param>
internal readonly record struct HarvestedInstruction(PatternStep? Step, InstructionClass Class, int Depth)
{
    /// <summary>Whether it opens a block.</summary>
    public bool Opens => Class is InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try;
}
