using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Writes one body while it tracks the operand stack and the open blocks as validation does. A step never takes what lies below the repetition it
/// belongs to, and never ends a block that another repetition opened; what a step needs and does not find is written first.
/// </summary>
/// <param name="pattern">The pattern.</param>
/// <param name="size">The size of the module.</param>
/// <param name="locals">The locals; those that are used are noted there.</param>
/// <param name="parts">The rest of the module.</param>
/// <param name="code">Where to write.</param>
internal sealed partial class PatternBody(Pattern pattern, int size, BodyLocals locals, IModuleParts parts, InstructionWriter code)
{
    private readonly List<WasmType> _stack = [];
    private readonly List<OpenBlock> _open = [];

    // The values that a repetition hands to the next one.
    private readonly WasmType[] _carried = [.. pattern.Carried.Select(PatternTypes.At)];
    private int _bottom;
    private int _outer;
    private int _repetition;

    // Steps take nothing below this height.
    private int Floor => Math.Max(_open.Count > 0 ? _open[^1].Height : 0, _bottom);

    private bool CanEnd => _open.Count > _outer;

    /// <summary>Begins a part: what is on the stack and open now belongs to others.</summary>
    private void Begin(int bottom)
    {
        (_bottom, _outer) = (bottom, _open.Count);
        _exactStruct = null;
    }

    /// <summary>Ends a part: closes its blocks and leaves exactly these values above its bottom.</summary>
    private void Finish(int bottom, int outer, WasmType[] results)
    {
        _outer = outer;
        _exactStruct = null;
        while (CanEnd)
        {
            End();
        }

        Settle(bottom, results);
    }

    private void Push(params ReadOnlySpan<WasmType> types) => _stack.AddRange(types);

    private void Pop(int count) => _stack.RemoveRange(_stack.Count - count, count);

    /// <summary>Pushes the parameter of a type: a value that is no constant.</summary>
    private void Source(WasmType type)
    {
        code.LocalGet(locals.Parameter(PatternTypes.NumberOf(type)));
        Push(type);
    }

    /// <summary>Takes operands: as many as the top of the stack has in the right order, the others from the parameters.</summary>
    private void Take(params ReadOnlySpan<WasmType> wanted)
    {
        var found = Math.Min(_stack.Count - Floor, wanted.Length);
        while (found > 0 && !EndsWith(wanted[..found]))
        {
            found--;
        }

        foreach (var type in wanted[found..])
        {
            Source(type);
        }

        Pop(wanted.Length);
    }

    private bool EndsWith(ReadOnlySpan<WasmType> types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (_stack[_stack.Count - types.Length + i] != types[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes the top value away.</summary>
    private void Sink()
    {
        var type = PatternTypes.NumberOf(_stack[^1]);
        switch (pattern.Sink)
        {
            case SinkKind.Global:
                code.GlobalSet(parts.Global(type, 0));
                break;
            case SinkKind.Local:
                code.LocalSet(locals.SharedLocal(type, 0));
                break;
            default:
                code.Drop();
                break;
        }

        Pop(1);
    }

    /// <summary>Leaves exactly these values above a height, those on top of the stack where they fit.</summary>
    private void Settle(int height, WasmType[] results)
    {
        var extra = _stack.Count - height - results.Length;
        var fits = extra >= 0 && EndsWith(results);
        if (fits && extra == 0)
        {
            return;
        }

        for (var i = results.Length - 1; fits && i >= 0; i--)
        {
            code.LocalSet(locals.Spare(PatternTypes.NumberOf(results[i]), i));
            Pop(1);
        }

        while (_stack.Count > height)
        {
            Sink();
        }

        for (var i = 0; i < results.Length; i++)
        {
            if (fits)
            {
                code.LocalGet(locals.Spare(PatternTypes.NumberOf(results[i]), i));
                Push(results[i]);
            }
            else
            {
                Source(results[i]);
            }
        }
    }

    private void Open(Opcode opcode, int form)
    {
        if (opcode == Opcode.If)
        {
            Take(WasmType.I32);
        }

        var taken = form == PatternStep.Through ? Math.Min(_stack.Count - Floor, Pattern.MostCarried) : 0;
        WasmType[] parameters = [.. _stack[^taken..]];
        WasmType[] results = form >= PatternStep.WithResult ? [PatternTypes.At(form - PatternStep.WithResult)] : parameters;
        var type = form >= PatternStep.WithResult ? BlockType.WithResult(results[0]) : taken == 0 ? BlockType.Empty : BlockType.WithFunctionType(parts.FunctionType(parameters, results));
        _ = opcode switch
        {
            Opcode.Block => code.Block(type),
            Opcode.Loop => code.Loop(type),
            _ => code.If(type),
        };
        _open.Add(new OpenBlock(_stack.Count - taken, parameters, results, opcode == Opcode.Loop ? parameters : results, opcode == Opcode.If));
    }

    private void Else()
    {
        if (!CanEnd || !_open[^1].AwaitsElse)
        {
            return;
        }

        var block = _open[^1];
        Settle(block.Height, block.Results);
        code.Else();
        Pop(block.Results.Length);
        Push(block.Parameters);
        _open[^1] = block with { AwaitsElse = false };
    }

    private void End()
    {
        if (!CanEnd)
        {
            return;
        }

        // An if without else cannot make values.
        if (_open[^1].AwaitsElse && !_open[^1].Results.AsSpan().SequenceEqual(_open[^1].Parameters))
        {
            Else();
        }

        Settle(_open[^1].Height, _open[^1].Results);
        code.End();
        _open.RemoveAt(_open.Count - 1);
    }
}
