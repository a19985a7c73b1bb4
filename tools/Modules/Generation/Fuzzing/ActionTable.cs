using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>The actions that are possible in a module, with the weights that the options give them.</summary>
internal sealed class ActionTable
{
    private const int Scale = 1_000;

    private readonly List<FuzzAction> _actions = [];
    private readonly List<int> _ends = [];
    private int _total;

    private ActionTable()
    {
    }

    public static ActionTable ForPlan(FuzzOptions options, ModulePlan plan)
    {
        var table = new ActionTable();
        var weights = options.Weights;
        table.Add(weights.Arithmetic, (FuzzAction.Numeric, 1));
        table.Add(weights.Locals, (FuzzAction.LocalGet, 3), (FuzzAction.LocalSet, 4), (FuzzAction.LocalTee, 2), (FuzzAction.Constant, 2));
        if (plan.Globals.Count > 0)
        {
            table.Add(weights.Globals, (FuzzAction.GlobalGet, 2), (FuzzAction.GlobalSet, plan.MutableGlobals.Count > 0 ? 2 : 0));
        }

        table.AddMemory(weights, plan);
        table.AddControl(weights, options);
        table.AddCalls(weights, plan);
        if (plan.Types.Has(WasmFeatures.ReferenceTypes))
        {
            table.AddTables(weights, plan);
            table.AddReferences(weights, options, plan.Types);
        }

        if (plan.Types.Has(WasmFeatures.Gc))
        {
            table.AddGc(weights, options, plan);
        }

        table.AddOthers(weights, options, plan);
        if (table._total == 0)
        {
            table.Add(1, (FuzzAction.Constant, 1));
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public FuzzAction Draw(SeededRandom random)
    {
        var point = random.Below(_total);
        int low = 0, high = _ends.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (point < _ends[middle])
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return _actions[low];
    }

    /// <summary>Divides the weight of a kind among its actions by their shares.</summary>
    private void Add(int weight, params ReadOnlySpan<(FuzzAction Action, int Share)> actions)
    {
        var shares = 0;
        foreach (var (_, share) in actions)
        {
            shares += share;
        }

        foreach (var (action, share) in actions)
        {
            var slice = shares == 0 ? 0 : (int)((long)weight * Scale * share / shares);
            if (slice > 0)
            {
                _actions.Add(action);
                _ends.Add(_total += slice);
            }
        }
    }

    private void AddMemory(FuzzWeights weights, ModulePlan plan)
    {
        if (plan.Memories.Count == 0)
        {
            return;
        }

        var bulk = plan.Types.Has(WasmFeatures.BulkMemory) ? 1 : 0;
        var data = plan.DataSegments > 0 ? bulk : 0;
        Add(
            weights.Memory,
            (FuzzAction.MemoryAccess, 20), (FuzzAction.MemorySize, 1), (FuzzAction.MemoryGrow, 1),
            (FuzzAction.MemoryCopy, bulk), (FuzzAction.MemoryFill, bulk), (FuzzAction.MemoryInit, data), (FuzzAction.DataDrop, data));
    }

    private void AddControl(FuzzWeights weights, FuzzOptions options)
    {
        var nested = options.Nesting > 0 ? 1 : 0;
        Add(
            weights.Control,
            (FuzzAction.Block, 8 * nested), (FuzzAction.Loop, 5 * nested), (FuzzAction.If, 8 * nested), (FuzzAction.EndBlock, 18 * nested),
            (FuzzAction.Br, 2 * nested), (FuzzAction.BrTable, 2 * nested), (FuzzAction.Return, nested), (FuzzAction.Unreachable, nested),
            (FuzzAction.BrIf, 10), (FuzzAction.Nop, 1), (FuzzAction.Drop, 3), (FuzzAction.Select, 5));
    }

    private void AddCalls(FuzzWeights weights, ModulePlan plan)
    {
        var indirect = plan.CallTables.Count > 0 ? 1 : 0;
        var tail = plan.Types.Has(WasmFeatures.TailCalls) ? 1 : 0;
        var byReference = plan.Types.Has(WasmFeatures.FunctionReferences) ? 1 : 0;
        Add(
            weights.Calls,
            (FuzzAction.Call, 8), (FuzzAction.CallIndirect, 4 * indirect), (FuzzAction.CallRef, 4 * byReference),
            (FuzzAction.ReturnCall, tail), (FuzzAction.ReturnCallIndirect, tail * indirect), (FuzzAction.ReturnCallRef, tail * byReference));
    }

    private void AddTables(FuzzWeights weights, ModulePlan plan)
    {
        if (plan.Tables.Count == 0)
        {
            return;
        }

        var bulk = plan.Types.Has(WasmFeatures.BulkMemory) ? 1 : 0;
        Add(
            weights.Tables,
            (FuzzAction.TableGet, 4), (FuzzAction.TableSet, 4), (FuzzAction.TableSize, 1), (FuzzAction.TableGrow, 1), (FuzzAction.TableFill, 1),
            (FuzzAction.TableCopy, bulk), (FuzzAction.TableInit, bulk), (FuzzAction.ElemDrop, bulk));
    }

    private void AddReferences(FuzzWeights weights, FuzzOptions options, TypeUniverse types)
    {
        var typed = types.Has(WasmFeatures.FunctionReferences) ? 1 : 0;
        var nested = options.Nesting > 0 ? typed : 0;
        Add(
            weights.References,
            (FuzzAction.RefNull, 2), (FuzzAction.RefIsNull, 3), (FuzzAction.RefFunc, 2), (FuzzAction.SelectReference, 2),
            (FuzzAction.RefAsNonNull, 2 * typed), (FuzzAction.BrOnNull, 2 * typed), (FuzzAction.BrOnNonNull, 2 * nested),
            (FuzzAction.NonNullLocal, typed));
    }

    private void AddGc(FuzzWeights weights, FuzzOptions options, ModulePlan plan)
    {
        var structs = plan.Types.Structs.Count > 0 ? 1 : 0;
        var arrays = plan.Types.Arrays.Count > 0 ? 1 : 0;
        var data = plan.DataSegments > 0 && plan.Types.Has(WasmFeatures.BulkMemory) ? arrays : 0;
        var elements = plan.ElementSegments.Count > 0 ? arrays : 0;
        Add(
            weights.Gc,
            (FuzzAction.StructNew, 4 * structs), (FuzzAction.StructNewDefault, 2 * structs),
            (FuzzAction.StructGet, 6 * structs), (FuzzAction.StructSet, 4 * structs),
            (FuzzAction.ArrayNew, 2 * arrays), (FuzzAction.ArrayNewDefault, 2 * arrays), (FuzzAction.ArrayNewFixed, 2 * arrays),
            (FuzzAction.ArrayNewData, data), (FuzzAction.ArrayInitData, data),
            (FuzzAction.ArrayNewElem, elements), (FuzzAction.ArrayInitElem, elements),
            (FuzzAction.ArrayGet, 5 * arrays), (FuzzAction.ArraySet, 3 * arrays), (FuzzAction.ArrayLen, 2 * arrays),
            (FuzzAction.ArrayFill, arrays), (FuzzAction.ArrayCopy, arrays),
            (FuzzAction.RefEq, 2), (FuzzAction.RefTest, 4), (FuzzAction.RefCast, 4), (FuzzAction.BrOnCast, options.Nesting > 0 ? 4 : 0),
            (FuzzAction.ConvertReference, plan.Types.Has(WasmFeatures.ExternReferences) ? 2 : 0), (FuzzAction.RefI31, 2), (FuzzAction.I31Get, 3));
    }

    private void AddOthers(FuzzWeights weights, FuzzOptions options, ModulePlan plan)
    {
        var types = plan.Types;
        var memories = plan.Memories.Count > 0 ? 1 : 0;
        if (types.Has(WasmFeatures.Exceptions))
        {
            // A try_table is inside the block that its handler branches to: two levels.
            Add(
                weights.Exceptions,
                (FuzzAction.TryTable, options.Nesting > 1 ? 4 : 0),
                (FuzzAction.Throw, plan.Tags.Count > 0 && options.Nesting > 0 ? 1 : 0),
                (FuzzAction.ThrowRef, options.Nesting > 0 ? 1 : 0));
        }

        if (types.Has(WasmFeatures.Simd))
        {
            Add(
                weights.Simd,
                (FuzzAction.Vector, 20), (FuzzAction.VectorAccess, 6 * memories), (FuzzAction.VectorConstant, 1), (FuzzAction.Shuffle, 2),
                (FuzzAction.RelaxedVector, types.Has(WasmFeatures.RelaxedSimd) ? 4 : 0));
        }

        if (types.Has(WasmFeatures.Threads))
        {
            Add(weights.Atomics, (FuzzAction.AtomicAccess, 20 * memories), (FuzzAction.AtomicFence, 1));
        }
    }
}
