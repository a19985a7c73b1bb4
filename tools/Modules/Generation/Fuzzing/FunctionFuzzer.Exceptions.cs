using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Throwing and catching.</content>
internal sealed partial class FunctionFuzzer
{
    private const int MostExtraClauses = 2;

    private bool TryActOnException(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.TryTable:
                return TryCatch();
            case FuzzAction.Throw when IsNested:
                var tag = _random.Below(_plan.Tags.Count);
                Need(_plan.Tags[tag].Parameters);
                _code.Throw(tag);
                Leave();
                return true;
            case FuzzAction.ThrowRef when IsNested:
                Need(WasmType.ExnRef);
                _code.Op(Opcode.ThrowRef);
                Leave();
                return true;
            default:
                return false;
        }
    }

    /// <summary>A block that takes what is caught, and in it a <c>try_table</c> whose first clause brings it there.</summary>
    private bool TryCatch()
    {
        if (!HasRoomFor(2))
        {
            return false;
        }

        int? tag = _plan.Tags.Count > 0 && _random.Below(3) < 2 ? _random.Below(_plan.Tags.Count) : null;
        var withReference = _random.OneIn(2);
        if (!TryTypeHandler(tag, withReference, out var handler, out var caught))
        {
            return false;
        }

        _code.Block(handler);
        PushFrame(Opcode.Block, [], caught);

        var type = DrawBlockType(out var parameters, out var results);
        Need(parameters);
        Span<CatchClause> clauses = stackalloc CatchClause[1 + MostExtraClauses];
        clauses[0] = tag is { } caughtTag ? CatchClause.ForTag(caughtTag, 0, withReference) : CatchClause.ForAll(0, withReference);
        var count = 1 + AddClauses(clauses[1..]);
        _code.TryTable(type, clauses[..count]);
        PushFrame(Opcode.TryTable, parameters, results);
        return true;
    }

    private bool TryTypeHandler(int? tag, bool withReference, out BlockType type, out WasmType[] caught)
    {
        var plan = tag is { } index ? _plan.Tags[index] : new TagPlan([], -1, -1);
        var blockType = withReference ? plan.BlockTypeWithReference : plan.BlockType;
        if (blockType >= 0)
        {
            type = BlockType.WithFunctionType(blockType);
            caught = _types.All[blockType].Results;
            return true;
        }

        caught = (plan.Parameters.Length, withReference) switch
        {
            (0, true) => _types.Single(WasmType.ExnRef),
            (0, false) => [],
            (1, false) => _types.Single(plan.Parameters[0]),
            _ => null!,
        };
        type = caught is [var single] ? BlockType.WithResult(single) : BlockType.Empty;
        return caught is not null;
    }

    /// <summary>Further clauses, for blocks around that happen to take nothing.</summary>
    private int AddClauses(Span<CatchClause> clauses)
    {
        var count = 0;
        for (var label = 0; label < Math.Min(_depth, 4) && count < clauses.Length; label++)
        {
            if (Target(label).Label.Length == 0 && _random.OneIn(3))
            {
                clauses[count++] = CatchClause.ForAll(label);
            }
        }

        return count;
    }
}
