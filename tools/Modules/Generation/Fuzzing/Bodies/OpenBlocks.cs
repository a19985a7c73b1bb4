using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>The blocks that have begun and not ended, from the function's own to the innermost.</summary>
internal sealed class OpenBlocks(FuzzOptions options, SeededRandom random, OperandStack stack)
{
    private const int NearLabels = 6;

    private ControlFrame[] _frames = new ControlFrame[32];

    /// <summary>The number of open blocks, the function's own included.</summary>
    public int Depth { get; private set; }

    /// <summary>The innermost block.</summary>
    public ref ControlFrame Top => ref _frames[Depth - 1];

    /// <summary>Whether code may jump away: inside a block, so that the code after the block can still be reached.</summary>
    public bool IsNested => Depth > 1;

    /// <summary>The results of the function.</summary>
    public WasmType[] FunctionResults => _frames[0].Results;

    /// <summary>Whether this number of further blocks is within the options' nesting.</summary>
    public bool HasRoomFor(int blocks) => Depth + blocks <= options.Nesting + 1;

    /// <summary>The block that a branch to this label ends or repeats.</summary>
    public ref ControlFrame Target(int label) => ref _frames[Depth - 1 - label];

    /// <summary>Draws a label, mostly one of the nearest.</summary>
    public int DrawLabel() => random.OneIn(8) ? random.Below(Depth) : random.Below(Math.Min(Depth, NearLabels));

    /// <summary>Begins a block on top of the current values and pushes its parameters.</summary>
    public void Enter(Opcode kind, WasmType[] parameters, WasmType[] results)
    {
        if (Depth == _frames.Length)
        {
            Array.Resize(ref _frames, Depth * 2);
        }

        _frames[Depth++] = new ControlFrame { Kind = kind, Base = stack.Height, Parameters = parameters, Results = results };
        stack.Push(parameters);
    }

    /// <summary>Ends the innermost block.</summary>
    public void Exit() => Depth--;

    /// <summary>Marks the rest of the innermost block as unreachable and removes its values.</summary>
    public void MarkUnreachable()
    {
        ref var frame = ref Top;
        frame.IsUnreachable = true;
        stack.Height = frame.Base;
    }
}
