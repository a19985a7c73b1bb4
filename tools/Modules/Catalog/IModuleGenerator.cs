using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Generates modules that are not in <c>catalog.json</c>, such as the rungs of ladders (<c>nested-blocks@1024</c>).
/// A <see cref="ModuleCatalog"/> asks its generators for every name that contains an <c>@</c>.
/// </summary>
public interface IModuleGenerator
{
    /// <summary>The names before the <c>@</c> that this generator accepts. They are suggested when a name is misspelt.</summary>
    IReadOnlyCollection<string> Shapes { get; }

    /// <summary>Describes a module without generating it.</summary>
    /// <param name="name">A name that contains an <c>@</c>.</param>
    /// <param name="entry">The entry; its origin is a <see cref="GeneratedModule"/>.</param>
    /// <param name="fault">
    /// One line that says why there is no such module although the shape is known, such as a size out of range;
    /// <c>null</c> when the shape belongs to another generator.
    /// </param>
    bool TryDescribe(ModuleName name, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault);

    /// <summary>Generates a module that this generator described. The bytes are the same on every system and in every version.</summary>
    byte[] Generate(CatalogEntry entry);
}
