namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Basic blocks: 1 for the function, 1 for each loop (its header), 2 for each <c>if</c> (its arms), 1 for each conditional branch (the code
/// behind it), and 1 for each end of a block other than a loop that a branch leads to.
/// </summary>
internal sealed class BasicBlocks : FeatureRule
{
    /// <summary>The basic blocks begun so far.</summary>
    public int SoFar { get; private set; } = 1;

    public override double Value => SoFar;

    public override void BeginBlock(ReferenceBlock block) => SoFar += block.IsLoop ? 1 : block.IsIf ? 2 : 0;

    public override void BranchConditionally() => SoFar++;

    public override void EndBlock(ReferenceBlock block) => SoFar += !block.IsLoop && block.Branches > 0 ? 1 : 0;
}
