namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// Values live across blocks: for each <c>local.get</c>, the basic blocks begun since the local was last touched. In addition, a value that a
/// loop carries lives to the loop's end: when a local that loops carried is assigned again after they have ended, or when the function ends, the
/// basic blocks from its last touch to the end of those loops count.
/// </summary>
/// <remarks>
/// The loops that count are those from the innermost to the outermost one that carries the local, and all loops between the two. If the outermost
/// has ended, its end counts; otherwise the latest end of the inner ones that have ended. A loop that is never branched back to has no end here.
/// </remarks>
internal sealed class ValuesLiveAcrossBlocks : FeatureRule
{
    private readonly BasicBlocks _blocks;
    private readonly Life[] _lives;
    private readonly Dictionary<ReferenceBlock, int> _loopEnds = [];
    private double _sum;

    /// <param name="blocks">The basic blocks so far.</param>
    /// <param name="locals">Parameters and declared locals.</param>
    public ValuesLiveAcrossBlocks(BasicBlocks blocks, int locals)
    {
        _blocks = blocks;
        _lives = new Life[locals];
        Array.Fill(_lives, new Life { LastTouch = blocks.SoFar });
    }

    public override double Value => _sum;

    public override void Read(long local)
    {
        _sum += _blocks.SoFar - _lives[local].LastTouch;
        _lives[local].LastTouch = _blocks.SoFar;
    }

    public override void Assign(long local, IReadOnlyList<ReferenceBlock> carriers)
    {
        ref var life = ref _lives[local];
        LiveToLoopEnd(ref life);
        if (carriers.Count > 0)
        {
            life.Innermost = carriers[^1];
            life.Outermost ??= carriers[0];
        }

        life.LastTouch = _blocks.SoFar;
    }

    public override void EndBlock(ReferenceBlock block)
    {
        if (block.IsLoop)
        {
            _loopEnds[block] = block.Branches > 0 ? _blocks.SoFar : 0;
        }
    }

    public override void EndFunction()
    {
        for (var local = 0; local < _lives.Length; local++)
        {
            LiveToLoopEnd(ref _lives[local]);
        }
    }

    private void LiveToLoopEnd(ref Life life)
    {
        if (life.Outermost is null)
        {
            return;
        }

        var end = 0;
        if (life.Outermost.HasEnded)
        {
            end = _loopEnds[life.Outermost];
            life.Outermost = null;
            life.Innermost = null;
        }
        else
        {
            for (; life.Innermost!.HasEnded; life.Innermost = life.Innermost.EnclosingLoop)
            {
                end = Math.Max(end, _loopEnds[life.Innermost]);
            }
        }

        _sum += Math.Max(0, end - life.LastTouch);
    }

    private struct Life
    {
        /// <summary>Basic blocks begun when the local was last touched.</summary>
        public int LastTouch;

        /// <summary>The outermost loop that carries the local and had not ended at its last assignment.</summary>
        public ReferenceBlock? Outermost;

        /// <summary>The innermost such loop.</summary>
        public ReferenceBlock? Innermost;
    }
}
