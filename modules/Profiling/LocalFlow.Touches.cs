namespace CompileBench.Modules.Profiling;

/// <content>What happens at each touch of a local.</content>
internal sealed unsafe partial class LocalFlow
{
    /// <summary>Follows touches up to the first instruction that is none.</summary>
    /// <param name="noted">Where to begin; behind the last of these stands an instruction that touches no local.</param>
    /// <param name="bytes">Where the offsets of instructions count from.</param>
    public ScanEvent* Follow(ScanEvent* noted, byte* bytes)
    {
        while (ScanTable.IsLocal((noted = FollowOrdinary(noted, bytes))->Entry))
        {
            FollowSpecial(noted++, bytes);
        }

        return noted;
    }

    /// <summary>
    /// Follows touches up to the first that is out of the ordinary: of a local far or never touched, read behind the end of a block it was assigned
    /// in, assigned first in a loop or behind one that carried it, or of an index that does not fit a byte or the function.
    /// </summary>
    /// <remarks>Nine in ten are ordinary. This method calls no other, so that all it works with stays in registers.</remarks>
    private ScanEvent* FollowOrdinary(ScanEvent* noted, byte* bytes)
    {
        var states = _states;
        var touched = _touched;
        var blockTree = _joins.Nodes;
        var loopTree = _loops.Loops;
        var innermostLoop = _loops.InnermostStart;
        var innermostBlock = _joins.Current;
        var count = uint.Min(_count, 0x80);
        var horizon = _horizon;
        var lastCall = _lastCall;
        var blocks = Blocks;
        var time = _time;
        var acrossBlocks = 0L;
        var acrossCalls = 0;
        for (; ; noted++)
        {
            var entry = noted->Entry;
            if (!ScanTable.IsLocal(entry))
            {
                break;
            }

            uint index = bytes[noted->Offset + 1];
            if (index >= count)
            {
                break;
            }

            var local = states + index;
            var before = local->LastTouch;
            if (before <= horizon)
            {
                break;
            }

            if (ScanTable.AssignsLocal(entry) == 0)
            {
                if (blockTree[local->AssignedIn].HasEnded)
                {
                    break;
                }

                acrossBlocks += blocks - local->Block;
                acrossCalls += before < lastCall ? 1 : 0;
            }
            else
            {
                if (loopTree[local->InnerLoop].HasEnded | local->LastSet < innermostLoop)
                {
                    break;
                }

                local->LastSet = time;
                local->AssignedIn = innermostBlock;
            }

            local->Block = blocks;
            local->LastTouch = time;
            touched[time++] = (int)index;
        }

        _time = time;
        LiveAcrossBlocks += acrossBlocks;
        LiveAcrossCalls += acrossCalls;
        return noted;
    }

    /// <summary>Follows one touch with all that may come with it.</summary>
    private void FollowSpecial(ScanEvent* noted, byte* bytes)
    {
        var index = (uint)ScanLeb.ReadU32(bytes + noted->Offset + 1);
        if (index >= _count)
        {
            return;
        }

        var local = _states + index;
        var before = local->LastTouch;
        var reads = ScanTable.AssignsLocal(noted->Entry) == 0;
        local->LastTouch = _time;
        _touched[_time] = (int)index;
        if (before <= _horizon)
        {
            before = TouchFar(local, before, reads);
        }

        if (reads)
        {
            JoinArguments += _joins.PassJoins(ref local->AssignedIn);
            LiveAcrossBlocks += Blocks - local->Block;
            LiveAcrossCalls += before < _lastCall ? 1 : 0;
        }
        else
        {
            Assign(local, before);
            local->LastSet = _time;
            local->AssignedIn = _joins.Current;
        }

        local->Block = Blocks;
        _time++;
    }

    /// <summary>The loops that carried the local so far end its value's life; those it was read in since it was assigned carry it from now on.</summary>
    private void Assign(LocalState* local, int before)
    {
        if (local->InnerLoop != 0)
        {
            LiveToLoopEnds(local);
        }

        var isCarried = local->InnerLoop != 0;
        if (before > local->LastSet && local->LastSet < _loops.InnermostStart
            && _loops.Carry(local->LastSet, before, ref local->OuterLoop, ref local->InnerLoop) && !isCarried)
        {
            _carried.Add((int)(local - _states));
        }
    }

    /// <summary>A value that loops carried lived on to the end of the outermost that has ended.</summary>
    private void LiveToLoopEnds(LocalState* local)
    {
        if (local->InnerLoop != 0)
        {
            LiveAcrossBlocks += int.Max(0, _loops.Close(ref local->OuterLoop, ref local->InnerLoop) - local->Block);
        }
    }
}
