using System.Collections.Immutable;
using System.Text.Json;

namespace CompileBench.Modules.Catalog;

/// <summary>Reads <c>catalog.json</c>. The first fault in it is an error that names the file and the entry.</summary>
public static class CatalogFile
{
    /// <summary>The schema that this version reads.</summary>
    public const int Schema = 1;

    /// <summary>Reads the entries of a file.</summary>
    /// <exception cref="CatalogException">The file is missing, is not JSON, or an entry breaks a rule.</exception>
    public static ImmutableArray<CatalogEntry> Load(string path)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CatalogException(path, null, $"cannot be read: {e.Message}", e);
        }

        return Parse(bytes, path);
    }

    /// <summary>Reads entries from bytes.</summary>
    /// <param name="utf8">The JSON text.</param>
    /// <param name="file">The name that messages use.</param>
    /// <exception cref="CatalogException">The text is not JSON, or an entry breaks a rule.</exception>
    public static ImmutableArray<CatalogEntry> Parse(ReadOnlySpan<byte> utf8, string file)
    {
        CatalogJson? json;
        try
        {
            json = JsonSerializer.Deserialize(utf8, CatalogJsonContext.Default.CatalogJson);
        }
        catch (JsonException e)
        {
            var line = e.LineNumber is { } zeroBased ? $"line {zeroBased + 1}" : null;
            throw new CatalogException(file, line, $"is not a catalog: {OneLine(e.Message)}", e);
        }

        if (json?.Schema is not { } schema)
        {
            throw new CatalogException(file, null, "has no \"schema\" number");
        }

        if (schema != Schema)
        {
            throw new CatalogException(file, null, $"has schema {schema}, this version reads schema {Schema}: {(schema > Schema ? "update compilebench" : "the file is too old")}");
        }

        var modules = json.Modules ?? throw new CatalogException(file, null, "has no \"modules\" list");
        var entries = ImmutableArray.CreateBuilder<CatalogEntry>(modules.Count);
        for (var i = 0; i < modules.Count; i++)
        {
            entries.Add(EntryOf(modules[i], i, file));
        }

        CheckOrder(entries, file);
        return entries.MoveToImmutable();
    }

    private static CatalogEntry EntryOf(CatalogEntryJson? json, int index, string file)
    {
        var place = json?.Name is { Length: > 0 } name ? $"entry '{name}'" : $"entry {index + 1}";
        CatalogException Fault(string fault) => new(file, place, fault);
        string Required(string? value, string field) =>
            string.IsNullOrWhiteSpace(value) ? throw Fault($"has no \"{field}\"") : value;

        if (json is null)
        {
            throw Fault("is null");
        }

        if (!ModuleName.TryParse(Required(json.Name, "name"), out var moduleName))
        {
            throw Fault("has a name that is not kebab-case (a-z, 0-9, single hyphens and dots)");
        }

        if (!ModuleDigest.TryParse(Required(json.Digest, "digest"), out var digest))
        {
            throw Fault($"has digest '{json.Digest}': expected sha256: and 64 lower-case hexadecimal digits");
        }

        if (!Enum.TryParse<ModuleCategory>(Required(json.Category, "category"), out var category) || !Enum.IsDefined(category))
        {
            throw Fault($"has category '{json.Category}': expected one of {string.Join(", ", Enum.GetNames<ModuleCategory>())}");
        }

        return new CatalogEntry
        {
            Name = moduleName,
            Origin = OriginOf(json.Origin, Fault),
            Licence = Required(json.Licence, "licence"),
            Category = category,
            Digest = digest,
            Bytes = json.Bytes is > 0 ? json.Bytes : throw Fault("has no \"bytes\" above 0"),
            SourceLanguage = Required(json.SourceLanguage, "sourceLanguage"),
            HostedLanguage = json.HostedLanguage,
            Toolchain = Required(json.Toolchain, "toolchain"),
            Description = Required(json.Description, "description"),
            Proposals = [.. json.Proposals ?? []],
            RefusedBy = [.. json.RefusedBy ?? []],
        };
    }

    private static ModuleOrigin OriginOf(OriginJson? json, Func<string, CatalogException> fault)
    {
        if (json is null)
        {
            throw fault("has no \"origin\"");
        }

        var (package, version, path) = PlaceOf("an origin", json.Package, json.Version, json.Path, fault);
        return json.Kind switch
        {
            "npm" => new NpmPackage(package, version, path),
            "nuget" => new NuGetPackage(package, version, path),
            "derived" => DerivedOf(new NpmPackage(package, version, path), json.Tool, fault),
            _ => throw fault($"has origin kind '{json.Kind}': expected 'npm', 'nuget' or 'derived'"),
        };
    }

    private static DerivedModule DerivedOf(NpmPackage source, ToolJson? json, Func<string, CatalogException> fault)
    {
        var (package, version, path) = PlaceOf("a tool", json?.Package, json?.Version, json?.Path, fault);
        var arguments = json?.Arguments ?? [];
        return arguments.Contains(DerivedModule.Input) && arguments.Contains(DerivedModule.Output)
            ? new DerivedModule(source, new NpmPackage(package, version, path), [.. arguments])
            : throw fault($"has a tool without the arguments '{DerivedModule.Input}' and '{DerivedModule.Output}'");
    }

    private static (string Package, string Version, string Path) PlaceOf(string what, string? package, string? version, string? path, Func<string, CatalogException> fault)
    {
        if (string.IsNullOrWhiteSpace(package) || string.IsNullOrWhiteSpace(version) || string.IsNullOrWhiteSpace(path))
        {
            throw fault($"has {what} without \"package\", \"version\" or \"path\"");
        }

        // The path is joined to the folder of a package: a path with '..' could read any file of the machine.
        return path.Contains('\\') || path.Split('/').Any(part => part is "" or "." or "..")
            ? throw fault($"has {what} with path '{path}': expected a path inside the package, with forward slashes and no '..'")
            : (package, version, path);
    }

    /// <summary>Checks the order and the names. Sorted entries keep the file's history readable; a duplicate name would make records ambiguous.</summary>
    private static void CheckOrder(ImmutableArray<CatalogEntry>.Builder entries, string file)
    {
        for (var i = 1; i < entries.Count; i++)
        {
            var order = entries[i - 1].Name.CompareTo(entries[i].Name);
            if (order >= 0)
            {
                var fault = order == 0 ? "appears twice" : $"must come before '{entries[i - 1].Name}': entries are sorted by name";
                throw new CatalogException(file, $"entry '{entries[i].Name}'", fault);
            }
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
}
