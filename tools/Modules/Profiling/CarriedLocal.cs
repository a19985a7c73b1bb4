namespace CompileBench.Modules.Profiling;

/// <summary>What is remembered besides of a local that loops carry: see <see cref="LoopNest"/>.</summary>
internal struct CarriedLocal
{
    /// <summary>The time of entry of the function this is about.</summary>
    public int EntryTime;

    /// <summary>The outermost open loop that carries it.</summary>
    public int OuterLoop;

    /// <summary>The innermost of those loops; 0 once they have ended.</summary>
    public int InnerLoop;

    /// <summary>When it was last assigned, if its state says <see cref="LocalState.Carried"/>.</summary>
    public int LastSet;
}
