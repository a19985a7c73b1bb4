using System.Runtime.CompilerServices;
using CompileBench.Modules.Binary;

namespace CompileBench.Modules.Profiling;

/// <content>The inner loop of the second step.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Follows instructions as long as they are ordinary. What is not is left for <see cref="FollowTouch"/> and <see cref="FollowControl"/>.</summary>
    /// <param name="noted">Where to begin; behind the last stands an entry that is no instruction.</param>
    /// <returns>The first that is not ordinary.</returns>
    /// <remarks>
    /// Not ordinary are a local's first touch in a function of many, its assignment behind a loop that carried it or by which one begins to carry
    /// it; blocks of more than one result; ends that nothing reaches; indices of three bytes; and whatever is rare.
    /// This method calls no other, so that what it works with can stay in registers, and does by itself what nearly all instructions need.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ScanEvent* FollowOrdinary(ScanEvent* noted)
    {
        var behindOpcode = _body.Base + 1;
        var states = _states;
        var touched = _touched;
        var blockTree = _joins.Nodes;
        var horizon = _horizon;
        var lastCall = _lastCall;
        var blocks = _blocks;
        var time = _time;
        var acrossBlocks = 0L;
        var acrossCalls = 0;
        for (; ; noted++)
        {
            var entry = noted->Entry;
            var p = behindOpcode + noted->Offset;
            uint index = *p;
            if (ScanTable.IsLocal(entry))
            {
                if (index >= 0x80)
                {
                    if (p[1] >= 0x80)
                    {
                        break;
                    }

                    index = (index & 0x7F) | ((uint)p[1] << 7);
                }

                if (index >= _count)
                {
                    break;
                }

                var local = states + index;
                var before = local->LastTouch;
                if (ScanTable.AssignsLocal(entry) == 0)
                {
                    if (before <= horizon)
                    {
                        if (before <= _entryTime)
                        {
                            break;
                        }

                        FarUses += before < horizon ? 1 : 0;
                    }

                    if (blockTree[local->AssignedIn].HasEnded)
                    {
                        JoinArguments += _joins.PassJoins(ref local->AssignedIn);
                    }

                    acrossBlocks += blocks - local->Block;
                    acrossCalls += before < lastCall ? 1 : 0;
                }
                else
                {
                    if (before <= horizon & before <= _entryTime)
                    {
                        break;
                    }

                    if (_loops.Loops[local->InnerLoop].HasEnded | (local->LastSet < _loops.InnermostStart & before > local->LastSet))
                    {
                        break;
                    }

                    local->LastSet = time;
                    local->AssignedIn = _joins.Current;
                }

                local->Block = blocks;
                local->LastTouch = time;
                touched[time++] = (int)index;
                if (before <= horizon)
                {
                    do
                    {
                        horizon++;
                    }
                    while (states[touched[horizon]].LastTouch != horizon);
                }

                continue;
            }

            var depth = _floor + noted->Depth;
            var highest = depth + noted->Above;
            switch (ScanTable.ActionOf(entry))
            {
                case ScanAction.BranchIf:
                    if (index > (uint)(_top - _frames.Address) || index >= 0x80)
                    {
                        goto stop;
                    }

                    (_top - index)->Branches++;
                    blocks++;
                    break;

                case ScanAction.CallFunction:
                    if (index >= 0x80)
                    {
                        if (p[1] >= 0x80)
                        {
                            goto stop;
                        }

                        index = (index & 0x7F) | ((uint)p[1] << 7);
                    }

                    var effect = _types.CallEffect(index);
                    _floor += effect;
                    highest = int.Max(highest, depth + effect);
                    lastCall = time;
                    break;

                case ScanAction.EnterBlock or ScanAction.EnterLoop or ScanAction.EnterIf:
                {
                    var action = ScanTable.ActionOf(entry);
                    if ((index != 0x40 && !WasmValueType.IsNumberOrVector((byte)index)) || _top == _lastFrame || _joins.IsFull || _loops.IsFull)
                    {
                        goto stop;
                    }

                    var results = index == 0x40 ? 0 : 1;
                    *++_top = new Frame { Kind = FrameKind.Block + (action - ScanAction.EnterBlock), Height = depth, Results = results };
                    _deepestFrame = _top > _deepestFrame ? _top : _deepestFrame;
                    _joins.EnterWithoutGrowing();
                    if (action == ScanAction.EnterLoop)
                    {
                        _loops.EnterWithoutGrowing(time);
                        blocks++;
                        break;
                    }

                    ResultCarryingBlocks += results * blocks;
                    blocks += action == ScanAction.EnterIf ? 2 : 0;
                    break;
                }

                case ScanAction.BeginElse:
                {
                    var frame = _top;
                    if (frame->Kind != FrameKind.If)
                    {
                        goto stop;
                    }

                    frame->ArmsEnded = _live ? 1 : 0;
                    frame->Kind = FrameKind.Else;
                    _live = true;
                    _floor = frame->Height + frame->Parameters - noted->Depth;
                    break;
                }

                case ScanAction.LeaveBlock:
                {
                    var frame = _top;
                    if (frame->Kind == FrameKind.Loop)
                    {
                        if (!_live)
                        {
                            goto stop;
                        }

                        JoinArguments += _loops.Leave(frame->Branches, blocks) * (frame->Branches + 1);
                        _joins.Leave(0);
                    }
                    else
                    {
                        var predecessors = frame->Branches + frame->ArmsEnded + (_live ? 1 : 0) + (frame->Kind == FrameKind.If ? 1 : 0);
                        if (predecessors == 0 || frame->Kind == FrameKind.Function)
                        {
                            goto stop;
                        }

                        blocks += frame->Branches > 0 ? 1 : 0;
                        _joins.Leave(predecessors);
                        _live = true;
                    }

                    depth = frame->Height + frame->Results;
                    highest = int.Max(highest, depth);
                    _floor = depth - noted->Depth;
                    _top = frame - 1;
                    break;
                }

                case ScanAction.Branch or ScanAction.Stop:
                {
                    // Nearly always the block ends or goes on right behind: then nothing has to be passed over.
                    var branches = ScanTable.ActionOf(entry) == ScanAction.Branch;
                    var next = noted[1].Offset - noted->Offset - (branches ? 2 : 1);
                    if (next != 0 || ScanTable.ActionOf(noted[1].Entry) is not (ScanAction.LeaveBlock or ScanAction.BeginElse)
                        || (branches && (index > (uint)(_top - _frames.Address) || index >= 0x80)))
                    {
                        goto stop;
                    }

                    // Behind an instruction that does not branch stands no label but the next opcode.
                    (_top - (branches ? index : 0))->Branches += branches ? 1 : 0;
                    _live = false;
                    break;
                }

                default:
                    goto stop;
            }

            if (highest > Highest)
            {
                Highest = highest;
            }
        }

    stop:
        _time = time;
        _horizon = horizon;
        _blocks = blocks;
        _lastCall = lastCall;
        LiveAcrossBlocks += acrossBlocks;
        LiveAcrossCalls += acrossCalls;
        return noted;
    }
}
