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
        if (!GeneratedName.TrySplit(name.Text, out var parts)
            || !LadderShapes.TryFind(parts.Generator, out var shape)
            || !GeneratorRecipe.TryParse(name.Text, out var recipe, out fault))
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
            Proposals = GeneratedProposals.ForFeatures(shape.Features),
            RefusedBy = GeneratedProposals.RefusedBy(shape.Features),
        };
        return true;
    }

    /// <inheritdoc/>
    public byte[] Generate(CatalogEntry entry) => GeneratorRecipe.Parse(entry.Name.Text).Generate();
}
