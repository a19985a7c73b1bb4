using CompileBench.Modules.Binary;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// <see cref="InstructionTable"/> packed for speed: 32 bits an opcode. From the lowest byte up: class, change of the operand stack's depth
/// (signed; 0 where it varies), action, bytes to pass; the top bit says that the second step has to follow
/// the instruction, the bit below that it may change the operand stack in a way the table does not know.
/// </summary>
internal static unsafe class ScanTable
{
    /// <summary>An entry that is none: it touches no local and is followed by no rule.</summary>
    public const uint NoInstruction = uint.MaxValue;

    private static readonly PinnedBuffer<uint> Buffer = Pack();

    /// <summary>One entry for every <see cref="Opcode.Index"/>.</summary>
    public static uint* Address => Buffer.Address;

    private static PinnedBuffer<uint> Pack()
    {
        var buffer = new PinnedBuffer<uint>(Opcode.TableSize);
        buffer.Span.Fill(Entry(0, 0, ScanAction.Illegal, 0));
        for (var prefix = 0xFB; prefix <= 0xFE; prefix++)
        {
            buffer.Span[prefix] = Entry(0, 0, ScanAction.ReadPrefix, 0);
        }

        foreach (var info in InstructionTable.All)
        {
            var (action, bytes) = Action(info);
            // An if's own operand is known, what it leaves is not.
            var change = info.Class == InstructionClass.If ? -1 : info.Pops == InstructionInfo.Varies || info.Pushes == InstructionInfo.Varies ? 0 : info.Pushes - info.Pops;
            buffer.Span[info.Opcode.Index] = Entry(info.Class, change, action, bytes);
        }

        return buffer;
    }

    public static byte ClassOf(uint entry) => (byte)entry;

    /// <summary>What it does to the operand stack's depth.</summary>
    public static int DepthChange(uint entry) => (sbyte)(byte)(entry >> 8);

    public static ScanAction ActionOf(uint entry) => (ScanAction)(byte)(entry >> 16);

    /// <summary>Bytes behind the opcode, where their number is fixed.</summary>
    public static int FixedBytes(uint entry) => (int)(entry >> 24) & 0x3F;

    /// <summary>1 where the second step has to follow the instruction, else 0.</summary>
    public static int IsEvent(uint entry) => (int)(entry >> 31);

    /// <summary>All ones where it is not for the table to say what depth the operand stack has behind the instruction, else 0.</summary>
    public static int DepthIsOpen(uint entry) => (int)(entry << 1) >> 31;

    /// <summary>Whether it reads or assigns a local.</summary>
    public static bool IsLocal(uint entry) => (entry & 0x00FE_0000) == 0;

    /// <summary>1 where it assigns a local, 0 where it reads one.</summary>
    public static int AssignsLocal(uint entry) => (int)(entry >> 16) & 1;

    /// <summary>Reads the number behind a prefix.</summary>
    /// <param name="p">The prefix.</param>
    /// <returns>The index of the opcode, and the number's length in the upper half; 0 where there is no such opcode.</returns>
    public static ulong ReadPrefixed(byte* p)
    {
        var code = ScanLeb.ReadU32(p + 1);
        return code != 0 && Opcode.TryOf(*p, (uint)code, out var opcode) ? (code & 0xFF_0000_0000) | (uint)opcode.Index : 0;
    }

    /// <summary>The index of a legal opcode, and the address behind it.</summary>
    public static int IndexOf(byte* p, out byte* immediates)
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

    private static uint Entry(InstructionClass @class, int change, ScanAction action, int bytes)
    {
        var follow = action switch
        {
            ScanAction.PassFixed or ScanAction.PassI32 or ScanAction.PassI64 or ScanAction.PassU32 or ScanAction.AccessMemory => 0u,
            ScanAction.GetLocal or ScanAction.SetLocal => 0x8000_0000,
            _ => 0xC000_0000,
        };
        return (uint)@class | ((uint)(byte)change << 8) | ((uint)action << 16) | ((uint)bytes << 24) | follow;
    }

    private static (ScanAction Action, int Bytes) Action(InstructionInfo info) => info.Class switch
    {
        InstructionClass.LocalGet => (ScanAction.GetLocal, 0),
        InstructionClass.LocalSet or InstructionClass.LocalTee => (ScanAction.SetLocal, 0),
        InstructionClass.Block => (ScanAction.EnterBlock, 0),
        InstructionClass.Loop => (ScanAction.EnterLoop, 0),
        InstructionClass.If => (ScanAction.EnterIf, 0),
        InstructionClass.Else => (ScanAction.BeginElse, 0),
        InstructionClass.End => (ScanAction.LeaveBlock, 0),
        InstructionClass.Branch => (ScanAction.Branch, 0),
        InstructionClass.ConditionalBranch => (ScanAction.BranchIf, 0),
        InstructionClass.Return or InstructionClass.Unreachable => (ScanAction.Stop, 0),
        InstructionClass.DirectCall when info.Name == "call" => (ScanAction.CallFunction, 0),
        InstructionClass.Throw or InstructionClass.Handler or InstructionClass.Try or InstructionClass.ReferenceBranch => (ScanAction.Rare, 0),
        InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall => (ScanAction.Rare, 0),
        InstructionClass.Gc when info.Pops == InstructionInfo.Varies => (ScanAction.Rare, 0),
        _ => Pass(info.Immediates),
    };

    private static (ScanAction Action, int Bytes) Pass(ImmediateKind immediates) => immediates switch
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
