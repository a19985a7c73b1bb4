namespace CompileBench.Modules.Profiling;

/// <summary>
/// Follows the locals of a function along its code: how long their values live, across how many blocks and calls, which of them joins and loops
/// carry. The scanner tells it of blocks and calls, and hands it the instructions that touch locals.
/// </summary>
internal sealed unsafe partial class LocalFlow
{
    private readonly PinnedBuffer<LocalState> _stateBuffer = new(256);
    private readonly PinnedBuffer<int> _touchBuffer = new(4096);
    private readonly JoinForest _joins = new();
    private readonly LoopNest _loops = new();
    private readonly List<int> _carried = [];

    private LocalState* _states;

    // Which local was touched, by time.
    private int* _touched;
    private uint _count;

    // The time of the next touch. It runs on from function to function, so that older states are recognised by their age.
    private int _time = 1;
    private int _entryTime;
    private int _lastCall;

    /// <summary>Basic blocks so far.</summary>
    public int Blocks { get; set; }

    /// <summary>For each read, the blocks begun since the local was last touched; and what loops carry, to their ends.</summary>
    public long LiveAcrossBlocks { get; private set; }

    /// <summary>Reads with a call since the local was last touched.</summary>
    public long LiveAcrossCalls { get; private set; }

    /// <summary>Predecessors times join values.</summary>
    public long JoinArguments { get; private set; }

    /// <param name="count">Parameters and locals. All count as touched now.</param>
    /// <param name="bodyBytes">The body's size, which bounds how many touches there are: each takes two bytes.</param>
    public void BeginFunction(int count, int bodyBytes)
    {
        _stateBuffer.Grow(count);
        _touchBuffer.Grow((bodyBytes / 2) + 3);
        _joins.Reset();
        _loops.Reset();
        _carried.Clear();
        _count = (uint)count;
        _entryTime = _time - 1;
        _states = _stateBuffer.Address;
        _touched = _touchBuffer.Address - _entryTime;
        _lastCall = _entryTime;
        Blocks = 1;
        LiveAcrossBlocks = 0;
        LiveAcrossCalls = 0;
        JoinArguments = 0;
        BeginFar();
    }

    /// <summary>The function ends, and with it all loops: what one carries lived to its end, though nothing reads it there.</summary>
    public void EndFunction()
    {
        foreach (var index in _carried)
        {
            LiveToLoopEnds(_states + index);
        }
    }

    public void Call() => _lastCall = _time;

    public void EnterBlock() => _joins.Enter();

    public void LeaveBlock(int predecessors) => _joins.Leave(predecessors);

    public void EnterLoop()
    {
        _joins.Enter();
        _loops.Enter(_time);
        Blocks++;
    }

    public void LeaveLoop(int backEdges)
    {
        // The header's predecessors are the way in and every branch back.
        JoinArguments += _loops.Leave(backEdges, Blocks) * (backEdges + 1);
        _joins.Leave(0);
    }
}
