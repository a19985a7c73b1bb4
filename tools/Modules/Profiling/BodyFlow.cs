using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// The second step over a body: follows its blocks, branches and calls, the depth of its operand stack, and its locals along them: how long
/// their values live, across how many blocks and calls, which of them joins and loops carry.
/// </summary>
internal sealed unsafe partial class BodyFlow
{
    /// <summary>The floor of code that nothing reaches: so low that no depth above it is the highest.</summary>
    private const int UnreachableFloor = int.MinValue / 2;

    private readonly TypeTable _types;
    private readonly ScannedBody _body;
    private readonly PinnedBuffer<Frame> _frames = new(256);
    private readonly PinnedBuffer<LocalState> _stateBuffer = new(256);
    private readonly PinnedBuffer<int> _timeBuffer = new(4096);
    private readonly PinnedBuffer<CarriedLocal> _carriedBuffer = new(256);
    private readonly List<int> _carried = [];
    private JoinForest _joins = new();
    private LoopNest _loops = new();

    // Blocks: the innermost open one, and whether anything reaches the code at hand.
    private Frame* _top;
    private Frame* _lastFrame;
    private Frame* _deepestFrame;
    private int _deepestUnreachable;
    private bool _live;
    private int _tables;

    // The operand stack is as deep as the first step knows, and this much deeper: calls and the ends of blocks change it.
    private int _floor;

    // Where code that something reaches goes on, and where the function ended.
    private int _resumeAt;
    private int _closedAt;

    // Basic blocks so far.
    private int _blocks;

    private LocalState* _states;
    private uint _count;

    // The time of the next touch behind the event at hand, and of the window's first. It runs on from function to function, so that older
    // states are recognised by their age; the time of a function's entry is that of no touch.
    private int _time;
    private int _windowTime = 1;
    private int _entryTime;
    private int _lastCall;

    public BodyFlow(TypeTable types, ScannedBody body)
    {
        _types = types;
        _body = body;
    }

    /// <summary>Whether the function's own end was met and stood at the body's.</summary>
    public bool EndedWithBody => _closedAt == _body.End;

    /// <summary>Whether the function's own end was met.</summary>
    public bool HasEnded => _closedAt >= 0;

    /// <summary>Instructions by class that nothing reaches; all zero unless <see cref="HasUnreachable"/>.</summary>
    public long[] Unreachable { get; } = new long[(int)InstructionClass.Simd + 1];

    public bool HasUnreachable { get; private set; }

    /// <summary>The most values on the operand stack.</summary>
    public int Highest { get; private set; }

    /// <summary>The most blocks open at once.</summary>
    public int Deepest => int.Max(_deepestUnreachable, (int)(_deepestFrame - _frames.Address));

    public long BranchTableLabels { get; private set; }

    public long BasicBlocks => _blocks;

    /// <summary>For each block with results: their number times the basic blocks before it.</summary>
    public long ResultCarryingBlocks { get; private set; }

    /// <summary>For each read, the blocks begun since the local was last touched; and what loops carry, to their ends.</summary>
    public long LiveAcrossBlocks { get; private set; }

    /// <summary>Reads with a call since the local was last touched.</summary>
    public long LiveAcrossCalls { get; private set; }

    /// <summary>Predecessors times join values.</summary>
    public long JoinArguments { get; private set; }

    /// <param name="results">Results of the function.</param>
    /// <param name="locals">Parameters and locals. All count as assigned now.</param>
    /// <param name="bodyBytes">The body's size, which bounds how many touches there are: each takes two bytes.</param>
    public void Begin(int results, int locals, int bodyBytes)
    {
        _top = _frames.Address;
        _lastFrame = _top + _frames.Capacity - 1;
        *_top = new Frame { Kind = FrameKind.Function, Results = results };
        _live = true;
        _tables = 0;
        _floor = 0;
        _resumeAt = 0;
        _closedAt = -1;
        _blocks = 1;
        Highest = 0;
        _deepestFrame = _top;
        _deepestUnreachable = 0;
        BranchTableLabels = 0;
        ResultCarryingBlocks = 0;
        LiveAcrossBlocks = 0;
        LiveAcrossCalls = 0;
        JoinArguments = 0;
        if (HasUnreachable)
        {
            Unreachable.AsSpan().Clear();
            HasUnreachable = false;
        }

        BeginLocals(locals, bodyBytes);
    }

    /// <summary>The function has ended, and with it all loops: what one carries lived to its end, though nothing reads it there.</summary>
    public void Finish()
    {
        foreach (var index in _carried)
        {
            LiveToLoopEnds(index);
        }
    }

    private void BeginLocals(int locals, int bodyBytes)
    {
        _joins.Reset();
        _loops.Reset();
        _carried.Clear();
        _stateBuffer.Grow(locals);
        _carriedBuffer.Grow(locals);
        _timeBuffer.Grow((bodyBytes / 2) + FarStride);
        _count = (uint)locals;
        _entryTime = _windowTime++;
        _states = _stateBuffer.Address;
        _before = _timeBuffer.Address - _windowTime;
        _lastCall = _entryTime;
        FarUses = 0;
        _farSince = _entryTime - 1;
        _beginsLocalsLate = locals > bodyBytes;
        if (!_beginsLocalsLate)
        {
            new Span<LocalState>(_states, locals).Fill(AtEntry);
        }
    }
}
