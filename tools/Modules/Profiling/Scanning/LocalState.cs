using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The state of one local (parameters are locals): 16 bytes, one vector. Times are those of <see cref="TouchClock"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 1 << SizeBits)]
internal struct LocalState
{
    /// <summary>The binary logarithm of the size in bytes.</summary>
    public const int SizeBits = 4;

    /// <summary>
    /// In <see cref="LastSet"/>: a loop that carries the local may have ended. It is earlier than the beginning of every loop, and than <see cref="LoopNest.NoLoop"/>.
    /// </summary>
    public const int Carried = LoopNest.NoLoop - 1;

    /// <summary>When it was last read or assigned.</summary>
    public int LastTouch;

    /// <summary>When it was last assigned, or <see cref="Carried"/>.</summary>
    public int LastSet;

    /// <summary>Basic blocks so far when it was last touched.</summary>
    public int Block;

    /// <summary>The innermost block it was assigned in, or that one's first ancestor open at its last read: see <see cref="JoinForest"/>.</summary>
    public int AssignedIn;
}
