using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>A block of a function, open or ended: what opened it, its type, and what was met in it so far.</summary>
internal sealed class ReferenceBlock
{
    /// <summary>The instruction that opened it; null for the function's body.</summary>
    public required InstructionInfo? Opener { get; init; }

    /// <summary>The number of its parameters.</summary>
    public required int Parameters { get; init; }

    /// <summary>The number of its results.</summary>
    public required int Results { get; init; }

    /// <summary>The depth of the operand stack below its parameters.</summary>
    public required int Height { get; init; }

    /// <summary>The innermost loop around it, or null.</summary>
    public required ReferenceBlock? EnclosingLoop { get; init; }

    public bool IsFunction => Opener is null;

    public bool IsLoop => Opener?.Class == InstructionClass.Loop;

    public bool IsIf => Opener?.Class == InstructionClass.If;

    /// <summary>Branches to its label. A <c>br_table</c> counts once, however many of its labels name the block.</summary>
    public int Branches { get; set; }

    /// <summary>Earlier parts (the arm before <c>else</c>, the body or handlers of a <c>try</c>) whose end something reaches.</summary>
    public int ArmsThatFallThrough { get; set; }

    /// <summary>Whether an <c>else</c> was met.</summary>
    public bool HasElse { get; set; }

    /// <summary>
    /// The ways to its end: branches, parts whose end is reached, and for an <c>if</c> without <c>else</c> the condition that does not hold. Set when it ends.
    /// </summary>
    public int Predecessors { get; set; }

    /// <summary>Locals assigned in it so far, in its inner blocks too.</summary>
    public HashSet<long> Assigned { get; } = [];

    /// <summary>Of a loop: locals that were read in it before they were assigned in it.</summary>
    public HashSet<long> ReadBeforeAssigned { get; } = [];

    /// <summary>Of a loop: locals it carries around, those read in it before they are assigned in it, and then assigned in it.</summary>
    public HashSet<long> Carried { get; } = [];

    /// <summary>Of a loop: whether it has ended.</summary>
    public bool HasEnded { get; set; }
}
