using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling;

/// <content>Instructions that are followed through the exact reader of immediates.</content>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>Reads the immediates of a rare instruction and does what it means.</summary>
    /// <param name="start">Its opcode.</param>
    /// <param name="tableDepth">The depth of the operand stack behind it, as far as the table knows.</param>
    /// <returns>The address behind it; null where it may not stand here.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    private byte* FollowRare(byte* start, int tableDepth)
    {
        var opcode = ScanTable.IndexOf(start, out var p);
        var info = InstructionTable.Find((Opcode)opcode)!;
        var reader = _body.ExactReader(p);
        var immediates = Immediates.Read(info.Immediates, ref reader, _body.HasDataCount);
        switch (info.Class)
        {
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                _live = !info.Name.StartsWith("return_", StringComparison.Ordinal);
                _floor += _live ? CallEffect(info.Class, immediates.First) : 0;
                _lastCall = _time;
                break;
            case InstructionClass.ReferenceBranch:
                BranchTo((uint)(info.Immediates == ImmediateKind.CastBranch ? immediates.Second : immediates.First));
                _blocks++;
                break;
            case InstructionClass.Throw:
                _live = false;
                break;
            case InstructionClass.Try:
                EnterTry(info, immediates, _floor + tableDepth);
                break;
            case InstructionClass.Handler when !Handle(opcode, immediates, tableDepth):
                return null;
            case InstructionClass.Gc when (Opcode)opcode == Opcode.StructNew:
                _floor += 1 - _types.FieldsOf(immediates.First);
                break;
            case InstructionClass.Gc when info.Pops == InstructionInfo.Varies:
                _floor += 1 - (int)long.Min(immediates.Second, FormatLimits.BodyBytes);
                break;
        }

        Highest = int.Max(Highest, _floor + tableDepth);
        return _body.Base + reader.Position;
    }

    private int CallEffect(InstructionClass @class, long index)
    {
        var (parameters, results) = @class == InstructionClass.DirectCall ? _types.OfFunction(index) : _types.OfType(index);
        // An indirect call takes one operand more: the index in the table, or the reference.
        return results - parameters - (@class == InstructionClass.DirectCall ? 0 : 1);
    }

    /// <summary>A <c>br_table</c>: every block it names has one more predecessor, however many labels lead there.</summary>
    /// <param name="p">Its labels' number. The first step has found them well-formed.</param>
    /// <returns>The address behind them.</returns>
    private byte* BranchToAll(byte* p)
    {
        var count = ScanLeb.ReadU32(p);
        p += count >> 32;
        BranchTableLabels += (uint)count + 1L;
        _tables++;
        for (var left = (long)(uint)count; left >= 0; left--)
        {
            var label = *p < 0x80 ? *p | (1UL << 32) : ScanLeb.ReadU32(p);
            p += label >> 32;
            if ((uint)label > (uint)(_top - _frames.Address))
            {
                continue;
            }

            var frame = _top - (uint)label;
            if (frame->LastTable != _tables)
            {
                frame->LastTable = _tables;
                frame->Branches++;
            }
        }

        return p;
    }

    private void EnterTry(InstructionInfo info, scoped in Immediates immediates, int depth)
    {
        var kind = FrameKind.Try;
        if (info.Immediates == ImmediateKind.BlockTypeAndCatches)
        {
            kind = FrameKind.Block;
            // The clauses stand outside the block: their labels are counted from its parent.
            var clauses = new ByteReader(immediates.Bytes, 0, SectionId.Code);
            while (!clauses.AtEnd)
            {
                BranchTo(clauses.ReadCatchClause().Label);
            }
        }

        var (parameters, results) = BlockArity(immediates.First);
        Open(kind, depth, parameters, results);
    }

    /// <summary>A handler begins, or <c>delegate</c> ends its <c>try</c>.</summary>
    /// <returns>Whether it may stand here.</returns>
    private bool Handle(int opcode, scoped in Immediates immediates, int tableDepth)
    {
        if ((Opcode)opcode == Opcode.Delegate)
        {
            if (_top->Kind != FrameKind.Try)
            {
                return false;
            }

            _floor = _top->Height + _top->Results - tableDepth;
            LeaveBlock();
            return true;
        }

        if (_top->Kind is not (FrameKind.Try or FrameKind.Catch))
        {
            return false;
        }

        _floor = BeginArm((Opcode)opcode == Opcode.Catch ? FrameKind.Catch : FrameKind.CatchAll) - tableDepth;
        _floor += (Opcode)opcode == Opcode.Catch ? _types.OfTag(immediates.First) : 0;
        return true;
    }
}
