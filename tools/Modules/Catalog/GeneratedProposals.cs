using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Catalog;

/// <summary>What a catalog entry says of the features that a generated module uses.</summary>
internal static class GeneratedProposals
{
    /// <summary>What every engine has had for years is not worth naming.</summary>
    private const WasmFeatures Unnamed =
        WasmFeatures.MultiValue | WasmFeatures.BulkMemory | WasmFeatures.ReferenceTypes | WasmFeatures.ExternReferences | WasmFeatures.ExtendedConst;

    /// <summary>The names the catalog's README lists.</summary>
    public static ImmutableArray<string> ForFeatures(WasmFeatures features) => WasmFeatureNames.ForFeatures(features & ~Unnamed);

    /// <summary>The settings that refuse modules of these features. Pulley's interpreter has no threads, so Wasmtime compiles no shared memory for it.</summary>
    public static ImmutableArray<string> RefusedBy(WasmFeatures features)
    {
        ImmutableArray<string> refused = features.HasFlag(WasmFeatures.Threads) ? ["pulley"] : [];
        return (features & ~WasmFeatures.Winch) == 0 ? refused : refused.Add("winch");
    }
}
