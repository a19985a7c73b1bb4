using System.Runtime.CompilerServices;
using CompileBench.Modules.Binary;

namespace CompileBench.Modules.Profiling;

internal sealed unsafe partial class BodyScanner
{
    /// <summary>Reads the number behind a prefix.</summary>
    /// <param name="p">The prefix.</param>
    /// <returns>The index of the opcode, and the number's length in the upper half; 0 where there is no such opcode.</returns>
    private static ulong ReadPrefixed(byte* p)
    {
        var code = ScanLeb.ReadU32(p + 1);
        return code != 0 && Opcode.TryOf(*p, (uint)code, out var opcode) ? (code & 0xFF_0000_0000) | (uint)opcode.Index : 0;
    }

    /// <summary>Finds how long an instruction is that <see cref="InstructionLengths"/> leaves open.</summary>
    /// <returns>Its entry, and its length in the upper half; 0 where it is malformed.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong PassUnusual(byte* start)
    {
        var p = start + 1;
        var entry = ScanTable.Address[*start];
        if (ScanTable.ActionOf(entry) == ScanAction.ReadPrefix)
        {
            var prefixed = ReadPrefixed(start);
            if (prefixed == 0)
            {
                return 0;
            }

            entry = ScanTable.Address[(uint)prefixed];
            p += prefixed >> 32;
        }

        p = ScanTable.ActionOf(entry) switch
        {
            ScanAction.PassFixed or ScanAction.BeginElse or ScanAction.LeaveBlock or ScanAction.Stop => p + ScanTable.FixedBytes(entry),
            ScanAction.PassI32 => *p < 0x80 ? p + 1 : ScanLeb.PassS32(p + 1),
            ScanAction.PassI64 => *p < 0x80 ? p + 1 : ScanLeb.PassS64(p + 1),
            ScanAction.AccessMemory => PassMemory(p),
            ScanAction.EnterBlock or ScanAction.EnterLoop or ScanAction.EnterIf => PassExactly(p, ImmediateKind.BlockType),
            ScanAction.Rare => PassExactly(p, InstructionTable.FindByIndex(IndexOf(start, out _))!.Immediates),
            ScanAction.Illegal => null,
            _ => *p < 0x80 ? p + 1 : ScanLeb.PassU32(p + 1),
        };
        return p is null ? 0 : ((ulong)(p - start) << 32) | entry;
    }

    private byte* PassExactly(byte* p, ImmediateKind kind)
    {
        var reader = ExactReader(p);
        _ = Immediates.Read(kind, ref reader, _hasDataCount);
        return _base + reader.Position;
    }

    /// <summary>The index of a legal opcode, and the address behind it.</summary>
    private static int IndexOf(byte* p, out byte* immediates)
    {
        if (!Opcode.IsPrefix(*p))
        {
            immediates = p + 1;
            return *p;
        }

        var prefixed = ReadPrefixed(p);
        immediates = p + 1 + (prefixed >> 32);
        return (int)(uint)prefixed;
    }

    /// <summary>Passes over the flags of a memory access, the memory they may name, and the offset.</summary>
    private static byte* PassMemory(byte* p)
    {
        var flags = ScanLeb.ReadU32(p);
        if (flags == 0 || (uint)flags >= NamesMemory * 2)
        {
            return null;
        }

        p += flags >> 32;
        if ((flags & NamesMemory) != 0 && *p++ >= 0x80 && (p = ScanLeb.PassU32(p)) is null)
        {
            return null;
        }

        return *p < 0x80 ? p + 1 : ScanLeb.PassU64(p + 1);
    }

    /// <summary>Reads the immediates of a rare instruction and does what it means.</summary>
    /// <param name="start">Its opcode.</param>
    /// <param name="tableDepth">The depth of the operand stack behind it, as far as the table knows.</param>
    /// <returns>The address behind it; null where it may not stand here.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    private byte* FollowRare(byte* start, int tableDepth)
    {
        var opcode = IndexOf(start, out var p);
        var info = InstructionTable.FindByIndex(opcode)!;
        var reader = ExactReader(p);
        var immediates = Immediates.Read(info.Immediates, ref reader, _hasDataCount);
        switch (info.Class)
        {
            case InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall:
                var (parameters, results) = info.Class == InstructionClass.DirectCall
                    ? _types.OfFunction(immediates.First)
                    : _types.OfType(immediates.First);
                // An indirect call takes one operand more: the index in the table, or the reference.
                _floor += results - parameters - (info.Class == InstructionClass.DirectCall ? 0 : 1);
                _locals.Call();
                _live = !info.Name.StartsWith("return_", StringComparison.Ordinal);
                break;
            case InstructionClass.BranchTable:
                BranchToAll(immediates);
                _live = false;
                break;
            case InstructionClass.ReferenceBranch:
                BranchTo((uint)(info.Immediates == ImmediateKind.CastBranch ? immediates.Second : immediates.First));
                _locals.Blocks++;
                break;
            case InstructionClass.Throw:
                _live = false;
                break;
            case InstructionClass.Try:
                EnterTry(info, immediates, _floor + tableDepth);
                break;
            case InstructionClass.Handler when !Handle(opcode, immediates, tableDepth):
                return null;
            case InstructionClass.Gc when opcode == Opcode.GcBase:
                _floor += 1 - _types.FieldsOf(immediates.First);
                break;
            case InstructionClass.Gc when info.Pops == InstructionInfo.Varies:
                _floor += 1 - (int)long.Min(immediates.Second, DecodeLimits.BodyBytes);
                break;
        }

        _highest = int.Max(_highest, _floor + tableDepth);
        return _base + reader.Position;
    }

    /// <summary>A <c>br_table</c>: every block it names has one more predecessor, however many labels lead there.</summary>
    private void BranchToAll(scoped in Immediates immediates)
    {
        _counters.Address[FunctionCounter.BranchTableLabels] += immediates.First + 1;
        _tables++;
        var labels = new ByteReader(immediates.Bytes, 0, SectionId.Code);
        while (!labels.AtEnd)
        {
            var label = labels.ReadU32();
            if (label > (uint)(_top - _frames.Address))
            {
                continue;
            }

            var frame = _top - label;
            if (frame->LastTable != _tables)
            {
                frame->LastTable = _tables;
                frame->Branches++;
            }
        }
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
                BranchTo(CatchClause.Read(ref clauses).Label);
            }
        }

        var (parameters, results) = BlockArity(immediates.First);
        Open(kind, depth, parameters, results);
    }

    /// <summary>A handler begins, or <c>delegate</c> ends its <c>try</c>.</summary>
    /// <returns>Whether it may stand here.</returns>
    private bool Handle(int opcode, scoped in Immediates immediates, int tableDepth)
    {
        if (opcode == CoreOpcode.Delegate)
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

        _floor = BeginArm(opcode == CoreOpcode.Catch ? FrameKind.Catch : FrameKind.CatchAll) - tableDepth;
        _floor += opcode == CoreOpcode.Catch ? _types.OfTag(immediates.First) : 0;
        return true;
    }
}
