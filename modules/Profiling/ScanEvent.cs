namespace CompileBench.Modules.Profiling;

/// <summary>An instruction that the second step has to follow: it touches a local, opens or closes a block, branches, calls.</summary>
internal struct ScanEvent
{
    /// <summary>Its opcode's offset from where the first step's bytes are based.</summary>
    public int Offset;

    /// <summary>Its entry of <see cref="ScanTable"/>.</summary>
    public uint Entry;

    /// <summary>
    /// The sum of all changes of the operand stack's depth up to and including it, as far as the table knows them: what calls and ends change
    /// is for the second step.
    /// </summary>
    public int Depth;

    /// <summary>How much higher than that the stack was at most since the event before.</summary>
    public int Above;
}
