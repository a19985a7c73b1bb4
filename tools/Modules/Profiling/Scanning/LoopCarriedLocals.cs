using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Follows the locals that loops carry around: counts them at the loops' headers, and lets their values live to the loops' ends. It owns the nest
/// of loops, and beside <see cref="LocalState"/> a second table for the few locals that are carried.
/// </summary>
internal sealed unsafe class LoopCarriedLocals(TouchClock clock)
{
    private readonly PinnedBuffer<CarriedLocal> _table = new(256);
    private readonly List<int> _carried = [];
    // Not readonly: a struct, so that its fields are found without another load.
    private LoopNest _loops = new();

    /// <summary>The time the innermost open loop began.</summary>
    public int InnermostStart => _loops.InnermostStart;

    /// <summary>Join arguments at loops' headers.</summary>
    public long JoinArguments { get; private set; }

    /// <summary>Basic blocks from the last touches of carried locals to the ends of their loops.</summary>
    public long LiveAcrossBlocks { get; private set; }

    public void BeginFunction(int locals)
    {
        _loops.BeginFunction();
        _carried.Clear();
        _table.Grow(locals);
        JoinArguments = 0;
        LiveAcrossBlocks = 0;
    }

    /// <summary>A loop begins.</summary>
    public void Enter(int time) => _loops.Enter(time);

    /// <summary>
    /// The innermost loop ends. The locals it carries are marked <see cref="LocalState.Carried"/>, so that their next assignment comes to <see cref="Assign"/>.
    /// </summary>
    public void Leave(int backEdges, int basicBlocks, LocalState* locals)
    {
        while (_loops.TryTakeWatched(out var index))
        {
            var local = locals + index;
            if (local->LastSet != LocalState.Carried)
            {
                _table.Address[index].LastSet = local->LastSet;
                local->LastSet = LocalState.Carried;
            }
        }

        // The header's predecessors are the way in and every branch back.
        JoinArguments += _loops.Leave(backEdges, basicBlocks) * (backEdges + 1);
    }

    /// <summary>
    /// Follows an assignment. Loops that carried the local and have ended end its value's life; open loops that read it since it was last
    /// assigned carry it from now on.
    /// </summary>
    /// <param name="index">The local.</param>
    /// <param name="local">Its state before the assignment.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Assign(int index, LocalState* local)
    {
        var carried = _table.Address + index;
        if (carried->FunctionStart != clock.FunctionStart)
        {
            *carried = new CarriedLocal { FunctionStart = clock.FunctionStart };
        }

        var lastSet = local->LastSet == LocalState.Carried ? carried->LastSet : local->LastSet;
        LiveToLoopEnd(carried, local->Block);
        var wasCarried = carried->InnerLoop != 0;
        if (local->LastTouch > lastSet && lastSet < _loops.InnermostStart
            && _loops.Carry(lastSet, local->LastTouch, ref carried->OuterLoop, ref carried->InnerLoop) && !wasCarried)
        {
            _carried.Add(index);
        }

        if (carried->InnerLoop != 0)
        {
            _loops.Watch(index);
        }
    }

    /// <summary>The function ends, and with it all loops. What they carry lives to their ends, though nothing reads it there.</summary>
    public void EndFunction(LocalState* locals)
    {
        foreach (var index in CollectionsMarshal.AsSpan(_carried))
        {
            LiveToLoopEnd(_table.Address + index, locals[index].Block);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void LiveToLoopEnd(CarriedLocal* carried, int lastTouchedBlock)
    {
        if (carried->InnerLoop != 0)
        {
            LiveAcrossBlocks += int.Max(0, _loops.Close(ref carried->OuterLoop, ref carried->InnerLoop) - lastTouchedBlock);
        }
    }
}
