using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>One open block of a function being scanned: 32 bytes, so that a label is found by a shift.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct Frame
{
    /// <summary>Branches to its label, each <c>br_table</c> counted once.</summary>
    public int Branches;

    /// <summary>Earlier parts (arms of an <c>if</c>, body and handlers of a <c>try</c>) whose end something reaches.</summary>
    public int ArmsEnded;

    /// <summary>The operand stack's depth below its parameters.</summary>
    public int Height;

    public int Parameters;
    public int Results;

    /// <summary>The last <c>br_table</c> that named it.</summary>
    public int LastTable;

    public FrameKind Kind;

    /// <summary>Counts the predecessors of its end.</summary>
    /// <param name="fallsThrough">1 where something reaches the end of its last part, else 0.</param>
    public readonly int CountPredecessors(int fallsThrough) => Branches + ArmsEnded + fallsThrough + (Kind == FrameKind.If ? 1 : 0);
}

/// <summary>What opened a block, and how far it has come.</summary>
internal enum FrameKind
{
    Function,
    Block,
    Loop,
    If,
    Else,
    Try,
    Catch,
    CatchAll,
}
