using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>
/// Writes function bodies that are valid by construction. It tracks the operand stack and the open blocks as validation does, and writes an
/// instruction only after its operands: values that are on the stack where their types fit, new values elsewhere. The bodies are compiled
/// and never run, so loops need not end and accesses need not be in bounds.
/// </summary>
internal sealed class FunctionFuzzer
{
    /// <summary>A body stops growing here, well below Wasmtime's limit, whatever the size of its instructions.</summary>
    private const int MostBodyBytes = 6_000_000;

    private const int ShallowestStackLimit = 4;
    private const int DeepestStackLimit = 40;

    private readonly FuzzBody _body;
    private readonly SeededRandom _random;
    private readonly ActionTable _actions;
    private readonly OperatorInstructions _operators;
    private readonly VariableInstructions _variables;
    private readonly MemoryInstructions _memory;
    private readonly ControlInstructions _control;
    private readonly CallInstructions _calls;
    private readonly TableInstructions _tables;
    private readonly ReferenceInstructions _references;
    private readonly ObjectInstructions _objects;
    private readonly ExceptionInstructions _exceptions;
    private readonly VectorInstructions _vectors;
    private int _stackLimit;

    public FunctionFuzzer(FuzzOptions options, SeededRandom random, ModuleAssembler module, ModulePlan plan)
    {
        _random = random;
        _actions = ActionTable.ForPlan(options, plan);
        _body = new FuzzBody(options, random, module, plan);
        _operators = new OperatorInstructions(_body);
        _variables = new VariableInstructions(_body);
        _memory = new MemoryInstructions(_body, _operators);
        _control = new ControlInstructions(_body);
        _calls = new CallInstructions(_body);
        _tables = new TableInstructions(_body);
        _references = new ReferenceInstructions(_body);
        _objects = new ObjectInstructions(_body);
        _exceptions = new ExceptionInstructions(_body, _control);
        _vectors = new VectorInstructions(_body, _operators);
    }

    /// <summary>Writes the body of a function of this type.</summary>
    public void Write(int typeIndex)
    {
        _body.Begin(typeIndex);
        _stackLimit = _random.Between(ShallowestStackLimit, DeepestStackLimit);
        _body.BeginBlock();
        var code = _body.Code.Buffer;
        var mostBytes = code.Length + MostBodyBytes;
        while (_body.Operands.InstructionsLeft > 0 && code.Length < mostBytes)
        {
            Step();
        }

        while (_body.Blocks.Depth > 0)
        {
            _control.EndBlock(mayAddElse: false);
        }

        _body.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step()
    {
        _body.Operands.InstructionsLeft--;
        if (_body.Blocks.Top.IsUnreachable && !_random.OneIn(4))
        {
            _control.EndBlock(mayAddElse: true);
        }
        else if (_body.BlockHeight > _stackLimit)
        {
            _body.Operands.Spill();
        }
        else if (!TryAct(_actions.Draw(_random)))
        {
            // The action is not possible here: the nesting is too deep, there is no such local, and so on.
            _body.Operands.Produce(_body.Types.DrawNumber());
        }
    }

    private bool TryAct(FuzzAction action) => action switch
    {
        FuzzAction.Numeric => _operators.Write(NumericOperators.All),
        <= FuzzAction.GlobalSet => _variables.TryWrite(action),
        <= FuzzAction.DataDrop => _memory.TryWrite(action),
        <= FuzzAction.Select => _control.TryWrite(action),
        <= FuzzAction.ReturnCallRef => _calls.TryWrite(action),
        <= FuzzAction.ElemDrop => _tables.TryWrite(action),
        <= FuzzAction.NonNullLocal => _references.TryWrite(action),
        <= FuzzAction.StructSet => _objects.TryWriteStruct(action),
        <= FuzzAction.ArrayInitElem => _objects.TryWriteArray(action),
        <= FuzzAction.I31Get => _references.TryWriteCast(action),
        <= FuzzAction.ThrowRef => _exceptions.TryWrite(action),
        _ => _vectors.TryWrite(action),
    };
}
