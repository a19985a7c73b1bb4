using System.Numerics;
using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// For a run of bytes, how long an instruction would be that began at each of them. Instructions have to be found one after another, each by
/// the length of the one before; with all lengths at hand that chain is a load and an addition a step, and the work that does not depend on it
/// is done for many bytes at a time.
/// </summary>
/// <remarks>
/// A length of 0 says that the instruction has to be looked at: it is rare, of no fixed shape, illegal, or its integer has five bytes or more
/// and so may be too large; for a local, four. A length given holds exactly. What the shapes are is known from <see cref="ScanTable"/>, whose agreement with this
/// file is tested for every opcode.
/// </remarks>
internal static unsafe class InstructionLengths
{
    /// <summary>Bytes behind the last byte asked for that must be readable, whatever the vectors' width.</summary>
    public const int Overread = 64 + 8;

    /// <summary>The longest instruction that has a length here.</summary>
    private const int Longest = 9;

    /// <summary>Fills in the lengths for so many bytes, and behind them zeros where an instruction that begins among them may end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill(byte* bytes, byte* lengths, int count)
    {
        for (var at = 0; at < count; at += Vector<byte>.Count)
        {
            Of(bytes + at).Store(lengths + at);
        }

        new Span<byte>(lengths + count, Longest).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Of(byte* bytes)
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
        var accessIsOdd = (offsetThree & goesOn5) | Vector.GreaterThanOrEqual(next, new Vector<byte>(0x40));

        var isBlock = Between(opcode, 0x02, 0x04);
        var hasInteger = isBlock | Between(opcode, 0x0C, 0x0D) | Vector.Equals(opcode, new Vector<byte>(0x10)) | Between(opcode, 0x20, 0x26) | Between(opcode, 0x3F, 0x42);
        var hasAccess = Between(opcode, 0x28, 0x3E);
        var isRare = Between(opcode, 0x06, 0x0A) | Vector.Equals(opcode, new Vector<byte>(0x0E)) | Between(opcode, 0x11, 0x19) | Between(opcode, 0x1C, 0x1F)
            | Vector.Equals(opcode, new Vector<byte>(0x27)) | Vector.GreaterThanOrEqual(opcode, new Vector<byte>(0xC5));
        // A local's index has to fit in what is noted of its touch: three bytes.
        isRare |= three & Between(opcode, 0x20, 0x22);
        // A block of a reference type that is spelled out has two bytes or more.
        isRare |= (hasInteger & integerIsLong) | (hasAccess & accessIsOdd) | (isBlock & Between(next, 0x63, 0x64));

        var length = Vector<byte>.One;
        length = Vector.ConditionalSelect(hasInteger, integer, length);
        length = Vector.ConditionalSelect(hasAccess, access, length);
        length += Vector.Equals(opcode, new Vector<byte>(0x43)) & new Vector<byte>(4);
        length += Vector.Equals(opcode, new Vector<byte>(0x44)) & new Vector<byte>(8);
        return Vector.AndNot(length, isRare);
    }

    /// <summary>Whether the byte's top bit says that its integer goes on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> GoesOn(Vector<byte> bytes) => Vector.LessThan(bytes.As<byte, sbyte>(), Vector<sbyte>.Zero).As<sbyte, byte>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<byte> Between(Vector<byte> bytes, byte first, byte last) =>
        Vector.LessThanOrEqual(bytes - new Vector<byte>(first), new Vector<byte>((byte)(last - first)));
}
