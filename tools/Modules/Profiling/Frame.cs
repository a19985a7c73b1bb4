using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>One open block of a function being scanned: 32 bytes, so that a label is found by a shift.</summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct Frame
{
    /// <summary>Branches to its label, each <c>br_table</c> counted once.</summary>
    public int Branches;

    /// <summary>Ways to its end besides those: the arms of an <c>if</c> or <c>try</c> that fell through.</summary>
    public int ArmsEnded;

    /// <summary>The operand stack's depth below its parameters.</summary>
    public int Height;

    public int Parameters;
    public int Results;

    /// <summary>The last <c>br_table</c> that named it.</summary>
    public int LastTable;

    public FrameKind Kind;
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
