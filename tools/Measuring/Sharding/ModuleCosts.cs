using System.Collections.Concurrent;
using System.Globalization;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Sharding;

/// <summary>
/// What a round of a module costs, to balance shards. The result is the same on every machine: it comes from a table of predicted times that is part of
/// the program, from the module's instructions, or from its size, never from what this machine measured, downloaded or has in a cache.
/// </summary>
internal static class ModuleCosts
{
    private const string TableName = "predicted-costs.tsv";
    private const int DigestLength = 16;

    // Medians of the table: milliseconds of one compile under all seven settings, for a thousand instructions and for a thousand bytes.
    private const long MillisecondsPerThousandInstructions = 9;
    private const long MillisecondsPerThousandBytes = 4;
    private const long TableSettings = 7;

    // A case starts a process of its own and then compiles for a while, or twice where one compile takes longer.
    private const long ProcessMilliseconds = 1_500;
    private const long SamplingMilliseconds = 400;

    private static readonly Lazy<Dictionary<string, long>> Table = new(ReadTable);

    // Instructions by recipe, because a recipe always makes the same module.
    private static readonly ConcurrentDictionary<string, long> Generated = new(StringComparer.Ordinal);

    /// <summary>Milliseconds of one round under some settings, approximately.</summary>
    /// <param name="entry">The module.</param>
    /// <param name="settings">How many settings and engines it is measured under, from 1.</param>
    public static long ForRound(CatalogEntry entry, int settings)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return settings * (ProcessMilliseconds + Math.Max(SamplingMilliseconds, 2 * ForCompiles(entry) / TableSettings));
    }

    /// <summary>Predicted milliseconds of one compile under all seven settings.</summary>
    internal static long ForCompiles(CatalogEntry entry)
    {
        if (entry.Digest is { } digest && Table.Value.TryGetValue(digest.Hex[..DigestLength], out var predicted))
        {
            return predicted;
        }

        if (entry.Bytes is { } bytes)
        {
            return bytes * MillisecondsPerThousandBytes / 1000;
        }

        var instructions = entry.Origin is GeneratedModule generated ? Generated.GetOrAdd(generated.Recipe, _ => Instructions(entry)) : Instructions(entry);
        return instructions * MillisecondsPerThousandInstructions / 1000;
    }

    // Local files and generated modules are at hand on every machine. What cannot be decoded costs no compile.
    private static long Instructions(CatalogEntry entry)
    {
        try
        {
            var bytes = entry.Origin switch
            {
                LocalFile file => RegularFile.ReadAllBytes(file.FullPath, Array.MaxLength, LinkPolicy.Follow),
                GeneratedModule generated when GeneratorRecipe.TryParse(generated.Recipe, out var recipe, out _) => recipe.Generate(),
                _ => null,
            };
            return bytes is null ? 0 : (long)ModuleProfiler.Profile(bytes)[FunctionMetrics.Instructions];
        }
        catch (Exception e) when (e is WasmDecodeException or RecordFormatException or IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static Dictionary<string, long> ReadTable()
    {
        using var resource = typeof(ModuleCosts).Assembly.GetManifestResourceStream(TableName)!;
        using var reader = new StreamReader(resource);
        var table = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Split('\t') is [_, var digest, var milliseconds])
            {
                table[digest] = long.Parse(milliseconds, CultureInfo.InvariantCulture);
            }
        }

        return table;
    }
}
