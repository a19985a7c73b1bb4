using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Makes modules that stand in no file of the catalog, such as the rungs of ladders (<c>nested-blocks@1024</c>).
/// A <see cref="ModuleCatalog"/> asks its generators for every name that holds an <c>@</c>.
/// </summary>
public interface IModuleGenerator
{
    /// <summary>The names before the <c>@</c> that this generator knows, for suggestions when a name is misspelt.</summary>
    IReadOnlyCollection<string> Shapes { get; }

    /// <summary>Describes the module of that name without making it.</summary>
    /// <param name="name">A name with an <c>@</c> in it.</param>
    /// <param name="entry">The entry, its origin a <see cref="GeneratedModule"/>.</param>
    /// <param name="fault">
    /// One line that says why there is no such module although the shape is known (a size out of range, say);
    /// <c>null</c> when the shape is not this generator's.
    /// </param>
    bool TryDescribe(ModuleName name, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault);

    /// <summary>The bytes of a module that this generator described: the same ones on every system, for ever.</summary>
    byte[] Generate(CatalogEntry entry);
}
