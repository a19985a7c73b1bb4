using System.Numerics;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// What the first step finds in a window of bytes for the next ones: events, which are the instructions of control, and touches of locals.
/// It is small enough for the fastest cache.
/// </summary>
internal sealed unsafe class ScanWindow
{
    /// <summary>The bytes that the first step goes ahead of the second.</summary>
    public const int Bytes = 2048;

    // An instruction has a byte at least, a touch two. One place more is written to, and decoding writes whole vectors.
    private readonly PinnedBuffer<ScanEvent> _events = new(Bytes + 1, isZeroed: false);
    private readonly PinnedBuffer<uint> _touches = new((Bytes / 2) + 1 + Vector<uint>.Count, isZeroed: false);
    private readonly PinnedBuffer<nint> _touchEvents = new((Bytes / 2) + 2, isZeroed: false);

    /// <summary>Indices from here on are not encoded in three bytes. No function has as many locals.</summary>
    private const uint IndexLimit = 1 << 21;

    /// <summary>The first event.</summary>
    public ScanEvent* Events => _events.Address;

    /// <summary>The place behind the last event. There is room for one more.</summary>
    public ScanEvent* EventsEnd { get; set; }

    /// <summary>The number of events.</summary>
    public int EventCount => (int)(EventsEnd - Events);

    /// <summary>
    /// The touches. At first each holds the instruction's first four bytes; <see cref="DecodeTouches"/> turns it into the offset of the local's
    /// <see cref="LocalState"/>, with the top bit set where the local is assigned.
    /// </summary>
    public uint* Touches => _touches.Address;

    /// <summary>For each touch the address of the first event behind it.</summary>
    public nint* TouchEvents => _touchEvents.Address;

    /// <summary>The number of touches.</summary>
    public int TouchCount { get; set; }

    /// <summary>Encodes the bytes of a touch whose index takes four bytes or five, as if it took three.</summary>
    public static uint EncodeTouch(byte opcode, uint index)
    {
        var limited = uint.Min(index, IndexLimit - 1);
        return opcode | ((limited & 0x7F) << 8) | 0x8000 | ((limited & 0x3F80) << 9) | 0x80_0000 | ((limited & 0x1F_C000) << 10);
    }

    /// <summary>The index of a decoded touch's local.</summary>
    public static uint GetLocal(uint touch) => (touch << 1) >> (1 + LocalState.SizeBits);

    public void Clear()
    {
        EventsEnd = Events;
        TouchCount = 0;
    }

    /// <summary>Decodes all touches of the window.</summary>
    /// <param name="locals">The number of locals.</param>
    /// <returns>Whether all locals that are touched exist.</returns>
    public bool DecodeTouches(uint locals)
    {
        var count = TouchCount;
        var touches = Touches;
        var isUnknown = Vector<uint>.Zero;
        var limit = new Vector<uint>(locals << LocalState.SizeBits);
        // The last vector may reach behind the last touch, where any local that exists will do.
        Vector<uint>.Zero.Store(touches + count);
        for (var at = 0; at < count; at += Vector<uint>.Count)
        {
            var code = Vector.Load(touches + at);
            var hasSecond = HasTopBit(code << 16);
            var hasThird = hasSecond & HasTopBit(code << 8);
            var index = ((code >> 8) & new Vector<uint>(0x7F))
                | ((code >> 9) & new Vector<uint>(0x3F80) & hasSecond)
                | ((code >> 10) & new Vector<uint>(0x1F_C000) & hasThird);
            var offset = index << LocalState.SizeBits;
            isUnknown |= Vector.GreaterThanOrEqual(offset, limit);
            // Of the opcodes 0x20 to 0x22 the first reads.
            var assigns = ((code << 31) | (code << 30)) & new Vector<uint>(0x8000_0000);
            (offset | assigns).Store(touches + at);
        }

        return isUnknown == Vector<uint>.Zero;
    }

    private static Vector<uint> HasTopBit(Vector<uint> numbers) => Vector.ShiftRightArithmetic(numbers.As<uint, int>(), 31).As<int, uint>();
}
