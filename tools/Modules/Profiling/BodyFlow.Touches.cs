using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompileBench.Modules.Profiling;

/// <content>
/// The touches of locals. They are followed after the events around them, many at a time and without branches on what they are: what was so when
/// a touch came is read from the event behind it. Only loops cannot be told afterwards, so that where one begins or ends, all touches before are
/// followed first.
/// </content>
internal sealed unsafe partial class BodyFlow
{
    // The window's touches and the events they stand before, and how many are behind us.
    private uint* _touches;
    private nint* _touchEvents;
    private int _followed;

    // Whether some touch names a local that is none.
    private bool _hasStrangers;

    // Whether there are so many locals that each is begun when it is first touched, not all at the function's entry.
    private bool _beginsLocalsLate;

    // When the touched local was touched before, by time.
    private int* _before;

    /// <summary>How a function's entry leaves its locals.</summary>
    private LocalState AtEntry => new() { LastTouch = _entryTime, LastSet = _entryTime, Block = 1 };

    private void BeginTouches(TouchBuffer touches, int count)
    {
        _hasStrangers = !touches.Decode(count, _count);
        _touches = touches.Codes;
        _touchEvents = touches.Events;
        _followed = 0;
        if (_beginsLocalsLate)
        {
            for (var at = 0; at < count; at++)
            {
                var index = TouchBuffer.Index(_touches[at]);
                if (index < _count && _states[index].LastTouch < _entryTime)
                {
                    _states[index] = AtEntry;
                }
            }
        }
    }

    /// <summary>Follows touches up to one that is not followed yet.</summary>
    private void FollowTouches(int to)
    {
        while (_hasStrangers && _followed < to)
        {
            // One by one, so that those that touch nothing can be left out.
            if (TouchBuffer.Index(_touches[_followed]) < _count)
            {
                FollowRun(_followed, _followed + 1);
                _followed++;
            }
            else
            {
                PassTouches(_followed + 1);
            }
        }

        if (_followed < to)
        {
            FollowRun(_followed, to);
            _followed = to;
        }
    }

    /// <summary>Leaves touches out. They take their time, but are no local's.</summary>
    private void PassTouches(int to)
    {
        for (; _followed < to; _followed++)
        {
            _before[_windowTime + _followed] = int.MaxValue;
        }
    }

    private void FollowRun(int from, int to)
    {
        var at = from;
        while ((at = FollowOrdinaryTouches(at, to)) < to)
        {
            FollowAssignmentInLoop(at++);
        }

        if (_count > FarDistance)
        {
            CountFarUses(from, to);
        }
    }

    /// <summary>
    /// Follows touches up to the first that assigns what was read in the innermost loop since it began, or what a loop that ended carried.
    /// </summary>
    /// <returns>That, or the end.</returns>
    /// <remarks>
    /// A touch is done as one vector, the <see cref="LocalState"/>. There is one branch, which few take: those assignments, and reads behind the end
    /// of the block that the local was assigned in. It calls no other method, so that the sums stay in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int FollowOrdinaryTouches(int from, int to)
    {
        var touches = _touches;
        var touchEvents = _touchEvents;
        var states = (byte*)_states;
        var blocks = _joins.Nodes;
        var innermostLoop = _loops.InnermostStart;
        var timeOfFirst = _windowTime;
        var before = _before + timeOfFirst;
        // A state's last touch and last assignment are times; its last touch and its blocks change even where it is read.
        var areTimes = Vector128.Create(-1, -1, 0, 0);
        var alwaysNew = Vector128.Create(-1, 0, -1, 0);
        var areBlocks = Vector128.Create(0, 0, -1, 0);
        var acrossBlocks = Vector128<long>.Zero;
        var acrossCalls = Vector128<int>.Zero;
        var joinArguments = 0L;
        nint at = from;
        for (; at < to; at++)
        {
            var touch = (int)touches[at];
            var local = (LocalState*)(states + (touch & int.MaxValue));
            var time = timeOfFirst + (int)at;
            var state = Vector128.Load((int*)local);
            var assigns = touch >> 31;
            var block = blocks + local->AssignedIn;
            // Differences of times: negative where the first is earlier. The mask takes the one that matters.
            var lastSet = local->LastSet;
            var lastTouch = local->LastTouch;
            var isInLoop = (lastSet - innermostLoop) & (lastSet - lastTouch);
            var isBehindBlock = block->EndTime - 1 - time;
            if (((isInLoop & assigns) | (isBehindBlock & ~assigns)) < 0)
            {
                if (assigns != 0)
                {
                    break;
                }

                var assignedIn = local->AssignedIn;
                joinArguments += JoinForest.PassJoins(blocks, ref assignedIn, time);
                state = state.WithElement(3, assignedIn);
            }

            before[at] = lastTouch;
            var assignsAll = Vector128.Create(assigns);
            var context = Vector128.Load((int*)(touchEvents[at] + ScanEvent.ContextAt));
            acrossCalls += Vector128.AndNot(Vector128.GreaterThan(context, state), assignsAll);
            acrossBlocks += (Vector128.AndNot(context - state, assignsAll) & areBlocks).AsInt64();
            var assigned = Vector128.ConditionalSelect(areTimes, Vector128.Create(time), context);
            Vector128.ConditionalSelect(assignsAll | alwaysNew, assigned, state).Store((int*)local);
        }

        JoinArguments += joinArguments;
        LiveAcrossBlocks += acrossBlocks[1];
        LiveAcrossCalls -= acrossCalls[0];
        return (int)at;
    }

    /// <summary>
    /// Follows an assignment. If loops carried the local that have ended, they end its value's life; those it was read in since it was assigned
    /// carry it from now on.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FollowAssignmentInLoop(int at)
    {
        var index = (int)TouchBuffer.Index(_touches[at]);
        var local = _states + index;
        var carried = _carriedBuffer.Address + index;
        if (carried->EntryTime != _entryTime)
        {
            *carried = new CarriedLocal { EntryTime = _entryTime };
        }

        var before = local->LastTouch;
        var lastSet = local->LastSet == LocalState.Carried ? carried->LastSet : local->LastSet;
        LiveToLoopEnds(index);
        var isCarried = carried->InnerLoop != 0;
        if (before > lastSet && lastSet < _loops.InnermostStart
            && _loops.Carry(lastSet, before, ref carried->OuterLoop, ref carried->InnerLoop) && !isCarried)
        {
            _carried.Add(index);
        }

        if (carried->InnerLoop != 0)
        {
            _loops.Watch(index);
        }

        var next = (ScanEvent*)_touchEvents[at];
        var time = _windowTime + at;
        _before[time] = before;
        // As a vector, for it will be read as one.
        Vector128.Create(time, time, next->Blocks, next->Inside).Store((int*)local);
    }

    /// <summary>The innermost loop ends: whichever local it carries has to be looked at when it is next assigned.</summary>
    private void MarkCarried()
    {
        while (_loops.TryTakeWatched(out var index))
        {
            var local = _states + index;
            if (local->LastSet != LocalState.Carried)
            {
                _carriedBuffer.Address[index].LastSet = local->LastSet;
                local->LastSet = LocalState.Carried;
            }
        }
    }

    /// <summary>A value that loops carried lived on to the end of the outermost that has ended.</summary>
    private void LiveToLoopEnds(int index)
    {
        var carried = _carriedBuffer.Address + index;
        if (carried->InnerLoop != 0)
        {
            LiveAcrossBlocks += int.Max(0, _loops.Close(ref carried->OuterLoop, ref carried->InnerLoop) - _states[index].Block);
        }
    }
}
