using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Components;

namespace CompileBench.Modules.Profiling;

/// <summary>Everything counted of one function.</summary>
public sealed class FunctionProfile
{
    private readonly ImmutableArray<long> _counters;

    internal FunctionProfile(int index, int offset, string? name, ImmutableArray<long> counters)
    {
        Index = index;
        Offset = offset;
        Name = name;
        _counters = counters;
    }

    /// <summary>The function's index, imported functions counted.</summary>
    public int Index { get; }

    /// <summary>The offset of its body from the start of the module.</summary>
    public int Offset { get; }

    /// <summary>Its name by the name section, else by its first export; null where it has neither.</summary>
    public string? Name { get; }

    internal ReadOnlySpan<long> Counters => _counters.AsSpan();

    /// <summary>The value of a metric.</summary>
    /// <exception cref="InvalidOperationException">Only modules have this metric.</exception>
    public double this[ComplexityMetric metric] => metric.GetValue(this);

    internal FunctionProfile Named(string? name) => new(Index, Offset, name, _counters);

    /// <summary>The same function as part of a component: its offset counts from the component's start, and its name says which core module it is in.</summary>
    /// <param name="module">The core module.</param>
    /// <param name="firstIndex">The index in the component of the module's first function.</param>
    internal FunctionProfile Inside(CoreModule module, int firstIndex) => new(firstIndex + Index, module.Offset + Offset, $"core module {module.Path}: {Name ?? $"function {Index}"}", _counters);
}
