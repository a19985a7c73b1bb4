using System.Numerics;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// The touches of locals in a window. The first step notes an instruction's first four bytes, which hold its index if that has three bytes or
/// fewer; <see cref="Decode"/> makes all indices of a window at once.
/// </summary>
/// <param name="window">The window's bytes. A touch has two at least.</param>
internal sealed unsafe class TouchBuffer(int window)
{
    /// <summary>Indices from here on are not spelled in three bytes. No function has as many locals.</summary>
    private const uint IndexLimit = 1 << 21;

    private readonly PinnedBuffer<uint> _codes = new((window / 2) + 1 + Vector<uint>.Count);
    private readonly PinnedBuffer<nint> _events = new((window / 2) + 2);

    /// <summary>For each touch its bytes, and once decoded its local: the index, times the size of a state, in the top bit whether it is assigned.</summary>
    public uint* Codes => _codes.Address;

    /// <summary>For each touch the address of the <see cref="ScanEvent"/> it stands before.</summary>
    public nint* Events => _events.Address;

    /// <summary>The bytes of a touch whose index is not spelled in three bytes or fewer, as if it were.</summary>
    public static uint Code(byte opcode, uint index)
    {
        var spelled = uint.Min(index, IndexLimit - 1);
        return opcode | ((spelled & 0x7F) << 8) | 0x8000 | ((spelled & 0x3F80) << 9) | 0x80_0000 | ((spelled & 0x1F_C000) << 10);
    }

    /// <summary>Whether a decoded touch assigns its local.</summary>
    public static bool Assigns(uint touch) => (int)touch < 0;

    /// <summary>The index of a decoded touch's local.</summary>
    public static uint Index(uint touch) => (touch << 1) >> (1 + LocalState.SizeBits);

    /// <summary>Makes indices of so many touches.</summary>
    /// <param name="count">How many were noted.</param>
    /// <param name="locals">How many locals there are.</param>
    /// <returns>Whether all those locals exist.</returns>
    public bool Decode(int count, uint locals)
    {
        var codes = Codes;
        var strange = Vector<uint>.Zero;
        var limit = new Vector<uint>(locals << LocalState.SizeBits);
        // The last vector may reach behind the last touch, where local 0 is as good as any.
        Vector<uint>.Zero.Store(codes + count);
        for (var at = 0; at < count; at += Vector<uint>.Count)
        {
            var code = Vector.Load(codes + at);
            var goesOn = GoesOn(code << 16);
            var goesOnTwice = goesOn & GoesOn(code << 8);
            var index = ((code >> 8) & new Vector<uint>(0x7F))
                | ((code >> 9) & new Vector<uint>(0x3F80) & goesOn)
                | ((code >> 10) & new Vector<uint>(0x1F_C000) & goesOnTwice);
            var place = index << LocalState.SizeBits;
            strange |= Vector.GreaterThanOrEqual(place, limit);
            // Of the opcodes 0x20 to 0x22 the first reads.
            var assigns = ((code << 31) | (code << 30)) & new Vector<uint>(0x8000_0000);
            (place | assigns).Store(codes + at);
        }

        return strange == Vector<uint>.Zero;
    }

    private static Vector<uint> GoesOn(Vector<uint> topBit) => Vector.ShiftRightArithmetic(topBit.As<uint, int>(), 31).As<int, uint>();
}
