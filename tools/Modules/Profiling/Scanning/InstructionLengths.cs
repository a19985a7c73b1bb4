using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// For a run of bytes, how long an instruction would be that began at each of them. Instructions have to be found one after another, each by
/// the length of the one before; with all lengths at hand that chain is a load and an addition a step, and the work that does not depend on it
/// is done for many bytes at a time.
/// </summary>
/// <remarks>
/// A length of 0 says that the instruction has to be looked at: it is of no fixed shape, has a prefix, is illegal, or its integer has five bytes or more
/// and so may be too large; for a local, four. A length given holds exactly. What the shapes are is known from <see cref="ScanTable"/>, whose agreement with this
/// file is tested for every opcode.
/// </remarks>
internal static unsafe class InstructionLengths
{
    /// <summary>Bytes behind the last byte asked for that must be readable, whatever the vectors' width.</summary>
    public const int Overread = 64 + 8;

    /// <summary>The longest instruction that has a length here.</summary>
    private const int Longest = 9;

    // The bit of each row of 16 opcodes in those columns. Rows without special opcodes have none; from 0xD0 on all opcodes are alike.
    private static readonly Vector<byte> RowBits = Repeat([1, 2, 4, 8, 16, 0, 0, 0, 0, 0, 0, 0, 32, 64, 64, 64]);

    // Opcodes whose immediate is one integer: blocks of a simple type, br, br_if, call, locals, globals and tables, memory.size and grow, constants.
    private static readonly Vector<byte> IntegerColumns =
        CreateColumns((0x02, 0x04), (0x0C, 0x0D), (0x10, 0x10), (0x20, 0x26), (0x3F, 0x42));

    // Opcodes that are looked at one by one: of no fixed shape, with a prefix, or illegal.
    private static readonly Vector<byte> OpenColumns =
        CreateColumns((0x06, 0x0A), (0x0E, 0x0E), (0x11, 0x19), (0x1C, 0x1F), (0x27, 0x27), (0xC5, 0xFF));

    /// <summary>Fills in the lengths for so many bytes, and behind them zeros where an instruction that begins among them may end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(byte* bytes, byte* lengths, int count)
    {
        var rowBits = RowBits;
        var integers = IntegerColumns;
        var open = OpenColumns;
        for (var at = 0; at < count; at += Vector<byte>.Count)
        {
            Measure(bytes + at, rowBits, integers, open).Store(lengths + at);
        }

        new Span<byte>(lengths + count, Longest).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Measure(byte* bytes, Vector<byte> rowBits, Vector<byte> integerColumns, Vector<byte> openColumns)
    {
        var opcode = Vector.Load(bytes);
        var next = Vector.Load(bytes + 1);
        var goesOn1 = GoesOn(next);
        var goesOn2 = GoesOn(Vector.Load(bytes + 2));
        var goesOn3 = GoesOn(Vector.Load(bytes + 3));
        var goesOn4 = GoesOn(Vector.Load(bytes + 4));
        var goesOn5 = GoesOn(Vector.Load(bytes + 5));

        // An integer behind the opcode has a byte, and one more for each that says it goes on. A mask is 255, or -1.
        var two = goesOn1 & goesOn2;
        var three = two & goesOn3;
        var integer = new Vector<byte>(2) - goesOn1 - two - three;
        var integerIsLong = three & goesOn4;

        // A memory access: one byte of flags, then such an integer.
        var offsetTwo = goesOn2 & goesOn3;
        var offsetThree = offsetTwo & goesOn4;
        var access = new Vector<byte>(3) - goesOn2 - offsetTwo - offsetThree;
        var accessIsOpen = (offsetThree & goesOn5) | Vector.GreaterThanOrEqual(next, new Vector<byte>(0x40));

        var column = opcode & new Vector<byte>(0x0F);
        var row = LookUp(rowBits, opcode >>> 4);
        var hasNoInteger = Vector.Equals(LookUp(integerColumns, column) & row, Vector<byte>.Zero);
        var hasLength = Vector.Equals(LookUp(openColumns, column) & row, Vector<byte>.Zero);
        var hasAccess = Between(opcode, 0x28, 0x3E);
        // A local's index has to fit in what is noted of its touch: three bytes.
        var isOpen = three & Between(opcode, 0x20, 0x22);
        // A block of a reference type that is written in full has two bytes or more.
        isOpen |= Between(opcode, 0x02, 0x04) & Between(next, 0x63, 0x64);
        isOpen |= Vector.AndNot(integerIsLong, hasNoInteger) | (hasAccess & accessIsOpen);

        var length = Vector.ConditionalSelect(hasNoInteger, Vector<byte>.One, integer);
        length = Vector.ConditionalSelect(hasAccess, access, length);
        length += Vector.Equals(opcode, new Vector<byte>(0x43)) & new Vector<byte>(4);
        length += Vector.Equals(opcode, new Vector<byte>(0x44)) & new Vector<byte>(8);
        return Vector.AndNot(length & hasLength, isOpen);
    }

    /// <summary>For each column of 16 opcodes (the lower digit) the bits of the rows (the upper digit) in which an opcode is in one of the ranges.</summary>
    private static Vector<byte> CreateColumns(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        Span<byte> columns = stackalloc byte[16];
        columns.Clear();
        foreach (var (first, last) in ranges)
        {
            for (var opcode = first; opcode <= last; opcode++)
            {
                columns[opcode & 15] |= RowBits[opcode >> 4];
            }
        }

        return Repeat(columns);
    }

    private static Vector<byte> Repeat(ReadOnlySpan<byte> sixteen)
    {
        Span<byte> bytes = stackalloc byte[Vector<byte>.Count];
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] = sixteen[at & 15];
        }

        return new Vector<byte>(bytes);
    }

    /// <summary>Looks each index up in a table of 16 bytes.</summary>
    /// <param name="table">The table, repeated.</param>
    /// <param name="indices">Indices below 16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> LookUp(Vector<byte> table, Vector<byte> indices)
    {
        if (Avx2.IsSupported && Vector<byte>.Count == Vector256<byte>.Count)
        {
            return Avx2.Shuffle(table.AsVector256(), indices.AsVector256()).AsVector();
        }

        if (Vector<byte>.Count == Vector128<byte>.Count)
        {
            return Vector128.Shuffle(table.AsVector128(), indices.AsVector128()).AsVector();
        }

        var found = Vector<byte>.Zero;
        for (var at = 0; at < Vector<byte>.Count; at++)
        {
            found = found.WithElement(at, table[indices[at]]);
        }

        return found;
    }

    /// <summary>Whether the byte's top bit says that its integer goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> GoesOn(Vector<byte> bytes) => Vector.LessThan(bytes.As<byte, sbyte>(), Vector<sbyte>.Zero).As<sbyte, byte>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Between(Vector<byte> bytes, byte first, byte last) =>
        Vector.LessThanOrEqual(bytes - new Vector<byte>(first), new Vector<byte>((byte)(last - first)));
}
