using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>What the first step uses of an opcode: four bytes, each read by itself, since shifting them out of a number costs more.</summary>
[StructLayout(LayoutKind.Sequential, Size = 4)]
internal struct ScanEntry
{
    /// <summary>Its class.</summary>
    public byte Class;

    /// <summary>What it does to the operand stack's depth; 0 where that varies.</summary>
    public sbyte DepthChange;

    /// <summary>
    /// -1 where the second step has to follow it as a <see cref="ScanEvent"/>, else 0. Only events may change the operand stack in ways that the table
    /// of instructions does not give.
    /// </summary>
    public sbyte IsEvent;

    /// <summary>1 where it reads or assigns a local, else 0.</summary>
    public byte TouchesLocal;
}
