using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// What is remembered of one local (parameters are locals): 16 bytes, one vector. Times count the touches of all locals since the module began, so
/// that what an earlier function left here is recognised by its age.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 1 << SizeBits)]
internal struct LocalState
{
    /// <summary>The size's logarithm.</summary>
    public const int SizeBits = 4;

    /// <summary>In place of <see cref="LastSet"/>: a loop that carries it may have ended. It is before the beginning of every loop, even of none.</summary>
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
