using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>The steps that reduce sections other than the code section.</summary>
/// <param name="state">The module and the trial of candidates.</param>
internal sealed class SectionReducer(ReductionState state)
{
    // So many parts of an expression are tried one by one.
    private const int MostParts = 64;

    /// <summary>Empties data segments.</summary>
    public void EmptyData()
    {
        var parts = ModuleParts.Find(state.Best);
        var filled = Enumerable.Range(0, parts.Data.Count).Where(i => parts.Data[i].Bytes > 0).ToList();
        state.Minimize(filled, gone => state.Try("data", (ModuleEdit.None with { EmptiedData = gone }).Apply(parts)));
    }

    /// <summary>Removes items of every section.</summary>
    public void RemoveItems()
    {
        var map = ModuleMap.Create(state.Best);
        var removal = new ItemRemoval(map);
        state.Minimize([.. Enumerable.Range(0, map.Items.Count)], gone => state.Try(ReductionSteps.Items, removal.Apply(gone)));
    }

    /// <summary>Shortens element segments.</summary>
    public void ShrinkElements()
    {
        for (var segment = 0; segment < ModuleMap.Create(state.Best).Elements.Count && !state.OutOfTime; segment++)
        {
            var map = ModuleMap.Create(state.Best);
            state.KeepRange(map.Elements[segment].Starts.Length - 1, (from, to) => state.Try(ReductionSteps.Elements, ModuleShrinking.KeepElements(map, segment, from, to)));
        }
    }

    /// <summary>Shortens data segments.</summary>
    public void ShrinkData()
    {
        for (var segment = 0; segment < ModuleMap.Create(state.Best).Data.Count && !state.OutOfTime; segment++)
        {
            var map = ModuleMap.Create(state.Best);
            state.KeepRange(map.Data[segment].Bytes.Length, (from, to) => state.Try(ReductionSteps.Data, ModuleShrinking.KeepData(map, segment, from, to)));
        }
    }

    /// <summary>Replaces parts of constant expressions by shorter ones.</summary>
    public void ShrinkExpressions()
    {
        for (var index = 0; index < ModuleMap.Create(state.Best).Expressions.Count && !state.OutOfTime; index++)
        {
            while (!state.OutOfTime && ShrinkExpression(index))
            {
            }
        }
    }

    // The longest part that can go is searched by halving, then the rest is tried one by one.
    private bool ShrinkExpression(int index)
    {
        var map = ModuleMap.Create(state.Best);
        var parts = ExpressionPart.FindAll(map, map.Expressions[index]);
        var any = false;
        for (var (low, high) = (0, parts.Count - 1); low <= high && !state.OutOfTime;)
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

        return any || parts.Take(MostParts).Any(part => !state.OutOfTime && TryPart(part));

        bool TryPart(ExpressionPart part) => state.Try(ReductionSteps.Expressions, ModuleShrinking.ReplacePart(map, part));
    }

    /// <summary>Removes parameters and results of function types.</summary>
    public void ShrinkTypes()
    {
        if (!state.ChecksValidity)
        {
            return;
        }

        for (var type = 0; type < ModuleMap.Create(state.Best).FunctionTypes.Count && !state.OutOfTime; type++)
        {
            foreach (var choose in (Func<FunctionTypePlace, TypeList>[])[t => t.Parameters, t => t.Results])
            {
                var map = ModuleMap.Create(state.Best);
                var types = choose(map.FunctionTypes[type]);
                state.KeepRange(types.Starts.Length - 1, (from, to) => state.Try(ReductionSteps.Types, ModuleShrinking.KeepTypes(map, types, from, to), mayBeInvalid: true));
            }
        }
    }
}
