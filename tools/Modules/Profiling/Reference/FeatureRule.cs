namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// One feature of a function, by its definition. The walk over the function calls these methods in the order of the bytes, and only for code
/// that something can reach.
/// </summary>
/// <remarks>
/// A local (parameters are locals) is <em>touched</em> when it is read or assigned. Entering a function touches and assigns every local. Values
/// are followed along the code as written, not along every path.
/// </remarks>
internal abstract class FeatureRule
{
    /// <summary>The feature's value once the function has ended.</summary>
    public abstract double Value { get; }

    /// <summary>A block begins. Its type is known, and it is not yet among the open ones.</summary>
    public virtual void BeginBlock(ReferenceBlock block)
    {
    }

    /// <summary>A block ends. All its predecessors are known.</summary>
    public virtual void EndBlock(ReferenceBlock block)
    {
    }

    /// <summary>A conditional branch: <c>br_if</c>, or a branch on a reference.</summary>
    public virtual void BranchConditionally()
    {
    }

    /// <summary>A call of any kind.</summary>
    public virtual void Call()
    {
    }

    /// <summary><c>local.get</c>.</summary>
    public virtual void Read(long local)
    {
    }

    /// <summary><c>local.set</c> or <c>local.tee</c>.</summary>
    /// <param name="local">The local's index.</param>
    /// <param name="carriers">The open loops, outermost first, that carry the local because of this assignment.</param>
    public virtual void Assign(long local, IReadOnlyList<ReferenceBlock> carriers)
    {
    }

    /// <summary>The function ends.</summary>
    public virtual void EndFunction()
    {
    }
}
