namespace CompileBench.Modules.Tests.Profiling;

/// <summary>The locals of a <see cref="PlainFunction"/>.</summary>
internal sealed class PlainLocals
{
    private readonly Local[] _locals;
    private int _calls;

    public PlainLocals(int count) => _locals = [.. Enumerable.Range(0, count).Select(_ => new Local())];

    public List<PlainBlock> OpenLoops { get; } = [];

    public double JoinArguments { get; private set; }

    public double AcrossBlocks { get; private set; }

    public double AcrossCalls { get; private set; }

    public double FarUses { get; private set; }

    public void Call() => _calls++;

    public void Read(long index, int blocks)
    {
        if (index >= _locals.Length)
        {
            return;
        }

        var local = _locals[index];
        AcrossBlocks += blocks - local.Block;
        AcrossCalls += _calls > local.Calls ? 1 : 0;
        FarUses += local.OthersSince.Count >= 14 ? 1 : 0;
        JoinArguments += local.PendingJoins;
        local.PendingJoins = 0;
        foreach (var loop in OpenLoops.Where(loop => !loop.Assigned.Contains(index)))
        {
            loop.ReadFirst.Add(index);
        }

        Touch(index, blocks);
    }

    public void Assign(long index, int blocks, List<PlainBlock> open)
    {
        if (index >= _locals.Length)
        {
            return;
        }

        var local = _locals[index];
        LiveToLoopEnds(local);
        local.PendingJoins = 0;
        var carriers = OpenLoops.Where(loop => loop.ReadFirst.Contains(index) && !loop.Assigned.Contains(index)).ToList();
        foreach (var loop in carriers)
        {
            loop.Carried.Add(index);
        }

        if (carriers.Count > 0)
        {
            local.Inner = carriers[^1];
            local.Outer ??= carriers[0];
        }

        foreach (var block in open)
        {
            block.Assigned.Add(index);
        }

        Touch(index, blocks);
    }

    public void EndBlock(PlainBlock block, int predecessors)
    {
        foreach (var index in block.Assigned.Where(_ => predecessors >= 2))
        {
            _locals[index].PendingJoins += predecessors;
        }
    }

    public void EndLoop(PlainBlock loop, int blocks)
    {
        OpenLoops.Remove(loop);
        loop.HasEnded = true;
        loop.EndBlock = loop.Branches > 0 ? blocks : 0;
        JoinArguments += loop.Branches > 0 ? (double)loop.Carried.Count * (loop.Branches + 1) : 0;
    }

    public void EndFunction()
    {
        foreach (var local in _locals)
        {
            LiveToLoopEnds(local);
        }
    }

    /// <summary>A value lived on to the end of the outermost loop that has ended, of those between the innermost and the outermost that carried it.</summary>
    private void LiveToLoopEnds(Local local)
    {
        if (local.Outer is null)
        {
            return;
        }

        var end = 0;
        if (local.Outer.HasEnded)
        {
            end = local.Outer.EndBlock;
            local.Outer = null;
            local.Inner = null;
        }
        else
        {
            for (; local.Inner!.HasEnded; local.Inner = local.Inner.ParentLoop)
            {
                end = Math.Max(end, local.Inner.EndBlock);
            }
        }

        AcrossBlocks += Math.Max(0, end - local.Block);
    }

    private void Touch(long index, int blocks)
    {
        _locals[index].Block = blocks;
        _locals[index].Calls = _calls;
        _locals[index].OthersSince.Clear();
        for (var other = 0; other < _locals.Length; other++)
        {
            if (other != index && _locals[other].OthersSince.Count < 14)
            {
                _locals[other].OthersSince.Add(index);
            }
        }
    }

    private sealed class Local
    {
        public int Block { get; set; } = 1;

        public int Calls { get; set; }

        public double PendingJoins { get; set; }

        public HashSet<long> OthersSince { get; } = [];

        public PlainBlock? Outer { get; set; }

        public PlainBlock? Inner { get; set; }
    }
}
