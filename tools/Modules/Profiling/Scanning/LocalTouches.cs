using System.Runtime.CompilerServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Decides when the window's touches of locals are followed, and by what: by <see cref="LocalLifetimes"/> and then by <see cref="FarUses"/>, in
/// runs that end where a loop begins or ends. It leaves out touches in unreachable code, and of locals that do not exist.
/// </summary>
internal sealed unsafe class LocalTouches
{
    private readonly TouchClock _clock;
    private readonly ScanWindow _window;
    private readonly LoopCarriedLocals _loops;
    private readonly LocalLifetimes _lifetimes;
    private readonly FarUses _farUses;
    private uint _locals;

    // How many touches of the window were followed, and whether some touch names a local that does not exist.
    private int _followed;
    private bool _hasUnknownLocals;

    public LocalTouches(TouchClock clock, ScanWindow window)
    {
        _clock = clock;
        _window = window;
        _loops = new LoopCarriedLocals(clock);
        _farUses = new FarUses(clock);
        _lifetimes = new LocalLifetimes(clock, window, Joins, _loops, _farUses);
    }

    /// <summary>The blocks of the function, as joins of values.</summary>
    public JoinForest Joins { get; } = new();

    public long JoinArguments => _lifetimes.JoinArguments + _loops.JoinArguments;

    public long LiveAcrossBlocks => _lifetimes.AcrossBlocks + _loops.LiveAcrossBlocks;

    public long LiveAcrossCalls => _lifetimes.AcrossCalls;

    public long FarUses => _farUses.Count;

    /// <param name="locals">Parameters and declared locals.</param>
    /// <param name="bodyBytes">The body's size.</param>
    public void BeginFunction(int locals, int bodyBytes)
    {
        _locals = (uint)locals;
        Joins.BeginFunction();
        _loops.BeginFunction(locals);
        _lifetimes.BeginFunction(locals, bodyBytes);
        _farUses.BeginFunction(bodyBytes);
    }

    public void EndFunction() => _loops.EndFunction(_lifetimes.States);

    public void BeginWindow()
    {
        _hasUnknownLocals = !_window.DecodeTouches(_locals);
        _followed = 0;
        _lifetimes.BeginWindow(_locals);
    }

    /// <summary>Follows the touches up to one.</summary>
    public void FollowTo(int touch)
    {
        while (_hasUnknownLocals && _followed < touch)
        {
            // One by one, so that those of no local can be left out.
            if (ScanWindow.GetLocal(_window.Touches[_followed]) < _locals)
            {
                FollowRun(_followed + 1);
            }
            else
            {
                SkipTo(_followed + 1);
            }
        }

        if (_followed < touch)
        {
            FollowRun(touch);
        }
    }

    /// <summary>Leaves out the touches up to one. They take time, but touch no local.</summary>
    public void SkipTo(int touch)
    {
        for (; _followed < touch; _followed++)
        {
            _farUses.Previous[_clock.WindowStart + _followed] = int.MaxValue;
        }
    }

    /// <summary>A loop begins.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void EnterLoop(int time)
    {
        FollowTo(time - _clock.WindowStart);
        _loops.Enter(time);
    }

    /// <summary>The innermost block ends, which is a loop.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void LeaveLoop(int backEdges, int basicBlocks, int time)
    {
        FollowTo(time - _clock.WindowStart);
        _loops.Leave(backEdges, basicBlocks, _lifetimes.States);
        Joins.Leave(0, time);
    }

    private void FollowRun(int to)
    {
        _lifetimes.Follow(_followed, to);
        if (_locals > Scanning.FarUses.Distance)
        {
            _farUses.CountRun(_window.Touches, _followed, to);
        }

        _followed = to;
    }
}
