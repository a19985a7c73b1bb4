using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// An instruction that the second step has to follow: it opens or ends a block, branches or calls. The first step stores where it stands. The
/// second step adds the state just before it, for the touches of locals there, which are followed later. 32 bytes.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal unsafe struct ScanEvent
{
    /// <summary>
    /// The offset of the state that touches are compared with: <see cref="LastCall"/> and the three fields behind it, in the order of the fields of
    /// <see cref="LocalState"/>.
    /// </summary>
    public const int ContextAt = 16;

    /// <summary>Its opcode.</summary>
    [FieldOffset(0)]
    public byte* At;

    /// <summary>
    /// The sum of all changes of the operand stack's depth up to and including it, as far as the table of instructions gives them. What calls and
    /// the ends of blocks change is left to the second step.
    /// </summary>
    [FieldOffset(8)]
    public int Depth;

    /// <summary>How much higher than that the stack was at most since the previous event.</summary>
    [FieldOffset(12)]
    public int Above;

    /// <summary>Its first four bytes, until the second step follows it.</summary>
    [FieldOffset(16)]
    public uint Code;

    /// <summary>The time of the last call so far. It takes the place of <see cref="Code"/>.</summary>
    [FieldOffset(ContextAt)]
    public int LastCall;

    /// <summary>The number of touches of locals before it in the window.</summary>
    [FieldOffset(20)]
    public int Touches;

    /// <summary>Basic blocks so far.</summary>
    [FieldOffset(24)]
    public int Blocks;

    /// <summary>The innermost block, by its number in <see cref="JoinForest"/>.</summary>
    [FieldOffset(28)]
    public int Inside;
}
