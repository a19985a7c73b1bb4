using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary><see cref="InstructionTable"/> packed for speed, by <see cref="Opcode"/>.</summary>
internal static unsafe class ScanTable
{
    /// <summary>Bytes that begin no instruction.</summary>
    public const uint NoInstruction = uint.MaxValue;

    private static readonly PinnedBuffer<ScanEntry> EntryBuffer = new(OpcodeSpaces.TableSize);
    private static readonly (ScanAction Action, byte Bytes)[] Actions = new (ScanAction, byte)[OpcodeSpaces.TableSize];

    static ScanTable()
    {
        Array.Fill(Actions, (ScanAction.Illegal, (byte)0));
        for (var prefix = 0xFB; prefix <= 0xFE; prefix++)
        {
            Actions[prefix] = (ScanAction.ReadPrefix, 0);
        }

        foreach (var info in InstructionTable.All)
        {
            Actions[(int)info.Opcode] = ChooseAction(info);
            EntryBuffer.Span[(int)info.Opcode] = CreateEntry(info, ChooseAction(info).Action);
        }
    }

    /// <summary>The entries.</summary>
    public static ScanEntry* Entries => EntryBuffer.Address;

    public static ScanAction GetAction(int opcode) => Actions[opcode].Action;

    /// <summary>Bytes behind the opcode, where their number is fixed.</summary>
    public static int GetFixedBytes(int opcode) => Actions[opcode].Bytes;

    /// <summary>Reads the number behind a prefix.</summary>
    /// <param name="p">The prefix.</param>
    /// <returns>The index of the opcode, and the number's length in the upper half; 0 where there is no such opcode.</returns>
    public static ulong ReadPrefixed(byte* p)
    {
        var code = UncheckedLeb.ReadU32(p + 1);
        return code != 0 && OpcodeSpaces.TryCombine(*p, (uint)code, out var opcode) ? (code & 0xFF_0000_0000) | (uint)opcode : 0;
    }

    /// <summary>The index of a legal opcode, and the address behind it.</summary>
    public static int ReadIndex(byte* p, out byte* immediates)
    {
        if (!OpcodeSpaces.IsPrefix(*p))
        {
            immediates = p + 1;
            return *p;
        }

        var prefixed = ReadPrefixed(p);
        immediates = p + 1 + (prefixed >> 32);
        return (int)(uint)prefixed;
    }

    private static ScanEntry CreateEntry(InstructionInfo info, ScanAction action) => new()
    {
        Class = (byte)info.Class,
        DepthChange = (sbyte)GetDepthChange(info),
        IsEvent = action switch
        {
            ScanAction.TouchLocal or ScanAction.AccessMemory => 0,
            ScanAction.PassFixed or ScanAction.PassI32 or ScanAction.PassI64 or ScanAction.PassU32 => 0,
            _ => -1,
        },
        TouchesLocal = (byte)(action == ScanAction.TouchLocal ? 1 : 0),
    };

    // An if's own operand is known, what it leaves is not.
    private static int GetDepthChange(InstructionInfo info) =>
        info.Class == InstructionClass.If ? -1 : info.Pops == InstructionInfo.Varies || info.Pushes == InstructionInfo.Varies ? 0 : info.Pushes - info.Pops;

    private static (ScanAction Action, byte Bytes) ChooseAction(InstructionInfo info) => info.Class switch
    {
        InstructionClass.LocalGet or InstructionClass.LocalSet or InstructionClass.LocalTee => (ScanAction.TouchLocal, 0),
        InstructionClass.Block => (ScanAction.EnterBlock, 0),
        InstructionClass.Loop => (ScanAction.EnterLoop, 0),
        InstructionClass.If => (ScanAction.EnterIf, 0),
        InstructionClass.Else => (ScanAction.BeginElse, 0),
        InstructionClass.End => (ScanAction.LeaveBlock, 0),
        InstructionClass.Branch => (ScanAction.Branch, 0),
        InstructionClass.ConditionalBranch => (ScanAction.BranchIf, 0),
        InstructionClass.Return or InstructionClass.Unreachable => (ScanAction.Stop, 0),
        InstructionClass.DirectCall when info.Name == "call" => (ScanAction.CallFunction, 0),
        InstructionClass.IndirectCall when info.Name == "call_indirect" => (ScanAction.CallIndirect, 0),
        InstructionClass.BranchTable => (ScanAction.BranchTable, 0),
        InstructionClass.Throw or InstructionClass.Handler or InstructionClass.Try or InstructionClass.ReferenceBranch => (ScanAction.Rare, 0),
        InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall => (ScanAction.Rare, 0),
        InstructionClass.GcAllocation or InstructionClass.Reference when info.Pops == InstructionInfo.Varies => (ScanAction.Rare, 0),
        _ => ChoosePass(info.Immediates),
    };

    private static (ScanAction Action, byte Bytes) ChoosePass(ImmediateKind immediates) => immediates switch
    {
        ImmediateKind.None => (ScanAction.PassFixed, 0),
        ImmediateKind.Lane => (ScanAction.PassFixed, 1),
        ImmediateKind.F32 => (ScanAction.PassFixed, 4),
        ImmediateKind.F64 => (ScanAction.PassFixed, 8),
        ImmediateKind.SixteenBytes => (ScanAction.PassFixed, 16),
        ImmediateKind.I32 => (ScanAction.PassI32, 0),
        ImmediateKind.I64 => (ScanAction.PassI64, 0),
        ImmediateKind.U32 => (ScanAction.PassU32, 0),
        ImmediateKind.MemoryAccess => (ScanAction.AccessMemory, 0),
        _ => (ScanAction.Rare, 0),
    };
}
