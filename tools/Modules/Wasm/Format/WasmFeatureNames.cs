using System.Collections.Immutable;

namespace CompileBench.Modules.Wasm.Format;

/// <summary>The features by the names that proposals and command lines use.</summary>
public static class WasmFeatureNames
{
    private static readonly ImmutableArray<(WasmFeatures Feature, string Name)> Table =
    [
        (WasmFeatures.MultiValue, "multi-value"), (WasmFeatures.BulkMemory, "bulk-memory"),
        (WasmFeatures.ReferenceTypes, "reference-types"), (WasmFeatures.ExternReferences, "extern-references"),
        (WasmFeatures.Simd, "simd"), (WasmFeatures.RelaxedSimd, "relaxed-simd"), (WasmFeatures.Threads, "threads"),
        (WasmFeatures.TailCalls, "tail-call"), (WasmFeatures.Exceptions, "exceptions"),
        (WasmFeatures.FunctionReferences, "function-references"), (WasmFeatures.Gc, "gc"),
        (WasmFeatures.Memory64, "memory64"), (WasmFeatures.MultiMemory, "multi-memory"), (WasmFeatures.ExtendedConst, "extended-const"),
    ];

    /// <summary>Every name, in the order in which the features came.</summary>
    public static ImmutableArray<string> All { get; } = [.. Table.Select(row => row.Name)];

    /// <summary>The names of these features.</summary>
    public static ImmutableArray<string> ForFeatures(WasmFeatures features) => [.. Table.Where(row => features.HasFlag(row.Feature)).Select(row => row.Name)];

    /// <summary>The feature of this name.</summary>
    /// <exception cref="FormatException">There is none; the message lists those there are.</exception>
    public static WasmFeatures Parse(string name)
    {
        foreach (var row in Table)
        {
            if (row.Name == name)
            {
                return row.Feature;
            }
        }

        throw new FormatException($"no feature is called '{name}': choose from {string.Join(", ", All)}");
    }

    /// <summary>These features and those that they are built on: garbage collection on typed references, those on references, and so on.</summary>
    internal static WasmFeatures WithRequired(WasmFeatures features)
    {
        features |= features.HasFlag(WasmFeatures.Gc) ? WasmFeatures.FunctionReferences : 0;
        features |= features.HasFlag(WasmFeatures.RelaxedSimd) ? WasmFeatures.Simd : 0;
        const WasmFeatures onReferences = WasmFeatures.FunctionReferences | WasmFeatures.Exceptions | WasmFeatures.ExternReferences;
        features |= (features & onReferences) != 0 ? WasmFeatures.ReferenceTypes : 0;
        return features | (features.HasFlag(WasmFeatures.ReferenceTypes) ? WasmFeatures.BulkMemory : 0);
    }
}
