using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// Counts one function body after another, at several times the speed of validating it. It accepts exactly what
/// <see cref="FunctionBody.Check"/> accepts; where it meets anything malformed it only says so, and the exact reader finds out what.
/// </summary>
/// <remarks>
/// How it is fast. What such a loop costs is mispredicted branches, so there are two steps a window of bytes: the first finds and counts all
/// instructions without a branch that depends on them, the second has to choose only among the few kinds of control; what touches locals is
/// noted apart and followed last, again nearly without branches. Every count is an
/// addition to an array, and nothing is checked for the body's end within an instruction. The last is allowed because both steps stop short of
/// the module's end (<see cref="Margin"/>) and the last bytes are scanned from a padded copy; that a body was not overrun is checked once, at
/// its end. Instructions of any length go through the exact reader.
/// </remarks>
internal sealed unsafe partial class BodyScanner
{
    /// <summary>Bytes behind the last instruction found without bounds checks: for its own length, 32 at most, and for the vectors that look ahead.</summary>
    private const int Margin = 2 * InstructionLengths.Overread;

    /// <summary>Bytes that the first step goes ahead of the second: what it notes of them stays in the fastest cache.</summary>
    private const int Window = 2048;

    private const int Classes = (int)InstructionClass.Simd + 1;

    /// <summary>Places of one set of counts of classes, and how many sets there are; the counts of an instruction are spread over them.</summary>
    private const int CounterBank = 64;

    private const int CounterBanks = 2;

    private readonly TypeTable _types;
    private readonly PinnedBuffer<long> _counters = new(FunctionCounter.Count);
    private readonly PinnedBuffer<int> _classCounters = new(CounterBank * CounterBanks);
    private readonly PinnedBuffer<byte> _tail = new(3 * Margin);
    private readonly PinnedBuffer<byte> _lengths = new(Window + InstructionLengths.Overread);
    private readonly PinnedBuffer<ScanEvent> _events = new(Window + 1);
    private readonly TouchBuffer _touches = new(Window);
    private readonly ScannedBody _body = new();
    private readonly BodyFlow _flow;

    // Noted so far in the window.
    private ScanEvent* _noted;
    private int _touchCount;

    // The depth of the operand stack as far as the table of instructions knows it, and how much higher it was since the last instruction that
    // may change it in other ways.
    private int _tableDepth;
    private int _above;

    public BodyScanner(TypeTable types)
    {
        _types = types;
        _flow = new BodyFlow(types, _body);
    }

    /// <summary>The counts of the function last scanned, at the places <see cref="FunctionCounter"/> names.</summary>
    public ReadOnlySpan<long> Counters => _counters.Span;

    /// <summary>Where the module lies while its bodies are scanned; it must not move.</summary>
    public void Attach(byte* module, int length) => _body.Attach(module, length);

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
        var counters = _counters.Address;
        counters[FunctionCounter.BodyBytes] = body.Size;
        counters[FunctionCounter.Parameters] = parameters;
        counters[FunctionCounter.Results] = results;
        counters[FunctionCounter.Locals] = declared;
        _tableDepth = 0;
        _above = 0;
        _body.Begin(body);
        _flow.Begin(results, parameters + declared, body.Size);
    }

    private bool TryScanInstructions(int offset)
    {
        try
        {
            if (!ScanRange(ref offset, int.Min(_body.End, _body.ModuleLength - Margin)))
            {
                return false;
            }

            if (offset < _body.End)
            {
                // What is left lies within the margin. A copy with room behind it can be read as freely as the rest.
                var left = _body.From(offset);
                left.CopyTo(_tail.Span);
                _tail.Span[left.Length..].Clear();
                _body.Base = _tail.Address - offset;
                if (!ScanRange(ref offset, _body.End))
                {
                    return false;
                }
            }

            if (offset != _body.End || !_flow.EndedWithBody)
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
            if (_flow.HasEnded)
            {
                return false;
            }

            offset = FindInstructions(offset, int.Min(end, offset + Window));
            if (offset < 0 || !_flow.Follow(_events.Address, _noted, _touches, _touchCount, offset))
            {
                return false;
            }
        }

        return true;
    }
}
