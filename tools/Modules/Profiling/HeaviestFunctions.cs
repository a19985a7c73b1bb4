using System.Collections.Immutable;

namespace CompileBench.Modules.Profiling;

/// <summary>Keeps the heaviest functions of a module, so that its memory does not grow with the number of functions.</summary>
internal sealed class HeaviestFunctions(int limit, ComplexityMetric by)
{
    // The lightest kept comes out first; of equals the later one.
    private readonly PriorityQueue<FunctionProfile, (double Weight, int Order)> _kept = new();
    private double _lightest = double.NegativeInfinity;

    public void Offer(in FunctionCounts function)
    {
        if (limit == 0)
        {
            return;
        }

        var weight = by.GetValue(function);
        if (_kept.Count < limit)
        {
            _kept.Enqueue(function.Keep(), (weight, -function.Index));
        }
        else if (weight > _lightest)
        {
            _kept.EnqueueDequeue(function.Keep(), (weight, -function.Index));
        }
        else
        {
            return;
        }

        if (_kept.Count == limit && _kept.TryPeek(out _, out var lightest))
        {
            _lightest = lightest.Weight;
        }
    }

    /// <summary>Those kept, heaviest first, with their names.</summary>
    public ImmutableArray<FunctionProfile> Name(FunctionNames names)
    {
        var kept = new List<FunctionProfile>(_kept.Count);
        while (_kept.TryDequeue(out var function, out _))
        {
            kept.Add(function);
        }

        kept.Reverse();
        names.Find(kept.Select(function => function.Index));
        return [.. kept.Select(function => function.Named(names.Get(function.Index)))];
    }
}
