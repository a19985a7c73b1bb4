using System.Globalization;
using System.Text;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules;
using CompileBench.Results.Quantities;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>Writes what a hunt was asked for into its manifest, and reads it back when the hunt goes on.</summary>
internal static class HuntDescription
{
    private const string Metric = "metric";
    private const string Seed = "seed";
    private const string Time = "time";
    private const string From = "from";
    private const string Known = "known";
    private const string Compares = "compares";
    private const string Elites = "elites";

    /// <summary>The manifest of a new hunt.</summary>
    public static RunManifest ManifestFor(HuntRequest request, IReadOnlyList<EngineDescription> engines) =>
        RunSession.Describe(RunKind.Hunt, request.Machine, engines) with
        {
            Shard = request.Shard is { } shard ? Part(request, shard) : null,
            Settings = [.. request.Settings.Select(s => s.Name)],
            Options = new Dictionary<string, OptionValue>
            {
                [Metric] = request.Metric.ToString().ToLowerInvariant(),
                [Seed] = request.Seed.ToString(CultureInfo.InvariantCulture),
                [Time] = request.Time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s",
                [From] = OptionValue.FromTexts(request.From),
                [Known] = request.UsesLadders,
                [Compares] = request.Baseline is not null,
                [Elites] = request.Elites?.ToString(CultureInfo.InvariantCulture) ?? "",
                ["method"] = Method,
            },
        };

    /// <summary>The request of an earlier hunt.</summary>
    /// <param name="session">The resumed run.</param>
    /// <param name="engines">Its engines, found again: the engine, then the baseline where it has one.</param>
    /// <param name="time">How long this session takes; null for as long as the first one.</param>
    /// <exception cref="UsageException">The manifest lacks an option or has one that cannot be read.</exception>
    public static HuntRequest RequestFrom(RunSession session, IReadOnlyList<EngineBuild> engines, TimeSpan? time)
    {
        var manifest = session.Manifest;
        return new HuntRequest
        {
            Engine = engines[0],
            Baseline = StoredOptions.Required(manifest, Compares).Flag == true && engines.Count > 1 ? engines[1] : null,
            Settings = SettingsSelection.Parse(manifest.Settings),
            Metric = Enum.TryParse<HuntMetric>(StoredOptions.Required(manifest, Metric).Text, ignoreCase: true, out var metric) && Enum.IsDefined(metric) ? metric : throw StoredOptions.Unreadable(manifest, Metric),
            Seed = ulong.TryParse(StoredOptions.Required(manifest, Seed).Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : throw StoredOptions.Unreadable(manifest, Seed),
            Time = time ?? (QuantityText.TryParseTime(StoredOptions.Required(manifest, Time).Text, out var first) ? first : throw StoredOptions.Unreadable(manifest, Time)),
            From = StoredOptions.Required(manifest, From).Texts,
            UsesLadders = StoredOptions.Required(manifest, Known).Flag ?? true,
            Elites = manifest.Options.TryGetValue(Elites, out var elites) && int.TryParse(elites.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : null,
            Shard = manifest.Shard is { } shard ? new ShardNumber(shard.Index, shard.Count) : null,
            Machine = manifest.Host.Name,
            Out = Path.GetDirectoryName(session.Directory.Path)!,
        };
    }

    // Shards of one hunt differ in their candidates alone: whatever else decides what is looked for is part of the plan.
    private static ShardDescription Part(HuntRequest request, ShardNumber shard)
    {
        var plan = string.Join('\n', ["compilebench hunt shards 1", request.Seed.ToString(CultureInfo.InvariantCulture), request.Metric.ToString(), request.UsesLadders.ToString(), shard.Count.ToString(CultureInfo.InvariantCulture), .. request.Settings.Select(s => s.Name), .. request.From]);
        return new ShardDescription(shard.Index, shard.Count, ModuleDigest.Compute(Encoding.UTF8.GetBytes(plan)).ToString(), [$"candidates-{shard.Index}-of-{shard.Count}"], []);
    }

    private const string Method =
        "candidates are screened by the CPU time of warm compiles at a size and at its fourfold, those above the law of their setting at its sixteenfold; elites are reduced and measured again at up to six doublings in four rounds, "
        + "reduced further, and measured once more in a fresh process in five; instructions are counted with valgrind's callgrind where it is installed; the cost of an empty module is subtracted from all costs";
}
