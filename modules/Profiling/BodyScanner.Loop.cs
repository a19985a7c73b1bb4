using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling;

/// <content>The two steps that go over every instruction.</content>
internal sealed unsafe partial class BodyScanner
{
    private const byte NamesMemory = 0x40;

    /// <summary>The floor of code that nothing reaches: so low that no depth above it is the highest.</summary>
    private const int Unreachable = int.MinValue / 2;

    /// <summary>
    /// The first step: finds the instructions that begin between two offsets, counts them by class, and notes those the second step has to
    /// follow. It has next to no branches that depend on the instructions, for those would be mispredicted and cost more than all its work.
    /// </summary>
    /// <param name="from">Where the first instruction begins.</param>
    /// <param name="to">Where the window ends.</param>
    /// <param name="events">How many were noted.</param>
    /// <returns>The offset behind the last instruction; negative where one is malformed.</returns>
    private int FindInstructions(int from, int to, out int events)
    {
        var table = ScanTable.Address;
        var counters = _counters.Address;
        var noted = _events.Address;
        var depth = _tableDepth;
        var above = _aboveLast;
        var start = _base;
        var p = start + from;
        var limit = start + to;
        // Lengths lie at the same distance from their bytes throughout the window.
        InstructionLengths.Fill(p, _lengths.Address, to - from);
        var toLengths = _lengths.Address - p;
        do
        {
            long length = p[toLengths];
            var entry = table[*p];
            if (length == 0)
            {
                var passed = PassUnusual(p);
                if (passed == 0)
                {
                    events = 0;
                    return -1;
                }

                length = (int)(passed >> 32);
                entry = (uint)passed;
            }

            counters[ScanTable.ClassOf(entry)]++;
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
        while (p < limit);

        _tableDepth = depth;
        _aboveLast = above;
        events = (int)(noted - _events.Address);
        return (int)(p - start);
    }

    /// <summary>The second step: follows blocks, branches and calls, and lets the locals be followed in between.</summary>
    /// <returns>Whether all stood where the grammar has them.</returns>
    private bool Follow(int events)
    {
        var noted = _events.Address;
        var end = noted + events;
        // The end reads as no local, so that nobody has to look for it.
        end->Entry = uint.MaxValue;
        for (; noted < end && noted->Offset < _resumeAt; noted++)
        {
        }

        for (; (noted = _locals.Follow(noted, _base)) < end; noted++)
        {
            var p = _base + noted->Offset + 1;
            var depth = _floor + noted->Depth;
            _highest = int.Max(_highest, depth + noted->Above);
            switch (ScanTable.ActionOf(noted->Entry))
            {
                case ScanAction.CallFunction:
                    _floor += _types.CallEffect(ReadIndex(p));
                    _highest = int.Max(_highest, _floor + noted->Depth);
                    _locals.Call();
                    continue;

                case ScanAction.EnterBlock:
                    EnterBlock(p, FrameKind.Block, depth);
                    continue;

                case ScanAction.EnterLoop:
                    EnterBlock(p, FrameKind.Loop, depth);
                    continue;

                case ScanAction.EnterIf:
                    EnterBlock(p, FrameKind.If, depth);
                    _locals.Blocks += 2;
                    continue;

                case ScanAction.BeginElse:
                    if (_top->Kind != FrameKind.If)
                    {
                        return false;
                    }

                    _floor = BeginArm(FrameKind.Else) - noted->Depth;
                    continue;

                case ScanAction.LeaveBlock:
                    depth = _top->Height + _top->Results;
                    _highest = int.Max(_highest, depth);
                    _floor = depth - noted->Depth;
                    LeaveBlock();
                    if (_top < _frames.Address)
                    {
                        _closedAt = noted->Offset + 1;
                        return true;
                    }

                    if (_live)
                    {
                        continue;
                    }

                    break;

                case ScanAction.BranchIf:
                    BranchTo(ReadIndex(p));
                    _locals.Blocks++;
                    continue;

                case ScanAction.Branch:
                    BranchTo(ReadIndex(p));
                    p += ScanLeb.ReadU32(p) >> 32;
                    break;

                case ScanAction.Stop:
                    break;

                default:
                    p = FollowRare(p - 1, noted->Depth);
                    if (p is null)
                    {
                        return false;
                    }

                    if (_live)
                    {
                        continue;
                    }

                    break;
            }

            // Nothing reaches what follows, up to where the block goes on or ends. Its depth counts from there.
            _live = false;
            _floor = Unreachable;
            _resumeAt = (int)(PassDeadCode(p) - _base);
            while (noted + 1 < end && noted[1].Offset < _resumeAt)
            {
                noted++;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint ReadIndex(byte* p) => *p < 0x80 ? *p : (uint)ScanLeb.ReadU32(p);
}
