namespace CompileBench.Modules.Wasm.Reading;

/// <summary>An opcode: one byte, or a prefix byte and a number behind it.</summary>
/// <remarks>
/// The prefixes' numbers are laid end to end behind the 256 single bytes, so that an opcode is an index into one table of
/// <see cref="TableSize"/> rows. A number outside its prefix's room is no opcode of WebAssembly 3.0.
/// </remarks>
public readonly record struct Opcode
{
    /// <summary>Rows of a table over all opcodes, most of the rows behind a prefix being no instruction.</summary>
    public const int TableSize = SimdBase + SimdRoom;

    internal const int GcBase = 256;
    internal const int GcRoom = 32;
    internal const int MiscBase = GcBase + GcRoom;
    internal const int MiscRoom = 32;
    internal const int AtomicBase = MiscBase + MiscRoom;
    internal const int AtomicRoom = 128;
    internal const int SimdBase = AtomicBase + AtomicRoom;
    internal const int SimdRoom = 320;

    private readonly ushort _index;

    private Opcode(int index) => _index = (ushort)index;

    /// <summary>The row in a table over all opcodes.</summary>
    public int Index => _index;

    /// <summary>The opcode of one byte.</summary>
    public static Opcode Of(byte code) => new(code);

    /// <summary>The opcode behind a prefix, or none where the prefix has no such number.</summary>
    public static bool TryOf(byte prefix, uint code, out Opcode opcode)
    {
        var (start, room) = prefix switch
        {
            0xFB => (GcBase, GcRoom),
            0xFC => (MiscBase, MiscRoom),
            0xFD => (SimdBase, SimdRoom),
            0xFE => (AtomicBase, AtomicRoom),
            _ => (0, 0),
        };
        opcode = code < (uint)room ? new Opcode(start + (int)code) : default;
        return code < (uint)room;
    }

    /// <summary>Whether the byte announces a number behind it.</summary>
    public static bool IsPrefix(byte code) => code is >= 0xFB and <= 0xFE;

    /// <summary>The opcode as hexadecimal bytes, such as <c>0x6a</c> or <c>0xfd 0x10c</c>.</summary>
    public override string ToString() => _index switch
    {
        < GcBase => $"0x{_index:x2}",
        < MiscBase => $"0xfb 0x{_index - GcBase:x2}",
        < AtomicBase => $"0xfc 0x{_index - MiscBase:x2}",
        < SimdBase => $"0xfe 0x{_index - AtomicBase:x2}",
        _ => $"0xfd 0x{_index - SimdBase:x2}",
    };
}
