using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Follows one event in full, whatever it is: for those that the inner loop of <see cref="ControlFlow"/> leaves. Instructions that are neither
/// blocks, branches nor plain calls are left to <see cref="RareInstructions"/>.
/// </summary>
internal sealed unsafe class ControlInstructions(
    TypeTable types, BodyBytes body, TouchClock clock, BlockStack blocks, OperandDepth operands, UnreachableCode unreachable)
{
    private readonly RareInstructions _rare = new(types, body, blocks, operands);

    /// <summary>The labels of <c>br_table</c> in reachable code.</summary>
    public long BranchTableLabels { get; private set; }

    public void BeginFunction() => BranchTableLabels = 0;

    /// <summary>Follows an event.</summary>
    /// <returns>Whether it may stand here.</returns>
    /// <exception cref="WasmDecodeException">It is malformed, or unreachable code behind it is.</exception>
    public bool TryFollow(ScanEvent* next)
    {
        var time = clock.WindowStart + next->Touches;
        var p = next->At + 1;
        var depth = operands.Offset + next->Depth;
        operands.Raise(depth + next->Above);
        switch (ScanTable.GetAction(*next->At))
        {
            case ScanAction.CallFunction:
                Call(types.GetCallEffect((uint)UncheckedLeb.ReadU32(p)), depth, time);
                break;

            case ScanAction.CallIndirect:
                Call(types.GetIndirectCallEffect((uint)UncheckedLeb.ReadU32(p)), depth, time);
                break;

            case ScanAction.BranchTable:
                var count = UncheckedLeb.ReadU32(p);
                BranchTableLabels += (uint)count + 1L;
                p = blocks.BranchToAll(p + (count >> 32), (uint)count);
                blocks.IsReachable = false;
                break;

            case ScanAction.EnterBlock:
                Open(FrameKind.Block, p, depth, time);
                break;

            case ScanAction.EnterLoop:
                Open(FrameKind.Loop, p, depth, time);
                break;

            case ScanAction.EnterIf:
                Open(FrameKind.If, p, depth, time);
                break;

            case ScanAction.BeginElse:
                if (blocks.Top->Kind != FrameKind.If)
                {
                    return false;
                }

                operands.Offset = blocks.BeginPart(FrameKind.Else) - next->Depth;
                break;

            case ScanAction.LeaveBlock:
                depth = blocks.Top->Height + blocks.Top->Results;
                operands.Raise(depth);
                operands.Offset = depth - next->Depth;
                if (blocks.Top->Kind == FrameKind.Function)
                {
                    blocks.CloseFunction((int)(p - body.Base));
                    return true;
                }

                blocks.Close(time);
                break;

            case ScanAction.BranchIf:
                blocks.BranchTo((uint)UncheckedLeb.ReadU32(p));
                blocks.BasicBlocks++;
                break;

            case ScanAction.Branch:
                var label = UncheckedLeb.ReadU32(p);
                blocks.BranchTo((uint)label);
                p += label >> 32;
                blocks.IsReachable = false;
                break;

            case ScanAction.Stop:
                blocks.IsReachable = false;
                break;

            default:
                p = _rare.Follow(p - 1, next->Depth, time, out var isCall);
                clock.LastCall = isCall ? time : clock.LastCall;
                break;
        }

        if (!blocks.IsReachable && p is not null)
        {
            operands.Offset = OperandDepth.UnreachableOffset;
            unreachable.Pass(p);
        }

        return p is not null;
    }

    private void Call(int effect, int depth, int time)
    {
        operands.Offset += effect;
        operands.Raise(depth + effect);
        clock.LastCall = time;
    }

    /// <summary>Reads a block's type and opens the block.</summary>
    private void Open(FrameKind kind, byte* p, int depth, int time)
    {
        var code = *p;
        var (parameters, results) = (0, 0);
        if (TypeByte.IsNumberOrVector(code))
        {
            results = 1;
        }
        else if (code != 0x40)
        {
            var reader = body.CreateExactReader(p);
            (parameters, results) = types.GetBlockSignature(reader.ReadBlockType().Code);
        }

        blocks.Open(kind, depth, parameters, results, time);
    }
}
