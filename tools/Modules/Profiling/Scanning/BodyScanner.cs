using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// Counts one function body after another. It accepts exactly what <see cref="FunctionBody.Check"/> accepts. Where it meets anything malformed,
/// that exact check is repeated to find out what and where.
/// </summary>
/// <remarks>The algorithm and its data are described in README.md of the folder above.</remarks>
internal sealed unsafe class BodyScanner
{
    /// <summary>Bytes behind an instruction's first one that are read without a check for the end: for its own length, 32 at most, and for vectors.</summary>
    private const int Margin = 2 * InstructionLengths.Overread;

    private readonly TypeTable _types;
    private readonly PinnedBuffer<long> _counters = new(FunctionCounter.Count);
    private readonly PinnedBuffer<byte> _tail = new(3 * Margin);
    private readonly BodyBytes _body = new();
    private readonly ScanWindow _window = new();
    private readonly InstructionFinder _finder;
    private readonly ControlFlow _flow;

    public BodyScanner(TypeTable types)
    {
        _types = types;
        _finder = new InstructionFinder(_body, _window);
        _flow = new ControlFlow(types, _body, _window);
    }

    /// <summary>The counts of the function last scanned, at the places <see cref="FunctionCounter"/> names.</summary>
    public ReadOnlySpan<long> Counters => _counters.Span;

    /// <summary>Whether the module has a memory of 64-bit addresses.</summary>
    public bool HasMemory64 { get; set; }

    /// <summary>Sets the module. It must not move while its bodies are scanned.</summary>
    public void SetModule(byte* module, int length) => _body.SetModule(module, length);

    /// <summary>Counts a body.</summary>
    /// <param name="body">A body of the module.</param>
    /// <param name="function">The function's index; imported functions come first.</param>
    /// <exception cref="WasmDecodeException">The body is malformed.</exception>
    public void Scan(in FunctionBody body, int function)
    {
        var declared = body.ReadLocals(out var instructions);
        BeginFunction(body, function, declared);
        if (!TryScanInstructions(instructions.Position))
        {
            body.Check();
            throw new InvalidOperationException($"the fast reader refuses the body at byte {body.Offset} and the exact one does not");
        }

        _flow.Locals.EndFunction();
        StoreCounts();
    }

    private void BeginFunction(in FunctionBody body, int function, int declared)
    {
        var (parameters, results) = _types.GetFunctionSignature(function);
        var counters = _counters.Address;
        counters[FunctionCounter.BodyBytes] = body.Size;
        counters[FunctionCounter.Parameters] = parameters;
        counters[FunctionCounter.Results] = results;
        counters[FunctionCounter.Locals] = declared;
        _body.Begin(body);
        _finder.BeginFunction();
        _flow.BeginFunction(results, parameters + declared, body.Size);
    }

    private bool TryScanInstructions(int offset)
    {
        try
        {
            if (!TryScanTo(ref offset, int.Min(_body.End, _body.ModuleLength - Margin)))
            {
                return false;
            }

            if (offset < _body.End)
            {
                // What is left lies at the module's end. A padded copy can be read as freely as the rest.
                var left = _body.GetRest(offset);
                left.CopyTo(_tail.Span);
                _tail.Span[left.Length..].Clear();
                _body.Base = _tail.Address - offset;
                if (!TryScanTo(ref offset, _body.End))
                {
                    return false;
                }
            }

            // That no instruction lies across the body's end is checked here, once.
            return offset == _body.End && _flow.Blocks.FunctionEnd == _body.End;
        }
        catch (WasmDecodeException)
        {
            // Not always the first fault, since the first step runs ahead. The exact check finds the first one.
            return false;
        }
    }

    /// <summary>Scans the instructions that begin before an offset, window by window.</summary>
    private bool TryScanTo(ref int offset, int end)
    {
        while (offset < end)
        {
            if (_flow.HasEnded)
            {
                return false;
            }

            offset = _finder.Find(offset, int.Min(end, offset + ScanWindow.Bytes));
            if (offset < 0 || !_flow.TryFollow(offset))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Stores what the steps counted.</summary>
    [SkipLocalsInit]
    private void StoreCounts()
    {
        var classes = stackalloc long[ClassCounts.Bank];
        var instructions = _finder.Counts.TakeSums(classes);
        var counters = _counters.Address;
        Unsafe.CopyBlock(counters, classes, ClassCounts.Classes * sizeof(long));
        counters[FunctionCounter.GcOperators] = ClassCounts.Sum(classes, ClassGroups.Gc);
        // From here on only reachable instructions count.
        var unreachable = _flow.Unreachable.SubtractFrom(classes);
        counters[FunctionCounter.Instructions] = instructions;
        counters[FunctionCounter.UnreachableInstructions] = unreachable;
        counters[FunctionCounter.NestingDepth] = int.Max(_flow.Blocks.DeepestNesting, _flow.Unreachable.DeepestNesting);
        counters[FunctionCounter.OperandStackDepth] = _flow.Operands.Highest;
        counters[FunctionCounter.BranchTableLabels] = _flow.BranchTableLabels;
        counters[FunctionCounter.CodeOperators] = instructions - unreachable - ClassCounts.Sum(classes, ClassGroups.NoCode);
        counters[FunctionCounter.MemoryAccesses] = ClassCounts.Sum(classes, ClassGroups.MemoryAccess);
        counters[FunctionCounter.Memory64Accesses] = HasMemory64 ? counters[FunctionCounter.MemoryAccesses] : 0;
        counters[FunctionCounter.HeavyOperators] = ClassCounts.Sum(classes, ClassGroups.Heavy);
        counters[FunctionCounter.ReachableIndirectCalls] = ClassCounts.Sum(classes, ClassGroups.IndirectCall);
        counters[FunctionCounter.BasicBlocks] = _flow.Blocks.BasicBlocks;
        counters[FunctionCounter.JoinArguments] = _flow.Locals.JoinArguments;
        counters[FunctionCounter.LiveAcrossBlocks] = _flow.Locals.LiveAcrossBlocks;
        counters[FunctionCounter.LiveAcrossCalls] = _flow.Locals.LiveAcrossCalls;
        counters[FunctionCounter.ResultCarryingBlocks] = _flow.Blocks.ResultCarryingBlocks;
        counters[FunctionCounter.FarUses] = _flow.Locals.FarUses;
    }
}
