using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Catalog;

/// <summary>The proposals that the entry of a generated module lists.</summary>
internal static class GeneratedProposals
{
    /// <summary>Features that every engine has supported for years are not listed.</summary>
    private const WasmFeatures Unnamed =
        WasmFeatures.MultiValue | WasmFeatures.BulkMemory | WasmFeatures.ReferenceTypes | WasmFeatures.ExternReferences | WasmFeatures.ExtendedConst;

    /// <summary>The names in the catalog's README.</summary>
    public static ImmutableArray<string> ForFeatures(WasmFeatures features) => WasmFeatureNames.ForFeatures(features & ~Unnamed);

    /// <summary>The settings that refuse modules of these features. Pulley's interpreter has no threads, so Wasmtime compiles no shared memory for it.</summary>
    public static ImmutableArray<string> RefusedBy(WasmFeatures features)
    {
        ImmutableArray<string> refused = features.HasFlag(WasmFeatures.Threads) ? ["pulley"] : [];
        return (features & ~WasmFeatures.Winch) == 0 ? refused : refused.Add("winch");
    }
}
