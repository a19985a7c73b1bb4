using System.Runtime.CompilerServices;
using CompileBench.Modules.Binary;

namespace CompileBench.Modules.Profiling;

internal sealed unsafe partial class BodyScanner
{
    /// <summary>Reads a block's type and opens it.</summary>
    private void EnterBlock(byte* p, FrameKind kind, int depth)
    {
        var code = *p;
        int parameters;
        int results;
        if (code == 0x40)
        {
            (parameters, results) = (0, 0);
        }
        else if (WasmValueType.IsNumberOrVector(code))
        {
            (parameters, results) = (0, 1);
        }
        else
        {
            var reader = ExactReader(p);
            (parameters, results) = BlockArity(Immediates.ReadBlockType(ref reader));
        }

        Open(kind, depth, parameters, results);
    }

    private (int Parameters, int Results) BlockArity(long blockType) => blockType switch
    {
        >= 0 => _types.OfType(blockType),
        Immediates.EmptyBlockType => (0, 0),
        _ => (0, 1),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Open(FrameKind kind, int depth, int parameters, int results)
    {
        var nested = (int)(_top - _frames.Address) + 1;
        if (nested == _frames.Capacity)
        {
            _frames.Grow(nested + 1);
        }

        _top = _frames.Address + nested;
        *_top = new Frame { Kind = kind, Height = depth - parameters, Parameters = parameters, Results = results };
        _deepest = int.Max(_deepest, nested);
        _counters.Address[FunctionCounter.ResultCarryingBlocks] += (long)(kind == FrameKind.Loop ? parameters : results) * _locals.Blocks;
        if (kind == FrameKind.Loop)
        {
            _locals.EnterLoop();
        }
        else
        {
            _locals.EnterBlock();
        }
    }

    /// <summary>The then-arm, the try's body or a handler ends and the next part begins.</summary>
    /// <returns>The operand stack's depth there, without what an exception brings.</returns>
    private int BeginArm(FrameKind next)
    {
        _top->ArmsEnded += _live ? 1 : 0;
        _top->Kind = next;
        _live = true;
        return next == FrameKind.Else ? _top->Height + _top->Parameters : _top->Height;
    }

    /// <summary>The innermost block ends, or the function.</summary>
    private void LeaveBlock()
    {
        var frame = _top--;
        if (frame->Kind == FrameKind.Loop)
        {
            _locals.LeaveLoop(frame->Branches);
            return;
        }

        _locals.Blocks += frame->Branches > 0 ? 1 : 0;
        if (frame->Kind != FrameKind.Function)
        {
            var predecessors = frame->Branches + frame->ArmsEnded + (_live ? 1 : 0) + (frame->Kind == FrameKind.If ? 1 : 0);
            _locals.LeaveBlock(predecessors);
            _live = predecessors > 0;
        }
    }

    private void BranchTo(uint label)
    {
        if (label <= (uint)(_top - _frames.Address))
        {
            (_top - label)->Branches++;
        }
    }

    /// <summary>Passes over what nothing can reach, up to the part of the innermost block that something can, or to its end.</summary>
    /// <remarks>These instructions are counted, but cost a compiler nothing, so they count for no feature that predicts.</remarks>
    private byte* PassDeadCode(byte* p)
    {
        if (p < _base + _bodyEnd && EndsArm(*p))
        {
            return p;
        }

        var reader = ExactReader(p);
        using var open = new ControlStack();
        while (open.Depth > 0 || !EndsArm(reader.AtEnd ? CoreOpcode.End : reader.PeekByte()))
        {
            var start = reader.Position;
            var info = InstructionReader.ReadOpcode(ref reader);
            var immediates = Immediates.Read(info.Immediates, ref reader, _hasDataCount);
            if (!open.TryFollow(info))
            {
                reader.ThrowAt(start, WasmDecodeReason.MisplacedOpcode);
            }

            _hasUnreachable = true;
            _unreachable[(int)info.Class]++;
            _counters.Address[FunctionCounter.BranchTableLabels] += info.Immediates == ImmediateKind.Labels ? immediates.First + 1 : 0;
            _deepest = int.Max(_deepest, (int)(_top - _frames.Address) + open.Depth);
        }

        return _base + reader.Position;
    }

    private static bool EndsArm(byte code) =>
        code is CoreOpcode.End or CoreOpcode.Else or CoreOpcode.Catch or CoreOpcode.CatchAll or CoreOpcode.Delegate;

    /// <summary>A reader with all checks, from here to the body's end.</summary>
    private ByteReader ExactReader(byte* p) =>
        new(new ReadOnlySpan<byte>(_module, _bodyEnd), int.Min((int)(p - _base), _bodyEnd), SectionId.Code);
}
