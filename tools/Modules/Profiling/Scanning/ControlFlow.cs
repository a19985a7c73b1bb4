using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The second step over a body: follows the events of a window, which are blocks, branches and calls, and notes in each how things were just
/// before it, for the touches of locals that are followed later.
/// </summary>
internal sealed unsafe class ControlFlow
{
    private readonly TypeTable _types;
    private readonly BodyBytes _body;
    private readonly ScanWindow _window;
    private readonly TouchClock _clock = new();
    private readonly ControlInstructions _instructions;

    public ControlFlow(TypeTable types, BodyBytes body, ScanWindow window)
    {
        _types = types;
        _body = body;
        _window = window;
        Locals = new LocalTouches(_clock, window);
        Blocks = new BlockStack(Locals);
        Unreachable = new UnreachableCode(body, Blocks);
        _instructions = new ControlInstructions(types, body, _clock, Blocks, Operands, Unreachable);
    }

    /// <summary>The open blocks.</summary>
    public BlockStack Blocks { get; }

    /// <summary>The depth of the operand stack.</summary>
    public OperandDepth Operands { get; } = new();

    /// <summary>Code that nothing reaches.</summary>
    public UnreachableCode Unreachable { get; }

    /// <summary>The locals.</summary>
    public LocalTouches Locals { get; }

    /// <summary>The labels of <c>br_table</c>.</summary>
    public long BranchTableLabels => _instructions.BranchTableLabels + Unreachable.BranchTableLabels;

    /// <summary>Whether the function's own end was met.</summary>
    public bool HasEnded => Blocks.FunctionEnd >= 0;

    /// <param name="results">Results of the function.</param>
    /// <param name="locals">Parameters and declared locals.</param>
    /// <param name="bodyBytes">The body's size.</param>
    public void BeginFunction(int results, int locals, int bodyBytes)
    {
        _clock.BeginFunction();
        Blocks.BeginFunction(results);
        Operands.BeginFunction();
        Unreachable.BeginFunction();
        _instructions.BeginFunction();
        Locals.BeginFunction(locals, bodyBytes);
    }

    /// <summary>Follows the window.</summary>
    /// <param name="endOffset">The offset behind its last instruction.</param>
    /// <returns>Whether all events stand where they may.</returns>
    /// <exception cref="WasmDecodeException">An instruction is malformed.</exception>
    public bool TryFollow(int endOffset)
    {
        var end = _window.EventsEnd;
        // An event that is no instruction, so that the inner loop need not test for the end. No operand stack is as low.
        *end = new ScanEvent
        {
            At = _body.Base + endOffset,
            Depth = OperandDepth.UnreachableOffset / 2,
            Code = ScanTable.NoInstruction,
            Touches = _window.TouchCount,
        };
        Locals.BeginWindow();
        // An event opens one block at most.
        Blocks.Reserve(_window.EventCount);
        var next = SkipUnreachable(_window.Events, 0);
        while ((next = FollowOrdinary(next)) < end)
        {
            if (!_instructions.TryFollow(next))
            {
                return false;
            }

            if (HasEnded)
            {
                break;
            }

            next = SkipUnreachable(next + 1, next->Touches);
        }

        Locals.FollowTo(next->Touches);
        _clock.EndWindow(_window.TouchCount);
        return true;
    }

    /// <summary>Skips the events that nothing reaches, and the touches among them.</summary>
    private ScanEvent* SkipUnreachable(ScanEvent* next, int firstTouch)
    {
        if (Blocks.IsReachable)
        {
            return next;
        }

        while (next < _window.EventsEnd && next->At < _body.Base + Unreachable.End)
        {
            next++;
        }

        if (next->Touches > firstTouch)
        {
            Locals.FollowTo(firstTouch);
            Locals.SkipTo(next->Touches);
        }

        return next;
    }

    /// <summary>Follows events as long as they are ordinary. Others are left to <see cref="ControlInstructions"/>.</summary>
    /// <param name="next">The first event.</param>
    /// <returns>The first event that is not ordinary. The one behind the window's last never is.</returns>
    /// <remarks>
    /// Not ordinary are blocks with parameters or more than one result; ends that nothing reaches; indices of three bytes; and all rare instructions.
    /// Except for loops this method calls no other, so that what it works with can stay in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ScanEvent* FollowOrdinary(ScanEvent* next)
    {
        var blocks = Blocks;
        var joins = Locals.Joins;
        var first = blocks.First;
        var top = blocks.Top;
        var basicBlocks = blocks.BasicBlocks;
        var isReachable = blocks.IsReachable ? 1 : 0;
        var windowStart = _clock.WindowStart;
        var lastCall = _clock.LastCall;
        var offset = Operands.Offset;
        var highest = Operands.Highest;
        for (; ; next++)
        {
            var code = next->Code;
            next->LastCall = lastCall;
            next->Blocks = basicBlocks;
            next->Inside = joins.Current;
            var depth = offset + next->Depth;
            highest = int.Max(highest, depth + next->Above);
            switch ((Opcode)(byte)code)
            {
                case Opcode.BrIf:
                {
                    var label = GetShortIndex(code);
                    if (label > (uint)(top - first) || IsLong(code))
                    {
                        goto stop;
                    }

                    (top - label)->Branches++;
                    basicBlocks++;
                    break;
                }

                case Opcode.Call or Opcode.CallIndirect:
                {
                    if (IsLong(code))
                    {
                        goto stop;
                    }

                    var callee = GetShortIndex(code);
                    var effect = (Opcode)(byte)code == Opcode.Call ? _types.GetCallEffect(callee) : _types.GetIndirectCallEffect(callee);
                    offset += effect;
                    highest = int.Max(highest, depth + effect);
                    lastCall = windowStart + next->Touches;
                    break;
                }

                case Opcode.Block or Opcode.If:
                {
                    var isIf = (int)(code >> 2) & 1;
                    var type = (byte)(code >> 8);
                    if (type != 0x40 && !TypeByte.IsNumberOrVector(type))
                    {
                        goto stop;
                    }

                    var results = type == 0x40 ? 0 : 1;
                    *++top = new Frame { Kind = FrameKind.Block + (isIf * (FrameKind.If - FrameKind.Block)), Height = depth, Results = results };
                    blocks.Deepest = top > blocks.Deepest ? top : blocks.Deepest;
                    joins.Enter();
                    blocks.ResultCarryingBlocks += results * basicBlocks;
                    basicBlocks += isIf * 2;
                    break;
                }

                case Opcode.Loop:
                {
                    var type = (byte)(code >> 8);
                    if (type != 0x40 && !TypeByte.IsNumberOrVector(type))
                    {
                        goto stop;
                    }

                    *++top = new Frame { Kind = FrameKind.Loop, Height = depth, Results = type == 0x40 ? 0 : 1 };
                    blocks.Deepest = top > blocks.Deepest ? top : blocks.Deepest;
                    joins.Enter();
                    Locals.EnterLoop(windowStart + next->Touches);
                    basicBlocks++;
                    break;
                }

                case Opcode.Else:
                    if (top->Kind != FrameKind.If)
                    {
                        goto stop;
                    }

                    top->ArmsEnded = isReachable;
                    top->Kind = FrameKind.Else;
                    isReachable = 1;
                    offset = top->Height + top->Parameters - next->Depth;
                    break;

                case Opcode.End:
                {
                    if (top->Kind == FrameKind.Loop)
                    {
                        if (isReachable == 0)
                        {
                            goto stop;
                        }

                        Locals.LeaveLoop(top->Branches, basicBlocks, windowStart + next->Touches);
                    }
                    else
                    {
                        var predecessors = top->CountPredecessors(isReachable);
                        if (predecessors == 0 || top->Kind == FrameKind.Function)
                        {
                            goto stop;
                        }

                        basicBlocks += top->Branches > 0 ? 1 : 0;
                        joins.Leave(predecessors, windowStart + next->Touches);
                        isReachable = 1;
                    }

                    depth = top->Height + top->Results;
                    highest = int.Max(highest, depth);
                    offset = depth - next->Depth;
                    top--;
                    break;
                }

                case Opcode.Br:
                {
                    // Nearly always the block ends or goes on right behind: then there is nothing to pass over.
                    var label = GetShortIndex(code);
                    if (next[1].At != next->At + 2 + ((code >> 15) & 1) || (Opcode)(byte)next[1].Code is not (Opcode.End or Opcode.Else)
                        || label > (uint)(top - first) || IsLong(code))
                    {
                        goto stop;
                    }

                    (top - label)->Branches++;
                    isReachable = 0;
                    break;
                }

                case Opcode.Return or Opcode.Unreachable:
                    if (next[1].At != next->At + 1 || (Opcode)(byte)next[1].Code is not (Opcode.End or Opcode.Else))
                    {
                        goto stop;
                    }

                    isReachable = 0;
                    break;

                default:
                    goto stop;
            }
        }

    stop:
        blocks.Top = top;
        blocks.BasicBlocks = basicBlocks;
        blocks.IsReachable = isReachable != 0;
        _clock.LastCall = lastCall;
        Operands.Offset = offset;
        Operands.Highest = highest;
        return next;
    }

    /// <summary>The index behind an opcode, if it has two bytes at most.</summary>
    private static uint GetShortIndex(uint code) => ((code >> 8) & 0x7F) | ((code >> 9) & 0x3F80 & (0 - ((code >> 15) & 1)));

    /// <summary>Whether the index behind an opcode has more than two bytes.</summary>
    private static bool IsLong(uint code) => (code & 0x80_8000) == 0x80_8000;
}
