using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <content>The inner loop over events.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Follows events as long as they are ordinary. What is not is left for <see cref="FollowControl"/>.</summary>
    /// <param name="noted">Where to begin; behind the last stands one that is no instruction.</param>
    /// <returns>The first that is not ordinary.</returns>
    /// <remarks>
    /// Not ordinary are blocks of parameters or more than one result; ends that nothing reaches; indices of three bytes; and whatever is rare. But
    /// for loops this method calls no other, so that what it works with can stay in registers, and does by itself what nearly all events need.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ScanEvent* FollowOrdinary(ScanEvent* noted)
    {
        var frames = _frames.Address;
        var windowTime = _windowTime;
        var lastCall = _lastCall;
        var blocks = _blocks;
        var top = _top;
        var floor = _floor;
        var live = _live ? 1 : 0;
        var highest = Highest;
        for (; ; noted++)
        {
            var code = noted->Code;
            noted->LastCall = lastCall;
            noted->Blocks = blocks;
            noted->Inside = _joins.Current;
            var depth = floor + noted->Depth;
            highest = int.Max(highest, depth + noted->Above);
            switch ((Opcode)(byte)code)
            {
                case Opcode.BrIf:
                {
                    var label = ShortIndex(code);
                    if (label > (uint)(top - frames) || IsLong(code))
                    {
                        goto stop;
                    }

                    (top - label)->Branches++;
                    blocks++;
                    break;
                }

                case Opcode.Call or Opcode.CallIndirect:
                {
                    if (IsLong(code))
                    {
                        goto stop;
                    }

                    var callee = ShortIndex(code);
                    var effect = (Opcode)(byte)code == Opcode.Call ? _types.CallEffect(callee) : _types.IndirectCallEffect(callee);
                    floor += effect;
                    highest = int.Max(highest, depth + effect);
                    lastCall = windowTime + noted->Touches;
                    break;
                }

                case Opcode.Block or Opcode.If:
                {
                    var isIf = (int)(code >> 2) & 1;
                    var type = (byte)(code >> 8);
                    if ((type != 0x40 && !TypeByte.IsNumberOrVector(type)) || top == _lastFrame || _joins.IsFull)
                    {
                        goto stop;
                    }

                    var results = type == 0x40 ? 0 : 1;
                    *++top = new Frame { Kind = FrameKind.Block + (isIf * (FrameKind.If - FrameKind.Block)), Height = depth, Results = results };
                    _deepestFrame = top > _deepestFrame ? top : _deepestFrame;
                    _joins.EnterWithoutGrowing();
                    ResultCarryingBlocks += results * blocks;
                    blocks += isIf * 2;
                    break;
                }

                case Opcode.Loop:
                    if (((byte)(code >> 8) != 0x40 && !TypeByte.IsNumberOrVector((byte)(code >> 8))) || top == _lastFrame || _joins.IsFull)
                    {
                        goto stop;
                    }

                    *++top = new Frame { Kind = FrameKind.Loop, Height = depth, Results = (byte)(code >> 8) == 0x40 ? 0 : 1 };
                    _deepestFrame = top > _deepestFrame ? top : _deepestFrame;
                    _joins.EnterWithoutGrowing();
                    EnterLoop(windowTime + noted->Touches);
                    blocks++;
                    break;

                case Opcode.Else:
                    if (top->Kind != FrameKind.If)
                    {
                        goto stop;
                    }

                    top->ArmsEnded = live;
                    top->Kind = FrameKind.Else;
                    live = 1;
                    floor = top->Height + top->Parameters - noted->Depth;
                    break;

                case Opcode.End:
                {
                    if (top->Kind == FrameKind.Loop)
                    {
                        if (live == 0)
                        {
                            goto stop;
                        }

                        LeaveLoop(top, blocks, windowTime + noted->Touches);
                    }
                    else
                    {
                        var predecessors = top->Branches + top->ArmsEnded + live + (top->Kind == FrameKind.If ? 1 : 0);
                        if (predecessors == 0 || top->Kind == FrameKind.Function)
                        {
                            goto stop;
                        }

                        blocks += top->Branches > 0 ? 1 : 0;
                        _joins.Leave(predecessors, windowTime + noted->Touches);
                        live = 1;
                    }

                    depth = top->Height + top->Results;
                    highest = int.Max(highest, depth);
                    floor = depth - noted->Depth;
                    top--;
                    break;
                }

                case Opcode.Br:
                {
                    // Nearly always the block ends or goes on right behind: then nothing has to be passed over.
                    var label = ShortIndex(code);
                    if (noted[1].At != noted->At + 2 + ((code >> 15) & 1) || (Opcode)(byte)noted[1].Code is not (Opcode.End or Opcode.Else)
                        || label > (uint)(top - frames) || IsLong(code))
                    {
                        goto stop;
                    }

                    (top - label)->Branches++;
                    live = 0;
                    break;
                }

                case Opcode.Return or Opcode.Unreachable:
                    if (noted[1].At != noted->At + 1 || (Opcode)(byte)noted[1].Code is not (Opcode.End or Opcode.Else))
                    {
                        goto stop;
                    }

                    live = 0;
                    break;

                default:
                    goto stop;
            }
        }

    stop:
        _lastCall = lastCall;
        _blocks = blocks;
        _top = top;
        _floor = floor;
        _live = live != 0;
        Highest = highest;
        return noted;
    }

    /// <summary>The index behind an opcode, if it has two bytes at most.</summary>
    private static uint ShortIndex(uint code) => ((code >> 8) & 0x7F) | ((code >> 9) & 0x3F80 & (0 - ((code >> 15) & 1)));

    /// <summary>Whether it has more.</summary>
    private static bool IsLong(uint code) => (code & 0x80_8000) == 0x80_8000;
}
