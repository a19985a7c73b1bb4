using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// What is remembered of one local (parameters are locals): 32 bytes. Times count the touches of all locals since the module began, so that what
/// an earlier function left here is recognised by its age and nothing has to be cleared between functions.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = 32)]
internal struct LocalState
{
    /// <summary>When it was last read or assigned.</summary>
    public int LastTouch;

    /// <summary>When it was last assigned.</summary>
    public int LastSet;

    /// <summary>Basic blocks so far when it was last touched.</summary>
    public int Block;

    /// <summary>The innermost block it was assigned in, or that one's first ancestor open at its last read: see <see cref="JoinForest"/>.</summary>
    public int AssignedIn;

    /// <summary>The outermost open loop that carries it, 0 where none does: see <see cref="LoopNest"/>.</summary>
    public int OuterLoop;

    /// <summary>The innermost of those loops.</summary>
    public int InnerLoop;
}
