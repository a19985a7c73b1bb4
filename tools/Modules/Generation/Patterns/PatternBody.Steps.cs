using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <content>The steps.</content>
internal sealed partial class PatternBody
{
    private const int MostLabels = 8;
    private const int LabelsLookedAt = 32;

    // In a part that is written once, a table of jumps can name every open block; in a repeated one the module would grow with the square of the size.
    private bool _isWrittenOnce;

    private void Write(ImmutableArray<PatternStep> steps)
    {
        foreach (var step in steps)
        {
            Write(step);
        }
    }

    private void WriteOnce(ImmutableArray<PatternStep> steps)
    {
        _isWrittenOnce = true;
        Write(steps);
        _isWrittenOnce = false;
    }

    private void Write(PatternStep step)
    {
        var exact = _exactStruct;
        _exactStruct = null;
        switch (step.Kind)
        {
            case StepKind.Operator:
                WriteOperator(PatternStep.KnownOperators[(Opcode)step.Code]);
                break;
            case StepKind.Access:
                WriteAccess(PatternStep.KnownAccesses[(Opcode)step.Code], step);
                break;
            case StepKind.Constant:
                WriteConstant(step);
                break;
            case StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee or StepKind.GlobalGet or StepKind.GlobalSet:
                WriteVariable(step);
                break;
            case StepKind.Select:
                WriteSelect(PatternTypes.At(step.Code));
                break;
            case StepKind.Drop when _stack.Count > Floor:
                code.Drop();
                Pop(1);
                break;
            case StepKind.Call or StepKind.CallIndirect or StepKind.CallNeighbour:
                WriteCall(step);
                break;
            case StepKind.Block:
                Open(Opcode.Block, step.Code);
                break;
            case StepKind.Loop:
                Open(Opcode.Loop, step.Code);
                break;
            case StepKind.If:
                Open(Opcode.If, step.Code);
                break;
            case StepKind.Else:
                Else();
                break;
            case StepKind.End:
                End();
                break;
            case StepKind.Branch or StepKind.BranchIf or StepKind.BranchTable:
                WriteBranch(step);
                break;
            case StepKind.Return:
                code.Op(Opcode.Return);
                break;
            case StepKind.Unreachable:
                code.Op(Opcode.Unreachable);
                break;
            case StepKind.Throw:
                WriteThrow(step.Code);
                break;
            case StepKind.Try:
                OpenTry(step.Code);
                break;
            case >= StepKind.StructNew and <= StepKind.BranchOnCast:
                WriteReference(step, exact);
                break;
            case StepKind.MemorySize or StepKind.MemoryGrow or StepKind.MemoryCopy or StepKind.MemoryFill:
                WriteMemory(step.Kind);
                break;
        }
    }

    // A value that it catches goes to the nearest block that takes one, and all else to the nearest block that takes nothing, or out of the function.
    private void OpenTry(int form)
    {
        WasmType[] caught = ValuesOf(form);
        var label = AlikeLabels(caught).Select(l => (int?)l).FirstOrDefault();
        code.TryTable(
            BlockType.Empty,
            caught.Length > 0 && label is { } near ? CatchClause.ForTag(parts.Tag(caught), near) : CatchClause.ForAll(AlikeLabels([]).Select(l => (int?)l).FirstOrDefault() ?? _open.Count));
        _open.Add(new OpenBlock(_stack.Count, [], [], [], AwaitsElse: false));
    }

    private void WriteThrow(int form)
    {
        WasmType[] values = ValuesOf(form);
        Take(values);
        code.Throw(parts.Tag(values));
    }

    private static WasmType[] ValuesOf(int form) => form >= PatternStep.WithResult ? [PatternTypes.At(form - PatternStep.WithResult)] : [];

    private void WriteCall(PatternStep step)
    {
        if (step.Kind == StepKind.CallNeighbour)
        {
            foreach (var type in parts.MainParameters)
            {
                code.LocalGet(locals.Parameter(type));
            }

            code.Call(At(step, pattern.Repetition == Repetition.Functions ? size : 1));
            return;
        }

        var signature = CalleeSignature.All[step.Code];
        Take(signature.Parameters);
        if (step.Kind == StepKind.Call)
        {
            code.Call(parts.Callee(step.Code));
        }
        else
        {
            code.I32Const(parts.TablePlace(step.Code)).CallIndirect(parts.CalleeType(step.Code));
        }

        Push(signature.Results);
    }

    private void WriteBranch(PatternStep step)
    {
        var depth = Depth(step);
        var label = LabelAt(depth);
        Take(step.Kind == StepKind.Branch ? label : [.. label, WasmType.I32]);
        switch (step.Kind)
        {
            case StepKind.Branch:
                // What follows cannot be reached, and validation takes any stack there: it is written as if the branch were not.
                code.Br(depth);
                break;
            case StepKind.BranchIf:
                code.BrIf(depth);
                Push(label);
                break;
            default:
                var all = _isWrittenOnce || (step.Code == PatternStep.AllLabels && pattern.Repetition == Repetition.Functions);
                code.BrTable([.. AlikeLabels(label, all).Take(all ? int.MaxValue : MostLabels)], depth);
                break;
        }
    }

    private int Depth(PatternStep step)
    {
        var all = _open.Count + 1;
        return step.Order == IndexOrder.Cross ? all - 1 - (step.Index % all) : At(step, all);
    }

    private WasmType[] LabelAt(int depth) => depth < _open.Count ? _open[^(depth + 1)].Label : [];

    // Labels that take what this one takes: a br_table can name no others.
    private IEnumerable<int> AlikeLabels(WasmType[] label) => AlikeLabels(label, _isWrittenOnce);

    private IEnumerable<int> AlikeLabels(WasmType[] label, bool all) =>
        Enumerable.Range(0, all ? _open.Count + 1 : Math.Min(_open.Count + 1, LabelsLookedAt)).Where(d => LabelAt(d).AsSpan().SequenceEqual(label));

    /// <summary>The index of a step in this repetition.</summary>
    private int At(PatternStep step, int space) => step.Order switch
    {
        IndexOrder.Advance => (int)(((long)step.Index + _repetition) % space),
        IndexOrder.Cross => (int)(((long)step.Index + Math.Max(0, size - 1 - _repetition)) % space),
        _ => step.Index % space,
    };
}
