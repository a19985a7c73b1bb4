using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The loops of a function: which are open, how many locals each carries around, and where each ended. A loop carries a local that is read in it
/// before it is assigned in it.
/// </summary>
/// <remarks>
/// The loops that a single assignment makes carry a local are neighbours in the nest: those opened after the local's last assignment and before
/// its last read. So one assignment adds to a range of the nest, kept as differences, and costs a binary search whatever the depth.
/// Times are those of <see cref="LocalState.LastTouch"/>.
/// </remarks>
internal unsafe struct LoopNest
{
    /// <summary>The time of no loop: before every touch.</summary>
    public const int NoLoop = -1;

    private readonly PinnedBuffer<OpenLoop> _open;
    private readonly PinnedBuffer<Loop> _loops;
    private readonly Stack<int> _watched = new();
    private int _depth;
    private int _count;

    public LoopNest()
    {
        _open = new PinnedBuffer<OpenLoop>(64);
        _loops = new PinnedBuffer<Loop>(256);
        Loops = _loops.Address;
    }

    /// <summary>The time the innermost open loop began.</summary>
    public int InnermostStart { get; private set; }

    /// <summary>The loops by number; another address after <see cref="Enter"/>.</summary>
    public Loop* Loops { get; private set; }

    public void BeginFunction()
    {
        _depth = 0;
        _count = 1;
        _watched.Clear();
        _open.Address[0] = new OpenLoop { Start = NoLoop };
        InnermostStart = NoLoop;
    }

    /// <summary>A loop begins within the innermost one.</summary>
    public void Enter(int time)
    {
        _open.Grow(_depth + 2);
        _loops.Grow(_count + 1);
        Loops = _loops.Address;
        // The place before the first open loop is that of loop 0, which is none.
        var open = _open.Address + ++_depth;
        Loops[_count] = new Loop { Parent = open[-1].Id };
        *open = new OpenLoop { Start = time, Id = _count++, WatchedBefore = _watched.Count };
        InnermostStart = time;
    }

    /// <summary>The innermost loop ends.</summary>
    /// <param name="backEdges">Branches to its start.</param>
    /// <param name="blocks">Basic blocks so far.</param>
    /// <returns>Locals it carries; 0 where nothing goes around.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Leave(int backEdges, int blocks)
    {
        var loop = _open.Address + _depth--;
        var carried = loop->Carried;
        loop[-1].Carried += carried;
        InnermostStart = loop[-1].Start;
        var ended = Loops + loop->Id;
        ended->HasEnded = true;
        ended->End = backEdges > 0 ? blocks : 0;
        ended->LatestEnd = ended->End;
        return backEdges > 0 ? carried : 0;
    }

    /// <summary>Makes <see cref="TryTakeWatched"/> return the local when the innermost loop ends.</summary>
    public void Watch(int local) => _watched.Push(local);

    /// <summary>Takes one of the locals that are watched in the innermost loop.</summary>
    public bool TryTakeWatched(out int local)
    {
        local = 0;
        return _watched.Count > _open.Address[_depth].WatchedBefore && _watched.TryPop(out local);
    }

    /// <summary>A local is assigned that was read last: every open loop it was read in and not yet assigned in now carries it.</summary>
    /// <param name="lastSet">When it was assigned before.</param>
    /// <param name="lastGet">When it was read, later than that.</param>
    /// <param name="outer">The outermost loop that carries it; kept where an outer one already does.</param>
    /// <param name="inner">The innermost loop that carries it.</param>
    /// <returns>Whether any loop began to carry it.</returns>
    public bool Carry(int lastSet, int lastGet, ref int outer, ref int inner)
    {
        // Nearly always only the innermost loop, or none, lies in between.
        var innermost = _open.Address + _depth;
        var to = lastGet >= innermost->Start ? _depth : OpenedUpTo(lastGet);
        var from = lastSet >= innermost->Start ? _depth : lastSet >= innermost[-1].Start ? _depth - 1 : OpenedUpTo(lastSet);
        if (to <= from)
        {
            return false;
        }

        _open.Address[to].Carried++;
        _open.Address[from].Carried--;
        inner = _open.Address[to].Id;
        if (outer == 0)
        {
            outer = _open.Address[from + 1].Id;
        }

        return true;
    }

    /// <summary>The basic blocks so far when the outermost of a local's loops that has ended did so; 0 where all are open.</summary>
    /// <param name="outer">The outermost loop that carries the local; 0 on return where it has ended.</param>
    /// <param name="inner">The innermost one; the innermost still open on return.</param>
    public int Close(ref int outer, ref int inner)
    {
        var loops = Loops;
        if (loops[outer].HasEnded)
        {
            var end = loops[outer].End;
            outer = 0;
            inner = 0;
            return end;
        }

        var at = inner;
        var latest = 0;
        while (loops[at].HasEnded)
        {
            var loop = loops + at;
            var parent = loops + loop->Parent;
            if (parent->HasEnded)
            {
                loop->LatestEnd = int.Max(loop->LatestEnd, parent->LatestEnd);
                loop->Parent = parent->Parent;
            }

            latest = int.Max(latest, loop->LatestEnd);
            at = loop->Parent;
        }

        inner = at;
        return latest;
    }

    /// <summary>How many of the open loops began at this time or before.</summary>
    private int OpenedUpTo(int time)
    {
        var low = 0;
        var high = _depth;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_open.Address[middle + 1].Start <= time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private struct OpenLoop
    {
        public int Start;
        public int Id;
        public int WatchedBefore;
        public long Carried;
    }

    /// <summary>A loop, open or ended. Number 0 is none and never ends.</summary>
    public struct Loop
    {
        public int Parent;

        /// <summary>Basic blocks so far at its own end; 0 where nothing goes around.</summary>
        public int End;

        /// <summary>The latest of its own end and those of the ended loops skipped between it and its parent.</summary>
        public int LatestEnd;

        public bool HasEnded;
    }
}
