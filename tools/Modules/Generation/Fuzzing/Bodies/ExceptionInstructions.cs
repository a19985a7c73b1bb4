using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes the instructions that throw and catch exceptions.</summary>
internal sealed class ExceptionInstructions(FuzzBody body, ControlInstructions control) : InstructionFamily(body)
{
    private const int MostExtraClauses = 2;

    public bool TryWrite(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.TryTable:
                return TryCatch();
            case FuzzAction.Throw when Blocks.IsNested:
                var tag = Random.Below(Plan.Tags.Count);
                Operands.Need(Plan.Tags[tag].Parameters);
                Code.Throw(tag);
                Blocks.MarkUnreachable();
                return true;
            case FuzzAction.ThrowRef when Blocks.IsNested:
                Operands.Need(WasmType.ExnRef);
                Code.Op(Opcode.ThrowRef);
                Blocks.MarkUnreachable();
                return true;
            default:
                return false;
        }
    }

    /// <summary>Begins a block that receives the caught values, and in it a <c>try_table</c> whose first clause branches to it.</summary>
    private bool TryCatch()
    {
        if (!Blocks.HasRoomFor(2))
        {
            return false;
        }

        int? tag = Plan.Tags.Count > 0 && Random.Below(3) < 2 ? Random.Below(Plan.Tags.Count) : null;
        var withReference = Random.OneIn(2);
        if (!TryTypeHandler(tag, withReference, out var handler, out var caught))
        {
            return false;
        }

        Code.Block(handler);
        Blocks.Enter(Opcode.Block, [], caught);

        var type = control.DrawBlockType(out var parameters, out var results);
        Operands.Need(parameters);
        Span<CatchClause> clauses = stackalloc CatchClause[1 + MostExtraClauses];
        clauses[0] = tag is { } caughtTag ? CatchClause.ForTag(caughtTag, 0, withReference) : CatchClause.ForAll(0, withReference);
        var count = 1 + AddClauses(clauses[1..]);
        Code.TryTable(type, clauses[..count]);
        Blocks.Enter(Opcode.TryTable, parameters, results);
        return true;
    }

    private bool TryTypeHandler(int? tag, bool withReference, out BlockType type, out WasmType[] caught)
    {
        var plan = tag is { } index ? Plan.Tags[index] : new TagPlan([], -1, -1);
        var blockType = withReference ? plan.BlockTypeWithReference : plan.BlockType;
        if (blockType >= 0)
        {
            type = BlockType.WithFunctionType(blockType);
            caught = Types.All[blockType].Results;
            return true;
        }

        caught = (plan.Parameters.Length, withReference) switch
        {
            (0, true) => Types.Single(WasmType.ExnRef),
            (0, false) => [],
            (1, false) => Types.Single(plan.Parameters[0]),
            _ => null!,
        };
        type = caught is [var single] ? BlockType.WithResult(single) : BlockType.Empty;
        return caught is not null;
    }

    /// <summary>Adds clauses that branch to enclosing blocks without values.</summary>
    private int AddClauses(Span<CatchClause> clauses)
    {
        var count = 0;
        for (var label = 0; label < Math.Min(Blocks.Depth, 4) && count < clauses.Length; label++)
        {
            if (Blocks.Target(label).Label.Length == 0 && Random.OneIn(3))
            {
                clauses[count++] = CatchClause.ForAll(label);
            }
        }

        return count;
    }
}
