using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <content>The steps that reduce sections other than the code section.</content>
public sealed partial class ModuleReducer
{
    // Below this, an expression's parts are tried one by one.
    private const int MostParts = 64;

    private void RemoveItems()
    {
        var map = ModuleMap.Create(_best);
        var removal = new ItemRemoval(map);
        Minimize([.. Enumerable.Range(0, map.Items.Count)], gone => Try(ReductionSteps.Items, removal.Apply(gone)));
    }

    private void ShrinkElements()
    {
        for (var segment = 0; segment < ModuleMap.Create(_best).Elements.Count && !OutOfTime; segment++)
        {
            var map = ModuleMap.Create(_best);
            KeepRange(map.Elements[segment].Starts.Length - 1, (from, to) => Try(ReductionSteps.Elements, ModuleShrinking.KeepElements(map, segment, from, to)));
        }
    }

    private void ShrinkData()
    {
        for (var segment = 0; segment < ModuleMap.Create(_best).Data.Count && !OutOfTime; segment++)
        {
            var map = ModuleMap.Create(_best);
            KeepRange(map.Data[segment].Bytes.Length, (from, to) => Try(ReductionSteps.Data, ModuleShrinking.KeepData(map, segment, from, to)));
        }
    }

    private void ShrinkExpressions()
    {
        for (var index = 0; index < ModuleMap.Create(_best).Expressions.Count && !OutOfTime; index++)
        {
            while (!OutOfTime && ShrinkExpression(index))
            {
            }
        }
    }

    // The longest part that can go is searched by halving, then the rest is tried one by one.
    private bool ShrinkExpression(int index)
    {
        var map = ModuleMap.Create(_best);
        var parts = ExpressionPart.FindAll(map, map.Expressions[index]);
        var any = false;
        for (var (low, high) = (0, parts.Count - 1); low <= high && !OutOfTime;)
        {
            var middle = (low + high) / 2;
            if (TryPart(parts[middle]))
            {
                any = true;
                high = middle - 1;
            }
            else
            {
                low = middle + 1;
            }
        }

        return any || parts.Take(MostParts).Any(part => !OutOfTime && TryPart(part));

        bool TryPart(ExpressionPart part) => Try(ReductionSteps.Expressions, ModuleShrinking.ReplacePart(map, part));
    }

    private void ShrinkTypes()
    {
        if (_isValid is null)
        {
            return;
        }

        for (var type = 0; type < ModuleMap.Create(_best).FunctionTypes.Count && !OutOfTime; type++)
        {
            foreach (var choose in (Func<FunctionTypePlace, TypeList>[])[t => t.Parameters, t => t.Results])
            {
                var map = ModuleMap.Create(_best);
                var types = choose(map.FunctionTypes[type]);
                KeepRange(types.Starts.Length - 1, (from, to) => Try(ReductionSteps.Types, ModuleShrinking.KeepTypes(map, types, from, to), mayBeInvalid: true));
            }
        }
    }

    private void RemoveLocals()
    {
        for (var body = 0; !OutOfTime; body++)
        {
            var map = ModuleMap.Create(_best);
            var functions = map.Items.Where(item => item.Body.Length > 0).ToList();
            if (body >= functions.Count)
            {
                return;
            }

            var type = map.Uses.First(use => use.Offset == functions[body].Place.Start).Index;
            if (map.FunctionTypes.Find(t => t.Index == type) is { } known)
            {
                var locals = new UnusedLocals(map, functions[body].Body, known.Parameters.Starts.Length - 1);

                // Fewer locals of one type take as many bytes as more of them.
                KeepRange(locals.Count, (from, to) => from == 0 && Try(ReductionSteps.Locals, locals.Keep(to), mayKeepSize: true));
            }
        }
    }

    private bool RemoveStatements(int body)
    {
        if (_isValid is null)
        {
            return false;
        }

        var refused = new HashSet<(int, int)>();
        var any = false;
        for (var more = true; more && !OutOfTime;)
        {
            more = false;
            var parts = ModuleParts.Find(_best);
            var end = parts.Bodies[body].Offset + parts.Bodies[body].Size;
            foreach (var run in InstructionRun.FindStatements(parts, body))
            {
                if (OutOfTime)
                {
                    break;
                }

                if (!refused.Add((run.Length, end - run.End)))
                {
                    continue;
                }

                var edit = ModuleEdit.None with { Removals = ImmutableDictionary<int, InstructionRun>.Empty.Add(body, run) };
                if (Try(ReductionSteps.Instructions, edit.Apply(parts), mayBeInvalid: true))
                {
                    any = more = true;
                    break;
                }
            }
        }

        return any;
    }

    // Keeps the shortest range of the items 0 to count - 1: first its end is searched by halving, then its start.
    private void KeepRange(int count, Func<int, int, bool> tryRange)
    {
        if (count == 0 || OutOfTime || tryRange(0, 0))
        {
            return;
        }

        var (failed, end) = (0, count);
        while (end - failed > 1 && !OutOfTime)
        {
            var middle = failed + ((end - failed) / 2);
            (failed, end) = tryRange(0, middle) ? (failed, middle) : (middle, end);
        }

        var (start, beyond) = (0, end);
        while (beyond - start > 1 && !OutOfTime)
        {
            var middle = start + ((beyond - start) / 2);
            (start, beyond) = tryRange(middle, end) ? (middle, beyond) : (start, middle);
        }
    }
}
