using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli;

/// <summary>Bytes of a module a person named: a catalog entry or recipe, a file, a folder's files, or standard input as <c>-</c>.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Bytes">The module.</param>
internal sealed record ModuleInput(string Name, byte[] Bytes)
{
    private const int MostBytes = 1 << 30;

    /// <summary>Reads what was named; packages are fetched when the cache lacks them.</summary>
    /// <exception cref="UsageException">Nothing of that name can be had.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> ReadAsync(string named, CancellationToken cancellation)
    {
        if (named == "-")
        {
            using var copy = new MemoryStream();
            await using var input = Console.OpenStandardInput();
            await input.CopyToAsync(copy, cancellation);
            return [new ModuleInput("stdin", copy.ToArray())];
        }

        if (Directory.Exists(named))
        {
            var files = Directory.EnumerateFiles(named, "*.wasm", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
            return files.Count > 0
                ? [.. files.Select(f => FromFile(f, Path.GetRelativePath(named, f)))]
                : throw new UsageException($"{named} holds no .wasm file");
        }

        if (File.Exists(named))
        {
            return [FromFile(named, Path.GetFileNameWithoutExtension(named))];
        }

        var catalog = ModuleCatalog.Load();
        if (!catalog.TryFind(named, out var entry, out var fault))
        {
            throw new UsageException($"there is no file {named}, and {fault}");
        }

        var fetched = await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync([entry], null, cancellation);
        return fetched[0] is ModuleFetchResult.Available available
            ? [new ModuleInput(named, await File.ReadAllBytesAsync(available.Path, cancellation))]
            : throw new UsageException($"{named}: {fetched[0].Fault}");
    }

    private static ModuleInput FromFile(string path, string name) =>
        new FileInfo(path).Length <= MostBytes
            ? new ModuleInput(name, File.ReadAllBytes(path))
            : throw new UsageException($"{path} is larger than 1 GiB: no engine takes such a module");
}
