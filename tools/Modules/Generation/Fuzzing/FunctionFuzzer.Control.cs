using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Blocks and branches.</content>
internal sealed partial class FunctionFuzzer
{
    private const int MostTableEntries = 12;
    private const int MostLabelsLookedAt = 32;

    private ControlFrame[] _frames = new ControlFrame[32];
    private int _depth;

    private ref ControlFrame Top => ref _frames[_depth - 1];

    /// <summary>Whether code may jump away: inside a block, so that what follows the block can still be reached.</summary>
    private bool IsNested => _depth > 1;

    private bool HasRoomFor(int blocks) => _depth + blocks <= _options.Nesting + 1;

    /// <summary>The block that a branch to this label leaves or repeats.</summary>
    private ref ControlFrame Target(int label) => ref _frames[_depth - 1 - label];

    private int DrawLabel() => _random.OneIn(8) ? _random.Below(_depth) : _random.Below(Math.Min(_depth, 6));

    private void PushFrame(Opcode kind, WasmType[] parameters, WasmType[] results)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new ControlFrame { Kind = kind, Base = _height, Parameters = parameters, Results = results };
        Push(parameters);
    }

    /// <summary>Begins a block of any type, or returns false when that would be too deep.</summary>
    private bool TryOpen(Opcode kind)
    {
        if (!HasRoomFor(1))
        {
            return false;
        }

        var type = DrawBlockType(out var parameters, out var results);
        if (kind == Opcode.If)
        {
            NeedAlso(parameters, WasmType.I32);
        }
        else
        {
            Need(parameters);
        }

        _ = kind == Opcode.If ? _code.If(type) : kind == Opcode.Loop ? _code.Loop(type) : _code.Block(type);
        PushFrame(kind, parameters, results);
        return true;
    }

    private BlockType DrawBlockType(out WasmType[] parameters, out WasmType[] results)
    {
        parameters = [];
        results = [];
        var kind = _random.Below(10);
        if (kind < 5)
        {
            return BlockType.Empty;
        }

        if (kind < 8 || !_types.Has(WasmFeatures.MultiValue))
        {
            results = _types.Single(_types.DrawValue());
            return BlockType.WithResult(results[0]);
        }

        var index = _types.Functions[_random.Below(_types.Functions.Count)];
        parameters = _types.All[index].Parameters;
        results = _types.All[index].Results;
        return BlockType.WithFunctionType(index);
    }

    /// <summary>Ends the innermost block, or its first arm where it is an <c>if</c> that gets another one.</summary>
    private void EndBlock(bool mayAddElse)
    {
        ref var frame = ref Top;
        Settle(frame.Results);
        if (frame.Kind == Opcode.If && (!frame.Parameters.AsSpan().SequenceEqual(frame.Results) || (mayAddElse && _random.OneIn(2))))
        {
            _code.Else();
            frame.Kind = Opcode.Else;
            frame.IsUnreachable = false;
            Push(frame.Parameters);
            return;
        }

        _code.End();
        _depth--;
        if (_depth > 0)
        {
            Push(frame.Results);
        }
    }

    /// <summary>What follows cannot be reached: whatever lay on the stack is gone.</summary>
    private void Leave()
    {
        ref var frame = ref Top;
        frame.IsUnreachable = true;
        _height = frame.Base;
    }

    private bool TryActOnControl(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Block:
                return TryOpen(Opcode.Block);
            case FuzzAction.Loop:
                return TryOpen(Opcode.Loop);
            case FuzzAction.If:
                return TryOpen(Opcode.If);
            case FuzzAction.EndBlock when IsNested:
                EndBlock(mayAddElse: true);
                return true;
            case FuzzAction.BrIf:
                BranchIf();
                return true;
            case FuzzAction.Br or FuzzAction.BrTable or FuzzAction.Return or FuzzAction.Unreachable when IsNested:
                JumpAway(action);
                return true;
            case FuzzAction.Nop:
                _code.Op(Opcode.Nop);
                return true;
            case FuzzAction.Drop when _height > Top.Base:
                _height--;
                _code.Drop();
                return true;
            case FuzzAction.Select:
                Select();
                return true;
            default:
                return false;
        }
    }

    private void BranchIf()
    {
        var label = DrawLabel();
        var carried = Target(label).Label;
        NeedAlso(carried, WasmType.I32);
        _code.BrIf(label);
        Push(carried);
    }

    private void JumpAway(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Br:
                var label = DrawLabel();
                Need(Target(label).Label);
                _code.Br(label);
                break;
            case FuzzAction.BrTable:
                BranchTable();
                break;
            case FuzzAction.Return:
                Need(_results);
                _code.Op(Opcode.Return);
                break;
            default:
                _code.Op(Opcode.Unreachable);
                break;
        }

        Leave();
    }

    private void BranchTable()
    {
        // Every label of a table carries the same; those that do are looked for among the nearest blocks.
        var first = DrawLabel();
        var carried = Target(first).Label;
        Span<int> alike = stackalloc int[MostLabelsLookedAt];
        var found = 0;
        for (var label = 0; label < Math.Min(_depth, MostLabelsLookedAt); label++)
        {
            if (Target(label).Label.AsSpan().SequenceEqual(carried))
            {
                alike[found++] = label;
            }
        }

        Span<int> entries = stackalloc int[_random.Below(MostTableEntries + 1)];
        foreach (ref var entry in entries)
        {
            entry = found == 0 ? first : alike[_random.Below(found)];
        }

        NeedAlso(carried, WasmType.I32);
        _code.BrTable(entries, first);
    }

    private void Select()
    {
        var isVector = _types.Has(WasmFeatures.Simd) && _random.OneIn(8);
        var type = isVector ? WasmType.V128 : _types.DrawNumber();
        Need(type, type, WasmType.I32);
        _code.Op(Opcode.Select);
        Push(type);
    }
}
