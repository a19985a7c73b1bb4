using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling;

/// <content>Blocks: how they open, go on and end, and what nothing reaches.</content>
internal sealed unsafe partial class BodyFlow
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
        else if (TypeByte.IsNumberOrVector(code))
        {
            (parameters, results) = (0, 1);
        }
        else
        {
            var reader = _body.ExactReader(p);
            (parameters, results) = BlockArity(reader.ReadBlockType().Code);
        }

        Open(kind, depth, parameters, results);
    }

    private (int Parameters, int Results) BlockArity(long blockType) => blockType switch
    {
        >= 0 => _types.OfType(blockType),
        BlockType.EmptyCode => (0, 0),
        _ => (0, 1),
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Open(FrameKind kind, int depth, int parameters, int results)
    {
        var nested = (int)(_top - _frames.Address) + 1;
        if (nested == _frames.Capacity)
        {
            var deepest = _deepestFrame - _frames.Address;
            _frames.Grow(nested + 1);
            _deepestFrame = _frames.Address + deepest;
            _lastFrame = _frames.Address + _frames.Capacity - 1;
        }

        _top = _frames.Address + nested;
        *_top = new Frame { Kind = kind, Height = depth - parameters, Parameters = parameters, Results = results };
        _deepestFrame = _top > _deepestFrame ? _top : _deepestFrame;
        ResultCarryingBlocks += (long)(kind == FrameKind.Loop ? parameters : results) * _blocks;
        _joins.Enter();
        if (kind == FrameKind.Loop)
        {
            EnterLoop(_time);
            _blocks++;
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

    /// <summary>The innermost block ends.</summary>
    private void LeaveBlock()
    {
        var frame = _top--;
        if (frame->Kind == FrameKind.Loop)
        {
            LeaveLoop(frame, _blocks, _time);
            return;
        }

        var predecessors = frame->Branches + frame->ArmsEnded + (_live ? 1 : 0) + (frame->Kind == FrameKind.If ? 1 : 0);
        _blocks += frame->Branches > 0 ? 1 : 0;
        _joins.Leave(predecessors, _time);
        _live = predecessors > 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterLoop(int time)
    {
        FollowTouches(time - _windowTime);
        _loops.Enter(time);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void LeaveLoop(Frame* frame, int blocks, int time)
    {
        FollowTouches(time - _windowTime);
        MarkCarried();
        // The header's predecessors are the way in and every branch back.
        JoinArguments += _loops.Leave(frame->Branches, blocks) * (frame->Branches + 1);
        _joins.Leave(0, time);
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
        if (p < _body.Base + _body.End && EndsArm(*p))
        {
            return p;
        }

        var reader = _body.ExactReader(p);
        using var open = new ControlStack();
        while (open.Depth > 0 || !EndsArm(reader.AtEnd ? (byte)Opcode.End : reader.PeekByte()))
        {
            var start = reader.Position;
            var info = InstructionReader.ReadOpcode(ref reader);
            var immediates = Immediates.Read(info.Immediates, ref reader, _body.HasDataCount);
            if (!open.TryFollow(info))
            {
                reader.ThrowAt(start, WasmDecodeReason.MisplacedOpcode);
            }

            HasUnreachable = true;
            Unreachable[(int)info.Class]++;
            BranchTableLabels += info.Immediates == ImmediateKind.Labels ? immediates.First + 1 : 0;
            _deepestUnreachable = int.Max(_deepestUnreachable, (int)(_top - _frames.Address) + open.Depth);
        }

        return _body.Base + reader.Position;
    }

    private static bool EndsArm(byte code) =>
        (Opcode)code is Opcode.End or Opcode.Else or Opcode.Catch or Opcode.CatchAll or Opcode.Delegate;
}
