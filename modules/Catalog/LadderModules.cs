using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;

namespace CompileBench.Modules.Catalog;

/// <summary>The rungs of every ladder, by the text of their recipes: <c>nested-blocks@1024</c>, with a seed <c>nested-blocks@1024-s7</c>.</summary>
public sealed class LadderModules : IModuleGenerator
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Shapes { get; } = [.. LadderShapes.All.Select(shape => shape.Name)];

    /// <inheritdoc/>
    public bool TryDescribe(ModuleName name, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault)
    {
        entry = null;
        fault = null;
        if (!LadderShapes.TryFind(name.Text.Split('@')[0], out var shape) || !GeneratorRecipe.TryParse(name.Text, out var recipe, out fault))
        {
            return false;
        }

        entry = new CatalogEntry
        {
            Name = recipe.Name,
            Origin = new GeneratedModule(recipe.ToString()),
            Licence = "MIT",
            Category = ModuleCategory.Ladder,
            Toolchain = "compilebench",
            Description = shape.Description,
            Proposals = ProposalsOf(shape.Features),
            RefusedBy = RefusedBy(shape),
        };
        return true;
    }

    /// <inheritdoc/>
    public byte[] Generate(CatalogEntry entry) => GeneratorRecipe.Parse(entry.Name.Text).Generate();

    /// <summary>Pulley's interpreter has no threads, so Wasmtime compiles no shared memory for it.</summary>
    private static ImmutableArray<string> RefusedBy(LadderShape shape)
    {
        ImmutableArray<string> refused = shape.Features.HasFlag(WasmFeatures.Threads) ? ["pulley"] : [];
        return shape.WinchCompiles ? refused : refused.Add("winch");
    }

    /// <summary>The names the catalog's README lists; what every engine has had for years is not worth naming.</summary>
    private static ImmutableArray<string> ProposalsOf(WasmFeatures features)
    {
        (WasmFeatures Feature, string Name)[] named =
        [
            (WasmFeatures.Simd, "simd"), (WasmFeatures.RelaxedSimd, "relaxed-simd"), (WasmFeatures.Threads, "threads"),
            (WasmFeatures.TailCalls, "tail-call"), (WasmFeatures.Exceptions, "exceptions"), (WasmFeatures.FunctionReferences, "function-references"),
            (WasmFeatures.Gc, "gc"), (WasmFeatures.Memory64, "memory64"), (WasmFeatures.MultiMemory, "multi-memory"),
        ];
        return [.. named.Where(one => features.HasFlag(one.Feature)).Select(one => one.Name)];
    }
}
