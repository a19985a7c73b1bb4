using System.Diagnostics.CodeAnalysis;
using CompileBench.Modules.Generation.Fuzzing;

namespace CompileBench.Modules.Catalog;

/// <summary>Random valid modules by preset and seed, such as <c>fuzz-default@42</c>.</summary>
public sealed class FuzzModules : IModuleGenerator
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Shapes => FuzzRecipe.PresetNames;

    /// <inheritdoc/>
    public bool TryDescribe(ModuleName name, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault)
    {
        entry = null;
        fault = null;
        if (!GeneratedName.TrySplit(name.Text, out var parts)
            || !FuzzRecipe.PresetNames.Contains(parts.Generator)
            || !FuzzRecipe.TryParse(name.Text, out var recipe, out fault))
        {
            return false;
        }

        var features = recipe.Options.Features;
        entry = new CatalogEntry
        {
            Name = recipe.Name,
            Origin = new GeneratedModule(recipe.ToString()),
            Licence = "MIT",
            Category = ModuleCategory.Fuzz,
            Toolchain = "compilebench",
            Description = recipe.Description,
            Proposals = GeneratedProposals.ForFeatures(features),
            RefusedBy = GeneratedProposals.RefusedBy(features),
        };
        return true;
    }

    /// <inheritdoc/>
    public byte[] Generate(CatalogEntry entry) => FuzzRecipe.Parse(entry.Name.Text).Generate();
}
