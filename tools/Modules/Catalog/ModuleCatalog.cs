using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// All modules that can be named: the entries of <c>catalog.json</c> and generated modules. Immutable and safe for several threads.
/// </summary>
public sealed class ModuleCatalog
{
    private readonly ImmutableDictionary<string, CatalogEntry> _byName;
    private readonly ImmutableArray<IModuleGenerator> _generators;

    /// <summary>Makes a catalog of these entries.</summary>
    /// <param name="folder">The folder with the suites and package locks.</param>
    /// <param name="entries">The entries, each name once.</param>
    /// <param name="generators">The generators of modules that are not in the file.</param>
    public ModuleCatalog(string folder, ImmutableArray<CatalogEntry> entries, params IEnumerable<IModuleGenerator> generators)
    {
        Folder = folder;
        Entries = entries;
        _byName = entries.ToImmutableDictionary(entry => entry.Name.Text, StringComparer.Ordinal);
        _generators = [.. generators];
    }

    /// <summary>The folder that the build copies beside the program: <c>catalog/</c>.</summary>
    public static string DefaultFolder => Path.Combine(AppContext.BaseDirectory, "catalog");

    /// <summary>The folder with the suites and package locks.</summary>
    public string Folder { get; }

    /// <summary>The entries of the file, sorted by name, without generated modules.</summary>
    public ImmutableArray<CatalogEntry> Entries { get; }

    /// <summary>The names of the suites in <see cref="Folder"/>, sorted.</summary>
    public IReadOnlyList<string> SuiteNames => SuiteNamesIn(Folder);

    /// <summary>The names of the suites in a catalog's folder, sorted; empty where there is no such folder.</summary>
    public static IReadOnlyList<string> SuiteNamesIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + SuiteFile.Extension).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)!]
        : [];

    /// <summary>Loads the catalog beside the program, or the one in another folder, with all generators.</summary>
    /// <exception cref="CatalogException">The catalog is missing or faulty.</exception>
    public static ModuleCatalog Load(string? folder = null)
    {
        folder ??= DefaultFolder;
        return new ModuleCatalog(folder, CatalogFile.Load(Path.Combine(folder, "catalog.json")), new LadderModules(), new FuzzModules());
    }

    /// <summary>Finds the entry with this exact name. A generator describes the entry of a name that contains an <c>@</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="fault">One line that says why there is none, with the nearest names.</param>
    public bool TryFind(string name, [NotNullWhen(true)] out CatalogEntry? entry, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        if (_byName.TryGetValue(name, out entry))
        {
            return true;
        }

        if (!ModuleName.TryParse(name, out var moduleName))
        {
            fault = $"'{name}' is not a module name (a-z, 0-9, single hyphens and dots){NearestNames.Suggestion(name, KnownNames)}";
            return false;
        }

        return GeneratedName.TrySplit(name, out var parts) ? TryDescribe(moduleName, parts, out entry, out fault) : Unknown(name, out fault);
    }

    private bool TryDescribe(ModuleName name, GeneratedName parts, [NotNullWhen(true)] out CatalogEntry? entry, out string? fault)
    {
        entry = null;
        fault = null;
        foreach (var generator in _generators)
        {
            if (generator.TryDescribe(name, out entry, out var reason))
            {
                return true;
            }

            fault ??= reason;
        }

        // The suggestions keep the size of the misspelt name.
        var shapes = NearestNames.To(parts.Generator, Shapes).Select(shape => shape + parts.Suffix);
        fault ??= $"unknown module '{name}'{NearestNames.DidYouMean(shapes)}; compilebench modules list --shapes prints every shape";
        return false;
    }

    private bool Unknown(string name, out string fault)
    {
        fault = Shapes.Contains(name)
            ? $"'{name}' names a generator: add a size (for fuzz modules a seed), as in {name}@1024"
            : $"unknown module '{name}'{NearestNames.Suggestion(name, KnownNames)}; compilebench modules list prints every module";
        return false;
    }

    /// <summary>Selects the entries that match a name or a glob.</summary>
    /// <param name="pattern">A name, or a pattern with <c>*</c> and <c>?</c>. Globs do not match generated modules, because there is no limit to their number.</param>
    /// <param name="entries">The entries, sorted by name for a glob.</param>
    /// <param name="fault">One line that says why nothing was selected.</param>
    public bool TrySelect(string pattern, out ImmutableArray<CatalogEntry> entries, [NotNullWhen(false)] out string? fault)
    {
        if (!NameGlob.IsPattern(pattern))
        {
            var found = TryFind(pattern, out var entry, out fault);
            entries = found ? [entry!] : [];
            return found;
        }

        var glob = new NameGlob(pattern);
        entries = [.. Entries.Where(entry => glob.Matches(entry.Name.Text))];
        fault = entries.IsEmpty ? $"no module matches '{pattern}'{NearestNames.Suggestion(pattern.Replace("*", "", StringComparison.Ordinal), KnownNames)}" : null;
        return fault is null;
    }

    /// <summary>Loads a suite by its name, or by the path of a <c>.suite</c> file.</summary>
    /// <exception cref="CatalogException">There is no such suite, or one of its lines is invalid.</exception>
    public ModuleSuite LoadSuite(string nameOrPath)
    {
        if (nameOrPath.EndsWith(SuiteFile.Extension, StringComparison.OrdinalIgnoreCase))
        {
            return SuiteFile.Load(nameOrPath, this);
        }

        var names = SuiteNames;
        return names.Contains(nameOrPath)
            ? SuiteFile.Load(Path.Combine(Folder, nameOrPath + SuiteFile.Extension), this)
            : throw new CatalogException(
                $"suite '{nameOrPath}'",
                null,
                $"there is no such suite (there are {string.Join(", ", names)}, or give a path that ends in {SuiteFile.Extension}){NearestNames.Suggestion(nameOrPath, names)}");
    }

    /// <summary>Generates the module of an entry that a generator described.</summary>
    /// <exception cref="InvalidOperationException">No generator of this catalog makes the entry.</exception>
    public byte[] Generate(CatalogEntry entry)
    {
        var generator = _generators.FirstOrDefault(g => g.TryDescribe(entry.Name, out _, out _))
            ?? throw new InvalidOperationException($"no generator of this catalog makes '{entry.Name}'");
        return generator.Generate(entry);
    }

    private IEnumerable<string> Shapes => _generators.SelectMany(generator => generator.Shapes);

    private IEnumerable<string> KnownNames => Entries.Select(entry => entry.Name.Text).Concat(Shapes);
}
