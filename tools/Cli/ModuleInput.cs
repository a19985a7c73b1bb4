using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Storage;

namespace CompileBench.Cli;

/// <summary>A module a person named: a catalog entry or recipe, a file, one of a folder's files, or standard input as <c>-</c>.</summary>
internal sealed class ModuleInput
{
    private const int MostBytes = 1 << 30;

    private readonly Func<byte[]> _read;

    private ModuleInput(string name, Func<byte[]> read) => (Name, _read) = (name, read);

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Finds what was named; packages are fetched when the cache lacks them. The bytes are read by <see cref="Read"/>, one module at a time.</summary>
    /// <exception cref="UsageException">Nothing of that name can be had.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> FindAsync(string named, CancellationToken cancellation)
    {
        if (named == "-")
        {
            using var copy = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(copy, cancellation);
            var bytes = copy.ToArray();
            return [new ModuleInput("stdin", () => bytes)];
        }

        if (Directory.Exists(named))
        {
            var files = Directory.EnumerateFiles(named, "*.wasm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? [.. files.Select(f => OfFile(f, Path.GetRelativePath(named, f)))]
                : throw new UsageException($"{named} holds no .wasm file");
        }

        if (File.Exists(named))
        {
            return [OfFile(named, Path.GetFileNameWithoutExtension(named))];
        }

        var catalog = ModuleCatalog.Load();
        if (!catalog.TryFind(named, out var entry, out var fault))
        {
            throw new UsageException($"there is no file {named}, and {fault}");
        }

        var fetched = await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync([entry], null, cancellation);
        return fetched[0] is ModuleFetchResult.Available available
            ? [OfFile(available.Path, named)]
            : throw new UsageException($"{named}: {fetched[0].Fault}");
    }

    /// <summary>The same where one module is wanted.</summary>
    /// <exception cref="UsageException">Nothing of that name can be had, or several are.</exception>
    public static async Task<ModuleInput> FindOneAsync(string named, CancellationToken cancellation)
    {
        var inputs = await FindAsync(named, cancellation);
        return inputs.Count == 1 ? inputs[0] : throw new UsageException($"{named} holds {inputs.Count} modules: name one");
    }

    /// <summary>The module's bytes.</summary>
    /// <exception cref="UsageException">It is too large for any engine.</exception>
    /// <exception cref="IOException">The file has gone or cannot be read.</exception>
    public byte[] Read() => _read();

    private static ModuleInput OfFile(string path, string name) => new(
        name,
        () => new FileInfo(path).Length <= MostBytes
            ? RegularFile.ReadAllBytes(path, MostBytes, LinkPolicy.Follow)
            : throw new UsageException($"{path} is larger than 1 GiB: no engine takes such a module"));
}
