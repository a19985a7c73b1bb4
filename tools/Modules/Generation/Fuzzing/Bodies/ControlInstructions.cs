using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes blocks, branches and <c>select</c>.</summary>
internal sealed class ControlInstructions(FuzzBody body) : InstructionFamily(body)
{
    private const int MostTableEntries = 12;
    private const int MostLabelsLookedAt = 32;

    /// <summary>Begins a block of any type, or returns false if the nesting would be too deep.</summary>
    private bool TryOpen(Opcode kind)
    {
        if (!Blocks.HasRoomFor(1))
        {
            return false;
        }

        var type = DrawBlockType(out var parameters, out var results);
        if (kind == Opcode.If)
        {
            Operands.NeedAlso(parameters, WasmType.I32);
        }
        else
        {
            Operands.Need(parameters);
        }

        _ = kind == Opcode.If ? Code.If(type) : kind == Opcode.Loop ? Code.Loop(type) : Code.Block(type);
        Blocks.Enter(kind, parameters, results);
        return true;
    }

    public BlockType DrawBlockType(out WasmType[] parameters, out WasmType[] results)
    {
        parameters = [];
        results = [];
        var kind = Random.Below(10);
        if (kind < 5)
        {
            return BlockType.Empty;
        }

        if (kind < 8 || !Types.Has(WasmFeatures.MultiValue))
        {
            results = Types.Single(Types.DrawValue());
            return BlockType.WithResult(results[0]);
        }

        var index = Types.Functions[Random.Below(Types.Functions.Count)];
        parameters = Types.All[index].Parameters;
        results = Types.All[index].Results;
        return BlockType.WithFunctionType(index);
    }

    /// <summary>Ends the innermost block, or its first arm where it is an <c>if</c> that gets another one.</summary>
    public void EndBlock(bool mayAddElse)
    {
        ref var frame = ref Blocks.Top;
        Operands.Settle(frame.Results);
        if (frame.Kind == Opcode.If && (!frame.Parameters.AsSpan().SequenceEqual(frame.Results) || (mayAddElse && Random.OneIn(2))))
        {
            Code.Else();
            frame.Kind = Opcode.Else;
            frame.IsUnreachable = false;
            Operands.Push(frame.Parameters);
            return;
        }

        var results = frame.Results;
        Code.End();
        Blocks.Exit();
        if (Blocks.Depth > 0)
        {
            Operands.Push(results);
        }
    }

    public bool TryWrite(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Block:
                return TryOpen(Opcode.Block);
            case FuzzAction.Loop:
                return TryOpen(Opcode.Loop);
            case FuzzAction.If:
                return TryOpen(Opcode.If);
            case FuzzAction.EndBlock when Blocks.IsNested:
                EndBlock(mayAddElse: true);
                return true;
            case FuzzAction.BrIf:
                BranchIf();
                return true;
            case FuzzAction.Br or FuzzAction.BrTable or FuzzAction.Return or FuzzAction.Unreachable when Blocks.IsNested:
                JumpAway(action);
                return true;
            case FuzzAction.Nop:
                Code.Op(Opcode.Nop);
                return true;
            case FuzzAction.Drop when Operands.TryPeek(out _):
                Operands.Drop();
                Code.Drop();
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
        var label = Blocks.DrawLabel();
        var carried = Blocks.Target(label).Label;
        Operands.NeedAlso(carried, WasmType.I32);
        Code.BrIf(label);
        Operands.Push(carried);
    }

    private void JumpAway(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.Br:
                var label = Blocks.DrawLabel();
                Operands.Need(Blocks.Target(label).Label);
                Code.Br(label);
                break;
            case FuzzAction.BrTable:
                BranchTable();
                break;
            case FuzzAction.Return:
                Operands.Need(Blocks.FunctionResults);
                Code.Op(Opcode.Return);
                break;
            default:
                Code.Op(Opcode.Unreachable);
                break;
        }

        Blocks.MarkUnreachable();
    }

    private void BranchTable()
    {
        // Every label of a table carries the same types. Only the nearest blocks are searched for such labels.
        var first = Blocks.DrawLabel();
        var carried = Blocks.Target(first).Label;
        Span<int> alike = stackalloc int[MostLabelsLookedAt];
        var found = 0;
        for (var label = 0; label < Math.Min(Blocks.Depth, MostLabelsLookedAt); label++)
        {
            if (Blocks.Target(label).Label.AsSpan().SequenceEqual(carried))
            {
                alike[found++] = label;
            }
        }

        Span<int> entries = stackalloc int[Random.Below(MostTableEntries + 1)];
        foreach (ref var entry in entries)
        {
            entry = found == 0 ? first : alike[Random.Below(found)];
        }

        Operands.NeedAlso(carried, WasmType.I32);
        Code.BrTable(entries, first);
    }

    private void Select()
    {
        var isVector = Types.Has(WasmFeatures.Simd) && Random.OneIn(8);
        var type = isVector ? WasmType.V128 : Types.DrawNumber();
        Operands.Need(type, type, WasmType.I32);
        Code.Op(Opcode.Select);
        Operands.Push(type);
    }
}
