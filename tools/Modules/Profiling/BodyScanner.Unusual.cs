using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling;

/// <content>Instructions whose length the first step does not know from vectors.</content>
internal sealed unsafe partial class BodyScanner
{
    private const byte NamesMemory = 0x40;

    /// <summary>Finds how long an instruction is that <see cref="InstructionLengths"/> leaves open.</summary>
    /// <returns>Its <see cref="Opcode"/>, and its length in the upper half; 0 where it is malformed.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong PassUnusual(byte* start)
    {
        var p = start + 1;
        int opcode = *start;
        if (ScanTable.ActionOf(opcode) == ScanAction.ReadPrefix)
        {
            var prefixed = ScanTable.ReadPrefixed(start);
            if (prefixed == 0)
            {
                return 0;
            }

            opcode = (int)(uint)prefixed;
            p += prefixed >> 32;
        }

        p = ScanTable.ActionOf(opcode) switch
        {
            ScanAction.PassFixed or ScanAction.BeginElse or ScanAction.LeaveBlock or ScanAction.Stop => p + ScanTable.FixedBytes(opcode),
            ScanAction.PassI32 => *p < 0x80 ? p + 1 : ScanLeb.PassS32(p + 1),
            ScanAction.PassI64 => *p < 0x80 ? p + 1 : ScanLeb.PassS64(p + 1),
            ScanAction.AccessMemory => PassMemory(p),
            ScanAction.CallIndirect => PassTwoIndices(p),
            ScanAction.BranchTable => PassLabels(p),
            ScanAction.EnterBlock or ScanAction.EnterLoop or ScanAction.EnterIf => PassExactly(p, ImmediateKind.BlockType),
            ScanAction.Rare => PassExactly(p, InstructionTable.Find((Opcode)opcode)!.Immediates),
            ScanAction.Illegal => null,
            _ => *p < 0x80 ? p + 1 : ScanLeb.PassU32(p + 1),
        };
        return p is null ? 0 : ((ulong)(p - start) << 32) | (uint)opcode;
    }

    private byte* PassExactly(byte* p, ImmediateKind kind)
    {
        var reader = _body.ExactReader(p);
        _ = Immediates.Read(kind, ref reader, _body.HasDataCount);
        return _body.Base + reader.Position;
    }

    private static byte* PassTwoIndices(byte* p)
    {
        p = *p < 0x80 ? p + 1 : ScanLeb.PassU32(p + 1);
        return p is null ? null : *p < 0x80 ? p + 1 : ScanLeb.PassU32(p + 1);
    }

    /// <summary>Passes over the labels of a <c>br_table</c>. There may be more than there is room for behind the body.</summary>
    private byte* PassLabels(byte* start)
    {
        var end = _body.Base + _body.End;
        var count = ScanLeb.ReadU32(start);
        var p = start + (count >> 32);
        for (var left = (long)(uint)count; left >= 0; left--)
        {
            if (p >= end || *p++ >= 0x80)
            {
                return PassExactly(start, ImmediateKind.Labels);
            }
        }

        return p;
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
}
