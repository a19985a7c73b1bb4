using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The first step over a body: finds the instructions of a window, counts them by class, follows the depth of the operand stack as far as the
/// table of instructions gives it, and puts events and touches of locals into the window.
/// </summary>
internal sealed unsafe class InstructionFinder(BodyBytes body, ScanWindow window)
{
    private readonly PinnedBuffer<byte> _lengths = new(ScanWindow.Bytes + InstructionLengths.Overread, isZeroed: false);

    // The depth of the operand stack as far as the table of instructions gives it, and how much higher the stack was since the latest event.
    private int _tableDepth;
    private int _above;

    /// <summary>The function's instructions by class.</summary>
    public ClassCounts Counts { get; } = new();

    public void BeginFunction()
    {
        _tableDepth = 0;
        _above = 0;
    }

    /// <summary>Fills the window with what stands between two offsets.</summary>
    /// <param name="from">The offset of the first instruction.</param>
    /// <param name="to">The offset where the window ends.</param>
    /// <returns>The offset behind the last instruction; negative where one is malformed.</returns>
    /// <exception cref="Wasm.Reading.WasmDecodeException">One is malformed.</exception>
    public int Find(int from, int to)
    {
        var p = body.Base + from;
        var limit = body.Base + to;
        InstructionLengths.Fill(p, _lengths.Address, to - from);
        // Lengths lie at the same distance from their bytes throughout the window.
        var toLengths = (nint)(_lengths.Address - p);
        window.Clear();
        while (p < limit && (p = FindOrdinary(p, toLengths)) < limit)
        {
            var extent = InstructionExtent.Find(body, p);
            if (extent == 0)
            {
                return -1;
            }

            Add(p, (int)(uint)extent);
            p += extent >> 32;
        }

        return (int)(p - body.Base);
    }

    /// <summary>Finds instructions up to the first whose length is not known. Behind the window no length is.</summary>
    /// <remarks>
    /// Nothing here branches on what the instructions are: such branches are mispredicted and cost more than all the work. Everything is written
    /// at the next free place, and the place moves on only if it was needed. The method calls no other, so that everything stays in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* FindOrdinary(byte* p, nint toLengths)
    {
        var entries = ScanTable.Entries;
        var counts = Counts.Address;
        var next = window.EventsEnd;
        var touches = window.Touches;
        var touchEvents = window.TouchEvents;
        nint touch = window.TouchCount;
        nint bank = 0;
        var depth = _tableDepth;
        var above = _above;
        nint length;
        while ((length = p[toLengths]) != 0)
        {
            var code = *(uint*)p;
            var entry = entries + (byte)code;
            counts[bank + entry->Class]++;
            bank ^= ClassCounts.Bank;
            int change = entry->DepthChange;
            depth += change;
            above -= change;
            // At least 0; a maximum would become a branch.
            above &= ~(above >> 31);
            next->At = p;
            next->Depth = depth;
            next->Above = above;
            next->Code = code;
            next->Touches = (int)touch;
            touches[touch] = code;
            touchEvents[touch] = (nint)next;
            nint isEvent = entry->IsEvent;
            above &= ~(int)isEvent;
            next -= isEvent;
            touch += entry->TouchesLocal;
            p += length;
        }

        window.EventsEnd = next;
        window.TouchCount = (int)touch;
        _tableDepth = depth;
        _above = above;
        return p;
    }

    /// <summary>Counts one instruction whose length was found by <see cref="InstructionExtent"/>, and adds it to the window.</summary>
    private void Add(byte* p, int opcode)
    {
        var entry = ScanTable.Entries + opcode;
        Counts.Address[entry->Class]++;
        _tableDepth += entry->DepthChange;
        _above = int.Max(0, _above - entry->DepthChange);
        if (entry->TouchesLocal != 0)
        {
            window.Touches[window.TouchCount] = ScanWindow.EncodeTouch(*p, (uint)UncheckedLeb.ReadU32(p + 1));
            window.TouchEvents[window.TouchCount++] = (nint)window.EventsEnd;
        }
        else if (entry->IsEvent != 0)
        {
            *window.EventsEnd++ = new ScanEvent { At = p, Depth = _tableDepth, Above = _above, Code = *(uint*)p, Touches = window.TouchCount };
            _above = 0;
        }
    }
}
