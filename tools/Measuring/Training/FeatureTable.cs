using System.Buffers.Binary;
using System.Security.Cryptography;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Wasm.Editing;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Training;

/// <summary>The features of a run's modules: read from its <c>features.json</c>, or from the modules, which the catalog makes or fetches again.</summary>
public sealed class FeatureTable
{
    /// <summary>The name of the file in a run's directory.</summary>
    public const string FileName = "features.json";

    private const int SketchHashes = 48;

    // Shorter bodies are the same in modules that have nothing to do with each other.
    private const int ShortestSketched = 80;

    private readonly Dictionary<string, FeatureRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModuleFeatures> _features = new(StringComparer.Ordinal);

    /// <summary>Reads the file of a run; a run without one, or with one of other features, gives an empty table.</summary>
    /// <param name="run">The run's directory.</param>
    /// <exception cref="RecordFormatException">The file cannot be read; the message names it.</exception>
    public static FeatureTable Read(string run)
    {
        var table = new FeatureTable();
        var path = Path.Combine(run, FileName);
        if (!File.Exists(path))
        {
            return table;
        }

        try
        {
            var file = ModelsJson.ReadFeatures(RegularFile.ReadAllBytes(path, FileLimits.Features));
            if (file.Features.SequenceEqual(CostFeatures.All.Select(f => f.Name)))
            {
                file.Modules.ToList().ForEach(table.Add);
            }
        }
        catch (Exception e) when (e is RecordFormatException or ArgumentException)
        {
            throw new RecordFormatException($"{path} cannot be read: {e.Message}", e);
        }

        return table;
    }

    /// <summary>The features of a module by its digest; null where they are not known.</summary>
    public ModuleFeatures? Find(string digest) => _features.GetValueOrDefault(digest);

    /// <summary>The sketch of a module's function bodies; empty where it is not known.</summary>
    public IReadOnlyList<long> Sketch(string digest) => _rows.TryGetValue(digest, out var row) ? row.Sketch : [];

    /// <summary>Computes the features of modules that the table lacks.</summary>
    /// <param name="modules">The modules as a manifest lists them.</param>
    /// <param name="progress">Told of each module that cannot be had, in one line.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>Whether the table has new rows.</returns>
    public bool Complete(IEnumerable<ModuleDescription> modules, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(progress);
        var missing = modules.Where(m => !_features.ContainsKey(m.Digest)).ToList();
        if (missing.Count == 0)
        {
            return false;
        }

        var catalog = ModuleCatalog.Load();
        var fetcher = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser());
        var added = false;
        foreach (var group in missing.GroupBy(m => SingleFunctions.TrySplit(m.Name, out var whole, out _) ? whole : m.Name))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Bytes(catalog, fetcher, group.Key, cancellation, out var fault) is not { } bytes)
            {
                progress($"{group.Key}: {fault}");
                continue;
            }

            foreach (var module in group)
            {
                added |= TryAdd(module, SingleFunctions.TrySplit(module.Name, out _, out var body) ? SingleFunctions.Keep(bytes, body) : bytes, progress);
            }
        }

        return added;
    }

    /// <summary>Writes the file of a run, modules in the order of their digests.</summary>
    public void Write(string run) => AtomicFile.Write(Path.Combine(run, FileName), ModelsJson.Document(new FeatureFile
    {
        Features = [.. CostFeatures.All.Select(f => f.Name)],
        Modules = [.. _rows.Values.OrderBy(r => r.Digest, StringComparer.Ordinal)],
    }));

    private void Add(FeatureRow row)
    {
        if (row.Places.Count != row.Values.Count || row.Places.Any(p => p < 0 || p >= CostFeatures.All.Count))
        {
            throw new ArgumentException($"module {row.Digest} has {row.Values.Count} values for {row.Places.Count} places");
        }

        var values = new double[CostFeatures.All.Count];
        for (var i = 0; i < row.Places.Count; i++)
        {
            values[row.Places[i]] = row.Values[i];
        }

        _features[row.Digest] = new ModuleFeatures(values);
        _rows[row.Digest] = row;
    }

    private bool TryAdd(ModuleDescription module, byte[] bytes, Action<string> progress)
    {
        if (CompileBench.Modules.ModuleDigest.Compute(bytes).ToString() != module.Digest)
        {
            progress($"{module.Name}: its bytes are not those of the run any more");
            return false;
        }

        ModuleFeatures features;
        IReadOnlyList<long> sketch;
        try
        {
            features = ModuleFeatures.Read(bytes);
            sketch = module.Category == nameof(ModuleCategory.RealWorld) ? SketchOf(bytes) : [];
        }
        catch (WasmDecodeException e)
        {
            progress($"{module.Name}: {e.Message}");
            return false;
        }

        var places = Enumerable.Range(0, features.Values.Length).Where(i => features.Values[i] != 0).ToList();
        var values = features.Values.ToArray();
        Add(new FeatureRow(module.Digest, sketch, places, [.. places.Select(p => Math.Round(values[p], 3))]));
        return true;
    }

    private static byte[]? Bytes(ModuleCatalog catalog, ModuleFetcher fetcher, string name, CancellationToken cancellation, out string? fault)
    {
        if (!catalog.TryFind(name, out var entry, out fault))
        {
            return null;
        }

        if (entry.Origin is GeneratedModule)
        {
            return catalog.Generate(entry);
        }

        var fetched = fetcher.FetchAsync([entry], null, cancellation).GetAwaiter().GetResult()[0];
        fault = fetched.Fault;
        return fetched is ModuleFetchResult.Available available ? File.ReadAllBytes(available.Path) : null;
    }

    private static List<long> SketchOf(byte[] module)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var hashes = new SortedSet<long>();
        foreach (var body in ModuleParts.Find(module).Bodies.Where(b => b.Size >= ShortestSketched))
        {
            SHA256.HashData(module.AsSpan(body.Offset, body.Size), hash);

            // 52 bits: a JSON number that every reader keeps exactly.
            hashes.Add(BinaryPrimitives.ReadInt64LittleEndian(hash) & ((1L << 52) - 1));
        }

        return [.. hashes.Take(SketchHashes)];
    }
}
