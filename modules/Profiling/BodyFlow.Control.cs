namespace CompileBench.Modules.Profiling;

/// <content>The outer loop of the second step, and control instructions in full.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Follows the instructions that the first step noted.</summary>
    /// <param name="noted">The first; the place behind the last is written to.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="endOffset">The offset behind the last instruction found.</param>
    /// <returns>Whether all stood where the grammar has them.</returns>
    /// <exception cref="Binary.WasmDecodeException">One is malformed.</exception>
    public bool Follow(ScanEvent* noted, int count, int endOffset)
    {
        var end = noted + count;
        // What stands behind the last is no instruction, so that the inner loop need not look for the end.
        *end = new ScanEvent { Offset = endOffset, Entry = ScanTable.NoInstruction };
        noted = SkipUnreachable(noted, end);
        while ((noted = FollowOrdinary(noted)) < end && !HasEnded)
        {
            if (ScanTable.IsLocal(noted->Entry))
            {
                FollowTouch(noted);
            }
            else if (!FollowControl(noted))
            {
                return false;
            }

            noted = SkipUnreachable(noted + 1, end);
        }

        return true;
    }

    private ScanEvent* SkipUnreachable(ScanEvent* noted, ScanEvent* end)
    {
        while (noted < end && noted->Offset < _resumeAt)
        {
            noted++;
        }

        return noted;
    }

    /// <summary>Follows one instruction that is no touch of a local.</summary>
    /// <returns>Whether it may stand here.</returns>
    private bool FollowControl(ScanEvent* noted)
    {
        var p = _body.Base + noted->Offset + 1;
        var depth = _floor + noted->Depth;
        Highest = int.Max(Highest, depth + noted->Above);
        switch (ScanTable.ActionOf(noted->Entry))
        {
            case ScanAction.CallFunction:
                _floor += _types.CallEffect((uint)ScanLeb.ReadU32(p));
                Highest = int.Max(Highest, _floor + noted->Depth);
                _lastCall = _time;
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
                    _closedAt = noted->Offset + 1;
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
