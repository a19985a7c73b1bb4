using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The third step over a body: follows touches of locals, and counts how long values live across blocks and calls and which joins they come
/// through. It owns the table of <see cref="LocalState"/>.
/// </summary>
/// <remarks>
/// Touches are followed later than the events around them, many at a time and without branches on what they are. How things were at a touch is
/// read from the first event behind it. Only loops cannot be told afterwards; so <see cref="LocalTouches"/> has all earlier touches followed
/// where a loop begins or ends.
/// </remarks>
internal sealed unsafe class LocalLifetimes(TouchClock clock, ScanWindow window, JoinForest joins, LoopCarriedLocals loops, FarUses farUses)
{
    private readonly PinnedBuffer<LocalState> _states = new(256);

    // Whether there are so many locals that each is initialized at its first touch, not all at the function's beginning.
    private bool _initializesLate;

    /// <summary>The locals by index.</summary>
    public LocalState* States => _states.Address;

    /// <summary>For each read, the basic blocks begun since the local was last touched.</summary>
    public long AcrossBlocks { get; private set; }

    /// <summary>Reads with a call since the local was last touched.</summary>
    public long AcrossCalls { get; private set; }

    /// <summary>Join arguments at ends of blocks.</summary>
    public long JoinArguments { get; private set; }

    /// <summary>The state of a local that was not touched since the function's beginning, which assigns all.</summary>
    private LocalState Initial => new() { LastTouch = clock.FunctionStart, LastSet = clock.FunctionStart, Block = 1 };

    public void BeginFunction(int locals, int bodyBytes)
    {
        _states.Grow(locals);
        AcrossBlocks = 0;
        AcrossCalls = 0;
        JoinArguments = 0;
        _initializesLate = locals > bodyBytes;
        if (!_initializesLate)
        {
            new Span<LocalState>(States, locals).Fill(Initial);
        }
    }

    /// <summary>A window begins whose touches were decoded.</summary>
    public void BeginWindow(uint locals)
    {
        if (!_initializesLate)
        {
            return;
        }

        for (var at = 0; at < window.TouchCount; at++)
        {
            var index = ScanWindow.GetLocal(window.Touches[at]);
            if (index < locals && States[index].LastTouch < clock.FunctionStart)
            {
                States[index] = Initial;
            }
        }
    }

    /// <summary>Follows some touches of the window.</summary>
    public void Follow(int from, int to)
    {
        var at = from;
        while ((at = FollowOrdinary(at, to)) < to)
        {
            FollowAssignmentInLoop(at++);
        }
    }

    /// <summary>
    /// Follows touches up to the first that assigns a local that was read in the innermost loop since it was last assigned, or that an ended loop carried.
    /// </summary>
    /// <returns>The place of that touch, or the end.</returns>
    /// <remarks>
    /// A local's state is read and written as one vector. There is one branch, taken seldom: for those assignments, and for reads behind the end of
    /// the block that the local was assigned in. The method calls no other, so that the sums stay in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private int FollowOrdinary(int from, int to)
    {
        var touches = window.Touches;
        var touchEvents = window.TouchEvents;
        var states = (byte*)States;
        var blocks = joins.Nodes;
        var innermostLoop = loops.InnermostStart;
        var timeOfFirst = clock.WindowStart;
        var previous = farUses.Previous + timeOfFirst;
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
                joinArguments += JoinForest.SumJoins(blocks, ref assignedIn, time);
                state = state.WithElement(3, assignedIn);
            }

            previous[at] = lastTouch;
            var assignsAll = Vector128.Create(assigns);
            var context = Vector128.Load((int*)(touchEvents[at] + ScanEvent.ContextAt));
            acrossCalls += Vector128.AndNot(Vector128.GreaterThan(context, state), assignsAll);
            acrossBlocks += (Vector128.AndNot(context - state, assignsAll) & areBlocks).AsInt64();
            var assigned = Vector128.ConditionalSelect(areTimes, Vector128.Create(time), context);
            Vector128.ConditionalSelect(assignsAll | alwaysNew, assigned, state).Store((int*)local);
        }

        JoinArguments += joinArguments;
        AcrossBlocks += acrossBlocks[1];
        AcrossCalls -= acrossCalls[0];
        return (int)at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FollowAssignmentInLoop(int at)
    {
        var index = (int)ScanWindow.GetLocal(window.Touches[at]);
        var local = States + index;
        loops.Assign(index, local);
        var next = (ScanEvent*)window.TouchEvents[at];
        var time = clock.WindowStart + at;
        farUses.Previous[time] = local->LastTouch;
        // As one vector, since it is read as one.
        Vector128.Create(time, time, next->Blocks, next->Inside).Store((int*)local);
    }
}
