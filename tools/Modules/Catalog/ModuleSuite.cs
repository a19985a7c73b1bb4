using System.Collections.Immutable;

namespace CompileBench.Modules.Catalog;

/// <summary>A named list of modules that are measured together.</summary>
/// <param name="Name">The suite's name: its file name without the extension.</param>
/// <param name="Entries">The modules in the order of the file, each once, at least one. Files with equal names in different folders are different modules.</param>
public sealed record ModuleSuite(string Name, ImmutableArray<CatalogEntry> Entries);
