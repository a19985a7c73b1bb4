using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling;

/// <content>The first step over a body's instructions.</content>
internal sealed unsafe partial class BodyScanner
{
    /// <summary>
    /// The first step: finds the instructions that begin between two offsets, counts them by class, and notes those the second step has to
    /// follow: the events, and apart from them the touches of locals.
    /// </summary>
    /// <param name="from">Where the first instruction begins.</param>
    /// <param name="to">Where the window ends.</param>
    /// <returns>The offset behind the last instruction; negative where one is malformed.</returns>
    private int FindInstructions(int from, int to)
    {
        var p = _body.Base + from;
        var limit = _body.Base + to;
        InstructionLengths.Fill(p, _lengths.Address, to - from);
        // Lengths lie at the same distance from their bytes throughout the window.
        var toLengths = (nint)(_lengths.Address - p);
        _noted = _events.Address;
        _touchCount = 0;
        while (p < limit && (p = FindUsual(p, toLengths)) < limit)
        {
            var passed = PassUnusual(p);
            if (passed == 0)
            {
                return -1;
            }

            Note(p, (int)(uint)passed);
            p += passed >> 32;
        }

        return (int)(p - _body.Base);
    }

    /// <summary>Finds instructions up to the first whose length is not known, as it is not behind the window.</summary>
    /// <remarks>
    /// Nothing here branches on what the instructions are, for such branches would be mispredicted and cost more than all the work. It calls no
    /// other method, so that everything stays in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private byte* FindUsual(byte* p, nint toLengths)
    {
        var entries = ScanTable.Entries;
        var counters = _classCounters.Address;
        var noted = _noted;
        var touches = _touches.Codes;
        var touchEvents = _touches.Events;
        nint touch = _touchCount;
        nint bank = 0;
        var depth = _tableDepth;
        var above = _above;
        nint length;
        while ((length = p[toLengths]) != 0)
        {
            var code = *(uint*)p;
            var entry = entries + (byte)code;
            // Counting one class several times in a row would wait for the memory each time; two places for it seldom do.
            counters[bank + entry->Class]++;
            bank ^= CounterBank;
            int change = entry->DepthChange;
            depth += change;
            above -= change;
            // At least 0; a maximum would become a branch.
            above &= ~(above >> 31);
            noted->At = p;
            noted->Depth = depth;
            noted->Above = above;
            noted->Code = code;
            noted->Touches = (int)touch;
            touches[touch] = code;
            touchEvents[touch] = (nint)noted;
            nint isEvent = entry->IsEvent;
            above &= ~(int)isEvent;
            noted -= isEvent;
            touch += entry->TouchesLocal;
            p += length;
        }

        _noted = noted;
        _touchCount = (int)touch;
        _tableDepth = depth;
        _above = above;
        return p;
    }

    /// <summary>Counts and notes one instruction.</summary>
    private void Note(byte* p, int opcode)
    {
        var entry = ScanTable.Entries + opcode;
        _classCounters.Address[entry->Class]++;
        _tableDepth += entry->DepthChange;
        _above = int.Max(0, _above - entry->DepthChange);
        if (entry->TouchesLocal != 0)
        {
            _touches.Codes[_touchCount] = TouchBuffer.Code(*p, (uint)ScanLeb.ReadU32(p + 1));
            _touches.Events[_touchCount++] = (nint)_noted;
        }
        else if (entry->IsEvent != 0)
        {
            *_noted++ = new ScanEvent { At = p, Depth = _tableDepth, Above = _above, Code = *(uint*)p, Touches = _touchCount };
            _above = 0;
        }
    }
}
