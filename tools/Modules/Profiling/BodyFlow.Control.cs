namespace CompileBench.Modules.Profiling;

/// <content>The outer loop of the second step, and control instructions in full.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Follows the instructions that the first step noted in a window.</summary>
    /// <param name="events">The first event.</param>
    /// <param name="end">The place behind the last, which is written to.</param>
    /// <param name="touches">The touches of locals, which become indices.</param>
    /// <param name="touchCount">How many there are.</param>
    /// <param name="endOffset">The offset behind the last instruction found.</param>
    /// <returns>Whether all stood where the grammar has them.</returns>
    /// <exception cref="Wasm.Reading.WasmDecodeException">One is malformed.</exception>
    public bool Follow(ScanEvent* events, ScanEvent* end, TouchBuffer touches, int touchCount, int endOffset)
    {
        // What stands behind the last is no instruction, so that the inner loop need not look for the end. No operand stack is as low.
        *end = new ScanEvent { At = _body.Base + endOffset, Depth = UnreachableFloor / 2, Code = ScanTable.NoInstruction, Touches = touchCount };
        BeginTouches(touches, touchCount);
        var noted = PassUnreachable(events, end, 0);
        while ((noted = FollowOrdinary(noted)) < end)
        {
            if (!FollowControl(noted))
            {
                return false;
            }

            if (HasEnded)
            {
                break;
            }

            noted = PassUnreachable(noted + 1, end, noted->Touches);
        }

        FollowTouches(noted->Touches);
        _windowTime += touchCount;
        return true;
    }

    /// <summary>Where nothing reaches what is next: passes over its events, and over the touches among them.</summary>
    private ScanEvent* PassUnreachable(ScanEvent* noted, ScanEvent* end, int firstTouch)
    {
        if (_live)
        {
            return noted;
        }

        while (noted < end && noted->At < _body.Base + _resumeAt)
        {
            noted++;
        }

        if (noted->Touches > firstTouch)
        {
            FollowTouches(firstTouch);
            PassTouches(noted->Touches);
        }

        return noted;
    }

    /// <summary>Follows one event.</summary>
    /// <returns>Whether it may stand here.</returns>
    private bool FollowControl(ScanEvent* noted)
    {
        _time = _windowTime + noted->Touches;
        var p = noted->At + 1;
        var depth = _floor + noted->Depth;
        Highest = int.Max(Highest, depth + noted->Above);
        switch (ScanTable.ActionOf(*noted->At))
        {
            case ScanAction.CallFunction:
                _floor += _types.CallEffect((uint)ScanLeb.ReadU32(p));
                Highest = int.Max(Highest, _floor + noted->Depth);
                _lastCall = _time;
                break;

            case ScanAction.CallIndirect:
                _floor += _types.IndirectCallEffect((uint)ScanLeb.ReadU32(p));
                Highest = int.Max(Highest, _floor + noted->Depth);
                _lastCall = _time;
                break;

            case ScanAction.BranchTable:
                p = BranchToAll(p);
                _live = false;
                break;

            case ScanAction.EnterBlock:
                EnterBlock(p, FrameKind.Block, depth);
                break;

            case ScanAction.EnterLoop:
                EnterBlock(p, FrameKind.Loop, depth);
                break;

            case ScanAction.EnterIf:
                EnterBlock(p, FrameKind.If, depth);
                _blocks += 2;
                break;

            case ScanAction.BeginElse:
                if (_top->Kind != FrameKind.If)
                {
                    return false;
                }

                _floor = BeginArm(FrameKind.Else) - noted->Depth;
                break;

            case ScanAction.LeaveBlock:
                depth = _top->Height + _top->Results;
                Highest = int.Max(Highest, depth);
                _floor = depth - noted->Depth;
                if (_top->Kind == FrameKind.Function)
                {
                    _blocks += _top->Branches > 0 ? 1 : 0;
                    _closedAt = (int)(p - _body.Base);
                    return true;
                }

                LeaveBlock();
                break;

            case ScanAction.BranchIf:
                BranchTo((uint)ScanLeb.ReadU32(p));
                _blocks++;
                break;

            case ScanAction.Branch:
                var label = ScanLeb.ReadU32(p);
                BranchTo((uint)label);
                p += label >> 32;
                _live = false;
                break;

            case ScanAction.Stop:
                _live = false;
                break;

            default:
                p = FollowRare(p - 1, noted->Depth);
                break;
        }

        if (!_live && p is not null)
        {
            // Nothing reaches what follows, up to where the block goes on or ends. Its depth counts from there.
            _floor = UnreachableFloor;
            _resumeAt = (int)(PassDeadCode(p) - _body.Base);
        }

        return p is not null;
    }
}
