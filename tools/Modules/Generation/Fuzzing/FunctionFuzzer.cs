using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>
/// Writes function bodies that are valid by construction. It keeps what validation keeps, the types on the operand stack and the blocks
/// that are open, and writes an operator only after its operands: values that already lie on the stack where they fit, new ones where not.
/// The bodies are compiled and never run, so loops need not end and accesses need not be in bounds.
/// </summary>
internal sealed partial class FunctionFuzzer
{
    /// <summary>A body stops growing here, well below what Wasmtime takes, whatever its instructions turn out to weigh.</summary>
    private const int MostBodyBytes = 6_000_000;

    private const int RowDraws = 3;
    private const int ShallowestStackLimit = 4;
    private const int DeepestStackLimit = 40;

    private readonly FuzzOptions _options;
    private readonly SeededRandom _random;
    private readonly ModuleAssembler _module;
    private readonly ModulePlan _plan;
    private readonly TypeUniverse _types;
    private readonly ActionTable _actions;

    private InstructionWriter _code = null!;
    private WasmType[] _results = [];
    private int _typeIndex;
    private int _left;
    private int _stackLimit;

    public FunctionFuzzer(FuzzOptions options, SeededRandom random, ModuleAssembler module, ModulePlan plan)
    {
        _options = options;
        _random = random;
        _module = module;
        _plan = plan;
        _types = plan.Types;
        _actions = ActionTable.For(options, plan);
        IndexTailCalls();
    }

    /// <summary>Writes the body of a function of this type.</summary>
    public void Write(int typeIndex)
    {
        var type = _types.All[typeIndex];
        var locals = DrawLocals(type.Parameters);
        _code = _module.BeginBody(locals);
        _results = type.Results;
        _typeIndex = typeIndex;
        _left = _random.Between((_options.Instructions + 1) / 2, _options.Instructions);
        _stackLimit = _random.Between(ShallowestStackLimit, DeepestStackLimit);
        _height = 0;
        _depth = 0;
        PushFrame(Opcode.Block, [], type.Results);
        var mostBytes = _code.Buffer.Length + MostBodyBytes;
        while (_left > 0 && _code.Buffer.Length < mostBytes)
        {
            Step();
        }

        while (_depth > 0)
        {
            EndBlock(mayAddElse: false);
        }

        _module.EndBody();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step()
    {
        _left--;
        ref var frame = ref Top;
        if (frame.IsUnreachable && !_random.OneIn(4))
        {
            EndBlock(mayAddElse: true);
        }
        else if (_height - frame.Base > _stackLimit)
        {
            Spill();
        }
        else if (!TryAct(_actions.Draw(_random)))
        {
            // What was drawn does not fit here: too deep, no such local, and so on.
            Produce(_types.DrawNumber());
        }
    }

    private bool TryAct(FuzzAction action) => action switch
    {
        FuzzAction.Numeric => Operator(NumericOperators.All),
        <= FuzzAction.GlobalSet => TryActOnVariables(action),
        <= FuzzAction.DataDrop => TryActOnMemory(action),
        <= FuzzAction.Select => TryActOnControl(action),
        <= FuzzAction.ReturnCallRef => TryCall(action),
        <= FuzzAction.ElemDrop => TryActOnTable(action),
        <= FuzzAction.NonNullLocal => TryActOnReference(action),
        <= FuzzAction.StructSet => TryActOnStruct(action),
        <= FuzzAction.ArrayInitElem => TryActOnArray(action),
        <= FuzzAction.I31Get => TryCast(action),
        <= FuzzAction.ThrowRef => TryActOnException(action),
        _ => TryActOnVector(action),
    };

    /// <summary>Writes one of these operators with its operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Operator(OperatorSet operators)
    {
        var row = DrawRow(operators);
        if (row.TakesAddress)
        {
            Access(row);
        }
        else
        {
            Need(row.Parameters);
            _code.Op(row.Opcode);
        }

        if (row.Lanes > 0)
        {
            _code.Buffer.WriteByte((byte)_random.Below(row.Lanes));
        }

        if (row.Result is { } result)
        {
            Push(result);
        }

        return true;
    }

    /// <summary>Mostly an operator that goes on with what lies on the stack, the one of a few draws that takes the most of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private OperatorRow DrawRow(OperatorSet operators)
    {
        var rows = operators.Rows;
        if (TryPeek(out var top) && !top.IsReference && operators.StartingWith(top) is { Length: > 0 } fitting && !_random.OneIn(6))
        {
            rows = fitting;
        }

        var best = rows[_random.Below(rows.Length)];
        var mostTaken = CountPresent(best.Parameters);
        for (var draw = 1; draw < RowDraws; draw++)
        {
            var other = rows[_random.Below(rows.Length)];
            if (CountPresent(other.Parameters) is var taken && taken > mostTaken)
            {
                (best, mostTaken) = (other, taken);
            }
        }

        return best;
    }
}
