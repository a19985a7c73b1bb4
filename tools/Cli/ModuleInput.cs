using CompileBench.Measuring;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli;

/// <summary>A module a person named: a catalog entry or recipe, a file, one of a folder's files, or standard input as <c>-</c>.</summary>
internal sealed class ModuleInput
{
    // The longest array: a module is one in memory.
    private static readonly int MostBytes = Array.MaxLength;

    private readonly Func<CancellationToken, byte[]> _read;

    private ModuleInput(string name, Func<CancellationToken, byte[]> read, string? path = null) => (Name, _read, Path) = (name, read, path);

    /// <summary>What to call it.</summary>
    public string Name { get; }

    /// <summary>Its file; null for standard input.</summary>
    public string? Path { get; }

    /// <summary>Finds what was named; packages are fetched when the cache lacks them. The bytes are read by <see cref="Read"/>, one module at a time.</summary>
    /// <exception cref="UsageException">Nothing of that name can be had.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> FindAsync(string named, CancellationToken cancellation)
    {
        if (named == "-")
        {
            var bytes = await ReadStandardInputAsync(cancellation);
            return [new ModuleInput("stdin", _ => bytes)];
        }

        if (Directory.Exists(named) || (NameGlob.IsPattern(named) && ModuleFiles.IsPath(named)))
        {
            var start = Directory.Exists(named) ? named : Environment.CurrentDirectory;
            return ModuleFiles.TryFind(named, Environment.CurrentDirectory, out var files, out var nothing)
                ? [.. files.Select(f => OfFile(f, System.IO.Path.GetRelativePath(start, f)))]
                : throw new UsageException(nothing);
        }

        if (File.Exists(named))
        {
            return [OfFile(named, System.IO.Path.GetFileNameWithoutExtension(named))];
        }

        var catalog = ModuleCatalog.Load();
        if (!catalog.TryFind(named, out var entry, out var fault))
        {
            throw new UsageException(ModuleFiles.IsPath(named) ? $"there is no file {named}" : $"there is no file {named}, and {fault}");
        }

        var fetched = await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync([entry], null, cancellation);
        return fetched[0] is ModuleFetchResult.Available available
            ? [OfFile(available.Path, named)]
            : throw new UsageException($"{named}: {fetched[0].Fault}");
    }

    /// <summary>Finds everything that several texts name; files go by the paths that name them.</summary>
    /// <exception cref="UsageException">Nothing of one of the names can be had.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> FindAllAsync(IReadOnlyList<string> named, CancellationToken cancellation)
    {
        if (named.Count == 1)
        {
            return await FindAsync(named[0], cancellation);
        }

        var inputs = new List<ModuleInput>();
        foreach (var text in named)
        {
            inputs.AddRange(File.Exists(text) ? [OfFile(text, text)] : await FindAsync(text, cancellation));
        }

        return inputs;
    }

    /// <summary>Finds what the values of <c>--module</c> select, under the names that records give modules.</summary>
    /// <exception cref="UsageException">Nothing of one of the names can be had.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> SelectAsync(IReadOnlyList<string> modules, CancellationToken cancellation) =>
        [.. (await FetchAsync(null, modules, cancellation)).Select(f => f is ModuleFetchResult.Available available ? OfFile(available.Path, f.Entry.Name.Text) : throw new UsageException($"{f.Entry.Name}: {f.Fault}"))];

    /// <summary>Finds the modules of a suite, under the names that records give them.</summary>
    /// <param name="suite">The suite by name or file.</param>
    /// <param name="missing">Told of each module that cannot be had, in one line.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UsageException">There is no such suite.</exception>
    public static async Task<IReadOnlyList<ModuleInput>> FromSuiteAsync(string suite, Action<string> missing, CancellationToken cancellation)
    {
        var fetched = await FetchAsync(suite, [], cancellation);
        fetched.Where(f => f.Fault is not null).ToList().ForEach(f => missing($"{f.Entry.Name}: {f.Fault}"));
        return [.. fetched.OfType<ModuleFetchResult.Available>().Select(f => OfFile(f.Path, f.Entry.Name.Text))];
    }

    private static Task<IReadOnlyList<ModuleFetchResult>> FetchAsync(string? suite, IReadOnlyList<string> modules, CancellationToken cancellation)
    {
        var catalog = ModuleCatalog.Load();
        return new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(ModuleSelection.Select(catalog, suite, modules), null, cancellation);
    }

    /// <summary>The same where one module is wanted.</summary>
    /// <exception cref="UsageException">Nothing of that name can be had, or several are.</exception>
    public static async Task<ModuleInput> FindOneAsync(string named, CancellationToken cancellation)
    {
        var inputs = await FindAsync(named, cancellation);
        return inputs.Count == 1 ? inputs[0] : throw new UsageException($"{named} holds {inputs.Count} modules: name one");
    }

    /// <summary>Reads the module's bytes.</summary>
    /// <exception cref="UsageException">The module is larger than an array can be.</exception>
    /// <exception cref="RecordFormatException">The file is a pipe or a device.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The read was canceled.</exception>
    public byte[] Read(CancellationToken cancellation) => _read(cancellation);

    private static ModuleInput OfFile(string path, string name) => new(
        name,
        cancellation => new FileInfo(path).Length <= MostBytes ? RegularFile.ReadCancellable(path, MostBytes, LinkPolicy.Follow, cancellation) : throw TooLarge(path),
        path);

    private static UsageException TooLarge(string what) => new($"{what} is larger than 2 GiB, the largest module that can be read here");

    // Read in chunks, so that it can be canceled between them and an endless stream ends at the limit.
    private static async Task<byte[]> ReadStandardInputAsync(CancellationToken cancellation)
    {
        const int chunkBytes = 1 << 20;
        using var copy = new MemoryStream();
        await using var input = Console.OpenStandardInput();
        var chunk = new byte[chunkBytes];
        while (await input.ReadAsync(chunk, cancellation).AsTask().WaitAsync(cancellation) is > 0 and var read)
        {
            if (copy.Length + read > MostBytes)
            {
                throw TooLarge("standard input");
            }

            copy.Write(chunk, 0, read);
        }

        return copy.ToArray();
    }
}
