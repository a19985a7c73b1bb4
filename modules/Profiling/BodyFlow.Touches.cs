namespace CompileBench.Modules.Profiling;

/// <content>What happens at each touch of a local.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Follows one touch with all that may come with it.</summary>
    private void FollowTouch(ScanEvent* noted)
    {
        var index = (uint)ScanLeb.ReadU32(_body.Base + noted->Offset + 1);
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
            LiveAcrossBlocks += _blocks - local->Block;
            LiveAcrossCalls += before < _lastCall ? 1 : 0;
        }
        else
        {
            Assign(local, before);
            local->LastSet = _time;
            local->AssignedIn = _joins.Current;
        }

        local->Block = _blocks;
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
