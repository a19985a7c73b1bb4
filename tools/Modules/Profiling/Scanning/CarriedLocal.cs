namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>The additional state of a local that loops carry: see <see cref="LoopCarriedLocals"/>.</summary>
internal struct CarriedLocal
{
    /// <summary>The time the function of this entry began.</summary>
    public int FunctionStart;

    /// <summary>The outermost open loop that carries it.</summary>
    public int OuterLoop;

    /// <summary>The innermost of those loops; 0 once they have ended.</summary>
    public int InnerLoop;

    /// <summary>When it was last assigned, if its state says <see cref="LocalState.Carried"/>.</summary>
    public int LastSet;
}
