using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// An instruction that the second step has to follow: it opens or closes a block, branches, calls. The first step notes where it stands; the
/// second adds how things were just before it, for the touches of locals there, which are followed later. 32 bytes.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal unsafe struct ScanEvent
{
    /// <summary>
    /// The bytes before what touches need to know: <see cref="LastCall"/> and the three behind it, in the order that <see cref="LocalState"/> has
    /// its fields in.
    /// </summary>
    public const int ContextAt = 16;

    /// <summary>Its opcode.</summary>
    [FieldOffset(0)]
    public byte* At;

    /// <summary>
    /// The sum of all changes of the operand stack's depth up to and including it, as far as the table knows them: what calls and ends change
    /// is for the second step.
    /// </summary>
    [FieldOffset(8)]
    public int Depth;

    /// <summary>How much higher than that the stack was at most since the event before.</summary>
    [FieldOffset(12)]
    public int Above;

    /// <summary>Its first four bytes, until the second step has come to it.</summary>
    [FieldOffset(16)]
    public uint Code;

    /// <summary>The time of the last call so far. It takes the place of <see cref="Code"/>.</summary>
    [FieldOffset(ContextAt)]
    public int LastCall;

    /// <summary>How many touches of locals stand before it in the window.</summary>
    [FieldOffset(20)]
    public int Touches;

    /// <summary>Basic blocks so far.</summary>
    [FieldOffset(24)]
    public int Blocks;

    /// <summary>The innermost block, by its number in <see cref="JoinForest"/>.</summary>
    [FieldOffset(28)]
    public int Inside;
}
