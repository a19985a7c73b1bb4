using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <content>The repetitions.</content>
internal sealed partial class PatternBody
{
    // A br_table with many labels jumps out of this many blocks.
    private const int BlocksOfLabels = 8;

    /// <summary>Writes the body of a main function, its final <c>end</c> excluded.</summary>
    /// <param name="function">Which of the main functions it is.</param>
    /// <param name="isTrial">Whether the types of the locals are not known yet.</param>
    public void WriteBody(int function, bool isTrial)
    {
        _repetition = function;
        if (pattern.Spread && !isTrial)
        {
            Spread();
        }

        Begin(0);
        WriteOnce(pattern.Prefix);
        Repeat(function);
        Begin(0);
        _outer = 0;
        WriteOnce(pattern.Suffix);
        Finish(0, 0, []);
        if (pattern.Fold)
        {
            Fold();
        }

        if (pattern.Spread && isTrial)
        {
            Spread();
        }
    }

    private void Repeat(int function)
    {
        switch (pattern.Repetition)
        {
            case Repetition.Nested:
                Nest();
                break;
            case Repetition.Parameters:
                PassParameters();
                break;
            case Repetition.Types:
                Sequence(size, 0, CallOwnType);
                break;
            case Repetition.Labels:
                Sequence(pattern.Repeats, 0, JumpByTable);
                break;
            case Repetition.Functions:
                Sequence(pattern.Repeats, function, null);
                break;
            case Repetition.Elements or Repetition.Data:
                Sequence(pattern.Repeats, 0, null);
                break;
            default:
                Sequence(size, 0, null);
                break;
        }
    }

    private void Sequence(int count, int first, Action? after)
    {
        var (bottom, outer) = (_stack.Count, _open.Count);
        foreach (var type in _carried)
        {
            Source(type);
        }

        for (var i = 0; i < count; i++)
        {
            _repetition = first + i;
            Begin(bottom);
            Write(pattern.Opening);
            Write(pattern.Closing);
            Finish(bottom, outer, _carried);
            after?.Invoke();
        }

        Begin(bottom);
        WriteOnce(pattern.Core);
        Finish(bottom, outer, []);
    }

    private void Nest()
    {
        var starts = new (int Bottom, int Outer)[size];
        for (var i = 0; i < size; i++)
        {
            _repetition = i;
            starts[i] = (_stack.Count, _open.Count);
            Begin(_stack.Count);
            Write(pattern.Opening);
        }

        var (bottom, outer) = (_stack.Count, _open.Count);
        Begin(bottom);
        WriteOnce(pattern.Core);
        Finish(bottom, outer, _carried);
        for (var i = size - 1; i >= 0; i--)
        {
            _repetition = i;
            (_bottom, _outer) = starts[i];
            Write(pattern.Closing);
            Finish(starts[i].Bottom, starts[i].Outer, _carried);
        }

        Finish(starts[0].Bottom, starts[0].Outer, []);
    }

    private void PassParameters()
    {
        var type = _carried is [var first, ..] ? first : WasmType.I32;
        for (var call = 0; call < pattern.Repeats; call++)
        {
            for (var i = 0; i < size; i++)
            {
                _repetition = i;
                var (bottom, outer) = (_stack.Count, _open.Count);
                Begin(bottom);
                Write(pattern.Opening);
                Write(pattern.Closing);
                Finish(bottom, outer, [type]);
            }

            code.Call(parts.Wide(type, size));
            Pop(size);
            Push(type);
            Sink();
        }

        Begin(_stack.Count);
        WriteOnce(pattern.Core);
        Finish(_bottom, _outer, []);
    }

    private void CallOwnType()
    {
        foreach (var type in OwnParameters(_repetition))
        {
            code.LocalGet(locals.Parameter(type));
        }

        var (index, place) = parts.OwnType(_repetition);
        code.I32Const(place).CallIndirect(index);
        Push(WasmType.I32);
        Sink();
    }

    /// <summary>The parameters, by number, of the function type that belongs to one repetition alone: the repetition's digits to the base 4.</summary>
    public static IEnumerable<int> OwnParameters(int repetition)
    {
        for (var rest = repetition + 1; rest > 0; rest /= 4)
        {
            yield return rest % 4;
        }
    }

    private void JumpByTable()
    {
        for (var i = 0; i < BlocksOfLabels; i++)
        {
            code.Block();
        }

        var labels = new int[size];
        for (var i = 0; i < size; i++)
        {
            labels[i] = i % BlocksOfLabels;
        }

        code.LocalGet(locals.Parameter(PatternTypes.I32)).BrTable(labels, 0);
        for (var i = 0; i < BlocksOfLabels; i++)
        {
            code.End();
            code.I32Const(i).GlobalSet(parts.Global(PatternTypes.I32, 0));
        }
    }
}
