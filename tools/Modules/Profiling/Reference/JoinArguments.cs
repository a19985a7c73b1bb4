namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Join arguments: predecessors times values that meet.
/// <list type="bullet">
/// <item>The end of a block, <c>if</c> or <c>try</c> with two predecessors or more is a join. A local assigned inside the block counts there if
/// its next touch is a read.</item>
/// <item>The header of a loop that is branched back to is a join of the way in and the branches back. Every local the loop carries counts there:
/// one that is read in the loop before it is assigned in the loop, and then assigned in it.</item>
/// </list>
/// </summary>
internal sealed class JoinArguments : FeatureRule
{
    private readonly double[] _pending;
    private double _sum;

    /// <param name="locals">Parameters and declared locals.</param>
    public JoinArguments(int locals) => _pending = new double[locals];

    public override double Value => _sum;

    public override void EndBlock(ReferenceBlock block)
    {
        if (block.IsLoop)
        {
            _sum += block.Branches > 0 ? (double)block.Carried.Count * (block.Branches + 1) : 0;
        }
        else if (block.Predecessors >= 2)
        {
            foreach (var local in block.Assigned)
            {
                _pending[local] += block.Predecessors;
            }
        }
    }

    public override void Read(long local)
    {
        _sum += _pending[local];
        _pending[local] = 0;
    }

    public override void Assign(long local, IReadOnlyList<ReferenceBlock> carriers) => _pending[local] = 0;
}
