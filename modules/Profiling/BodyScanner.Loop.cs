using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling;

/// <content>The first step over a body's instructions.</content>
internal sealed unsafe partial class BodyScanner
{
    /// <summary>
    /// The first step: finds the instructions that begin between two offsets, counts them by class, and notes those the second step has to
    /// follow.
    /// </summary>
    /// <param name="from">Where the first instruction begins.</param>
    /// <param name="to">Where the window ends.</param>
    /// <param name="events">How many were noted.</param>
    /// <returns>The offset behind the last instruction; negative where one is malformed.</returns>
    private int FindInstructions(int from, int to, out int events)
    {
        var p = _body.Base + from;
        var limit = _body.Base + to;
        InstructionLengths.Fill(p, _lengths.Address, to - from);
        // Lengths lie at the same distance from their bytes throughout the window.
        var toLengths = _lengths.Address - p;
        _noted = _events.Address;
        events = 0;
        while ((p = FindUsual(p, limit, toLengths)) < limit)
        {
            var passed = PassUnusual(p);
            if (passed == 0)
            {
                return -1;
            }

            Note(p, (uint)passed);
            p += passed >> 32;
        }

        events = (int)(_noted - _events.Address);
        return (int)(p - _body.Base);
    }

    /// <summary>Finds instructions up to the first whose length is not known.</summary>
    /// <remarks>
    /// Nothing here branches on what the instructions are, for such branches would be mispredicted and cost more than all the work. It calls no
    /// other method, so that everything stays in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* FindUsual(byte* p, byte* limit, long toLengths)
    {
        var table = ScanTable.Address;
        var counters = _classCounters.Address;
        var start = _body.Base;
        var noted = _noted;
        var depth = _tableDepth;
        var above = _above;
        while (p < limit)
        {
            long length = p[toLengths];
            if (length == 0)
            {
                break;
            }

            var entry = table[*p];
            // Counting one class several times in a row would wait for the memory each time; four places for it seldom do.
            counters[ScanTable.ClassOf(entry) + (((int)p & (CounterBanks - 1)) * CounterBank)]++;
            var change = ScanTable.DepthChange(entry);
            depth += change;
            above -= change;
            above &= ~(above >> 31);
            noted->Offset = (int)(p - start);
            noted->Entry = entry;
            noted->Depth = depth;
            noted->Above = above;
            above &= ~ScanTable.DepthIsOpen(entry);
            noted += ScanTable.IsEvent(entry);
            p += length;
        }

        _noted = noted;
        _tableDepth = depth;
        _above = above;
        return p;
    }

    /// <summary>Counts and notes one instruction.</summary>
    private void Note(byte* p, uint entry)
    {
        _classCounters.Address[ScanTable.ClassOf(entry)]++;
        var change = ScanTable.DepthChange(entry);
        _tableDepth += change;
        _above = int.Max(0, _above - change);
        *_noted = new ScanEvent { Offset = (int)(p - _body.Base), Entry = entry, Depth = _tableDepth, Above = _above };
        _noted += ScanTable.IsEvent(entry);
        _above &= ~ScanTable.DepthIsOpen(entry);
    }
}
