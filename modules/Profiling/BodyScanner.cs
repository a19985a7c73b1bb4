using CompileBench.Modules.Binary;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// Counts one function body after another, at several times the speed of validating it. It accepts exactly what
/// <see cref="FunctionBody.Check"/> accepts; where it meets anything malformed it only says so, and the exact reader finds out what.
/// </summary>
/// <remarks>
/// How it is fast. What such a loop costs is mispredicted branches, so there are two steps a window of bytes: the first finds and counts all
/// instructions without a branch that depends on them, the second has to choose only among the few kinds that are followed. Every count is an
/// addition to an array, and nothing is checked for the body's end within an instruction. The last is allowed because both steps stop short of
/// the module's end (<see cref="Margin"/>) and the last bytes are scanned from a padded copy; that a body was not overrun is checked once, at
/// its end. Instructions of any length go through the exact reader.
/// </remarks>
internal sealed unsafe partial class BodyScanner
{
    /// <summary>Bytes behind the last instruction found without bounds checks: for its own length, 32 at most, and for the vectors that look ahead.</summary>
    private const int Margin = 2 * InstructionLengths.Overread;

    /// <summary>Bytes that the first step goes ahead of the second: what it notes of them stays in the fastest cache.</summary>
    private const int Window = 1024;

    private const int Classes = (int)InstructionClass.Simd + 1;

    private readonly TypeTable _types;
    private readonly PinnedBuffer<long> _counters = new(FunctionCounter.Count);
    private readonly PinnedBuffer<Frame> _frames = new(256);
    private readonly PinnedBuffer<byte> _tail = new(3 * Margin);
    private readonly PinnedBuffer<byte> _lengths = new(Window + InstructionLengths.Overread);
    private readonly PinnedBuffer<ScanEvent> _events = new(Window + 1);
    private readonly long[] _unreachable = new long[Classes];
    private readonly LocalFlow _locals = new();

    private byte* _module;
    private int _moduleLength;
    private int _bodyEnd;
    private bool _hasDataCount;

    // The bytes now scanned stand at this address less their offset in the module: the module itself, or the copy of its last bytes.
    private byte* _base;

    private Frame* _top;
    private bool _live;
    private bool _hasUnreachable;
    private int _floor;
    private int _highest;
    private int _tableDepth;
    private int _aboveLast;
    private int _resumeAt;
    private int _closedAt;
    private int _tables;
    private int _deepest;

    public BodyScanner(TypeTable types) => _types = types;

    /// <summary>The counts of the function last scanned, at the places <see cref="FunctionCounter"/> names.</summary>
    public ReadOnlySpan<long> Counters => _counters.Span;

    /// <summary>Where the module lies while its bodies are scanned; it must not move.</summary>
    public void Attach(byte* module, int length)
    {
        _module = module;
        _moduleLength = length;
    }

    /// <summary>Counts a body.</summary>
    /// <param name="body">A body of the attached module.</param>
    /// <param name="function">The function's index, imported ones counted.</param>
    /// <exception cref="WasmDecodeException">The body is malformed.</exception>
    public void Scan(in FunctionBody body, int function)
    {
        var declared = body.ReadLocals(out var instructions);
        Begin(body, function, declared);
        if (!TryScanInstructions(instructions.Position))
        {
            body.Check();
            throw new InvalidOperationException($"the fast reader refuses the body at byte {body.Offset} and the exact one does not");
        }
    }

    private void Begin(in FunctionBody body, int function, int declared)
    {
        var (parameters, results) = _types.OfFunction(function);
        _bodyEnd = body.Offset + body.Size;
        _hasDataCount = body.HasDataCount;
        var counters = _counters.Span;
        counters.Clear();
        counters[FunctionCounter.BodyBytes] = body.Size;
        counters[FunctionCounter.Parameters] = parameters;
        counters[FunctionCounter.Results] = results;
        counters[FunctionCounter.Locals] = declared;
        _locals.BeginFunction(parameters + declared, body.Size);
        _top = _frames.Address;
        *_top = new Frame { Kind = FrameKind.Function, Results = results };
        _live = true;
        _closedAt = -1;
        _floor = 0;
        _highest = 0;
        _tableDepth = 0;
        _aboveLast = 0;
        _resumeAt = 0;
        _tables = 0;
        _deepest = 0;
        if (_hasUnreachable)
        {
            _unreachable.AsSpan().Clear();
            _hasUnreachable = false;
        }
    }

    private bool TryScanInstructions(int offset)
    {
        try
        {
            _base = _module;
            var whole = offset;
            if (!ScanRange(ref whole, int.Min(_bodyEnd, _moduleLength - Margin)))
            {
                return false;
            }

            if (whole < _bodyEnd)
            {
                // What is left lies within the margin. A copy with room behind it can be read as freely as the rest.
                var left = _bodyEnd - whole;
                new ReadOnlySpan<byte>(_module + whole, left).CopyTo(_tail.Span);
                _tail.Span[left..].Clear();
                _base = _tail.Address - whole;
                if (!ScanRange(ref whole, _bodyEnd))
                {
                    return false;
                }
            }

            if (whole != _bodyEnd || _closedAt != _bodyEnd)
            {
                return false;
            }

            Finish();
            return true;
        }
        catch (WasmDecodeException)
        {
            // Not always the first fault: the first step runs ahead. The exact reader says which is.
            return false;
        }
    }

    /// <summary>Scans the instructions that begin before an offset, window by window.</summary>
    private bool ScanRange(ref int offset, int end)
    {
        while (offset < end)
        {
            if (_closedAt >= 0)
            {
                return false;
            }

            offset = FindInstructions(offset, int.Min(end, offset + Window), out var events);
            if (offset < 0 || !Follow(events))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes the counts that follow from others.</summary>
    private void Finish()
    {
        var counters = _counters.Span;
        var classes = counters[..Classes];
        long instructions = 0;
        long unreachable = 0;
        foreach (var count in classes)
        {
            instructions += count;
        }

        foreach (var count in _unreachable)
        {
            unreachable += count;
        }

        counters[FunctionCounter.Instructions] = instructions;
        counters[FunctionCounter.UnreachableInstructions] = unreachable;
        counters[FunctionCounter.NestingDepth] = _deepest;
        counters[FunctionCounter.OperandStackDepth] = _highest;
        counters[FunctionCounter.CodeOperators] = instructions - unreachable - Reachable(ClassGroups.NoCode);
        counters[FunctionCounter.MemoryAccesses] = Reachable(ClassGroups.MemoryAccess);
        counters[FunctionCounter.HeavyOperators] = Reachable(ClassGroups.Heavy);
        counters[FunctionCounter.ReachableIndirectCalls] = Reachable(ClassGroups.IndirectCall);
        _locals.EndFunction();
        counters[FunctionCounter.BasicBlocks] = _locals.Blocks;
        counters[FunctionCounter.JoinArguments] = _locals.JoinArguments;
        counters[FunctionCounter.LiveAcrossBlocks] = _locals.LiveAcrossBlocks;
        counters[FunctionCounter.LiveAcrossCalls] = _locals.LiveAcrossCalls;
        counters[FunctionCounter.FarUses] = _locals.FarUses;
    }

    private long Reachable(ReadOnlySpan<InstructionClass> group)
    {
        var counters = _counters.Span;
        long count = 0;
        foreach (var @class in group)
        {
            count += counters[(int)@class] - _unreachable[(int)@class];
        }

        return count;
    }
}
