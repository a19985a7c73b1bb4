using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>Finds the extent of a single instruction: for those whose length <see cref="InstructionLengths"/> leaves open.</summary>
internal static unsafe class InstructionExtent
{
    /// <summary>The bit of a memory access's flags that says that a memory is named.</summary>
    private const byte NamesMemory = 0x40;

    /// <summary>Finds an instruction's opcode and length.</summary>
    /// <param name="body">The body.</param>
    /// <param name="start">The address of the instruction.</param>
    /// <returns>The <see cref="Opcode"/> in the lower half, the length in bytes in the upper half; 0 where the instruction is malformed.</returns>
    /// <exception cref="WasmDecodeException">Its immediates are malformed.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ulong Find(BodyBytes body, byte* start)
    {
        var p = start + 1;
        int opcode = *start;
        if (ScanTable.GetAction(opcode) == ScanAction.ReadPrefix)
        {
            var prefixed = ScanTable.ReadPrefixed(start);
            if (prefixed == 0)
            {
                return 0;
            }

            opcode = (int)(uint)prefixed;
            p += prefixed >> 32;
        }

        p = ScanTable.GetAction(opcode) switch
        {
            ScanAction.PassFixed or ScanAction.BeginElse or ScanAction.LeaveBlock or ScanAction.Stop => p + ScanTable.GetFixedBytes(opcode),
            ScanAction.PassI32 => *p < 0x80 ? p + 1 : UncheckedLeb.PassS32(p + 1),
            ScanAction.PassI64 => *p < 0x80 ? p + 1 : UncheckedLeb.PassS64(p + 1),
            ScanAction.AccessMemory => PassMemoryAccess(p),
            ScanAction.CallIndirect => PassTwoIndices(p),
            ScanAction.BranchTable => PassLabels(body, p),
            ScanAction.EnterBlock or ScanAction.EnterLoop or ScanAction.EnterIf => PassExactly(body, p, ImmediateKind.BlockType),
            ScanAction.Rare => PassExactly(body, p, InstructionTable.Find((Opcode)opcode)!.Immediates),
            ScanAction.Illegal => null,
            _ => *p < 0x80 ? p + 1 : UncheckedLeb.PassU32(p + 1),
        };
        return p is null ? 0 : ((ulong)(p - start) << 32) | (uint)opcode;
    }

    private static byte* PassExactly(BodyBytes body, byte* p, ImmediateKind kind)
    {
        var reader = body.CreateExactReader(p);
        _ = Immediates.Read(kind, ref reader, body.HasDataCount);
        return body.Base + reader.Position;
    }

    private static byte* PassTwoIndices(byte* p)
    {
        p = *p < 0x80 ? p + 1 : UncheckedLeb.PassU32(p + 1);
        return p is null ? null : *p < 0x80 ? p + 1 : UncheckedLeb.PassU32(p + 1);
    }

    /// <summary>Passes over the labels of a <c>br_table</c>. There may be more than there is room for behind the body.</summary>
    private static byte* PassLabels(BodyBytes body, byte* start)
    {
        var end = body.Base + body.End;
        var count = UncheckedLeb.ReadU32(start);
        var p = start + (count >> 32);
        for (var left = (long)(uint)count; left >= 0; left--)
        {
            if (p >= end || *p++ >= 0x80)
            {
                return PassExactly(body, start, ImmediateKind.Labels);
            }
        }

        return p;
    }

    /// <summary>Passes over the flags of a memory access, the memory they may name, and the offset.</summary>
    private static byte* PassMemoryAccess(byte* p)
    {
        var flags = UncheckedLeb.ReadU32(p);
        if (flags == 0 || (uint)flags >= NamesMemory * 2)
        {
            return null;
        }

        p += flags >> 32;
        if ((flags & NamesMemory) != 0 && *p++ >= 0x80 && (p = UncheckedLeb.PassU32(p)) is null)
        {
            return null;
        }

        return *p < 0x80 ? p + 1 : UncheckedLeb.PassU64(p + 1);
    }
}
