namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Result-carrying blocks: for each block, <c>if</c> or <c>try</c> the number of its results, for each loop the number of its parameters, times
/// the basic blocks begun before it in the function.
/// </summary>
internal sealed class ResultCarryingBlocks(BasicBlocks blocks) : FeatureRule
{
    private double _sum;

    public override double Value => _sum;

    public override void BeginBlock(ReferenceBlock block) => _sum += (double)(block.IsLoop ? block.Parameters : block.Results) * blocks.SoFar;
}
