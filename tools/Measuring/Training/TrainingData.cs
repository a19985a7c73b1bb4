using CompileBench.Analysis.Prediction.Training;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Training;

/// <summary>Reads recorded runs as rows to train models on.</summary>
public static class TrainingData
{
    // Seeds of one preset are independent of one another; held out in ten parts, most of them stay to be learned from.
    private const int SeedParts = 10;

    // A ratio of two runs over fewer common cases says more about the cases than about the machines.
    private const int FewestCommonCases = 5;

    /// <summary>
    /// Reads runs of one engine. The first sets the unit of time. The others follow by the number of cases that they have in common with those
    /// before them, and are scaled by these cases. The time of a case that several runs have is the geometric mean of its times in them, so that what disturbed one run counts less.
    /// </summary>
    /// <param name="runs">Run directories; at least one.</param>
    /// <param name="engine">The engine's label; null where the first run has one engine only.</param>
    /// <param name="progress">Told of modules that cannot be had and cases that are left out, in one line each.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="UsageException">The runs have no case of the engine.</exception>
    /// <exception cref="RecordFormatException">A run cannot be read.</exception>
    public static TrainingSet Load(IReadOnlyList<string> runs, string? engine, Action<string> progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var read = runs.Select(path => Read(path, progress, cancellation)).ToList();
        var chosen = Engine(read[0].Manifest, engine);
        var packages = PackageGroups.Join([.. read.SelectMany(r => r.Manifest.Modules.Where(IsReal).Select(m => (Package(m), r.Features.Sketch(m.Digest))))]);
        var modules = new Dictionary<string, TrainingModule>(StringComparer.Ordinal);
        var cases = new List<(string Run, Dictionary<(string Digest, string Settings), TrainingRow> Rows)>();
        foreach (var run in read)
        {
            var named = run.Manifest.Modules.DistinctBy(m => m.Name).ToDictionary(m => m.Name, StringComparer.Ordinal);
            var own = new Dictionary<(string, string), TrainingRow>();
            foreach (var record in run.Records.Where(r => r.EngineDigest == chosen.Digest && r.Operation == OperationNames.Compile && r.Outcome == OutcomeKind.Completed))
            {
                if (named.TryGetValue(record.Module, out var description) && run.Features.Find(record.ModuleDigest) is { } features)
                {
                    var module = modules.TryGetValue(record.ModuleDigest, out var known)
                        ? known
                        : modules[record.ModuleDigest] = new TrainingModule(record.Module, Kind(description), Group(description, packages), features);
                    own[(record.ModuleDigest, record.Settings)] = new TrainingRow(module, record.Settings, Nanoseconds(record), record.PeakAnonymousBytes, record.CodeBytes);
                }
            }

            cases.Add((run.Manifest.Run, own));
        }

        var rows = new Dictionary<(string Digest, string Settings), MergedRow>();
        while (cases.Count > 0)
        {
            var next = rows.Count == 0 ? cases[0] : cases.MaxBy(c => c.Rows.Keys.Count(rows.ContainsKey));
            cases.Remove(next);
            Merge(rows, next.Rows, next.Run, progress);
        }

        return rows.Count > 0
            ? new TrainingSet(chosen.Label, chosen.Digest, read[0].Manifest.Host.Cpu, [.. read.Select(r => r.Manifest.Run)], [.. rows.Values.Select(r => r.Row)])
            : throw new UsageException($"{string.Join(", ", runs)}: no completed compile of engine {chosen.Label} whose module is known");
    }

    /// <summary>Computes the features of a run's modules and writes them beside its records, where they are missing.</summary>
    /// <returns>The number of modules that have features.</returns>
    public static int WriteFeatures(string run, Action<string> progress, CancellationToken cancellation)
    {
        using var directory = RunDirectory.OpenForReading(run);
        var modules = directory.ReadManifest().Modules;
        var table = FeatureTable.Read(run);
        if (table.Complete(modules, progress, cancellation))
        {
            table.Write(run);
        }

        return modules.Count(m => table.Find(m.Digest) is not null);
    }

    private static void Merge(Dictionary<(string, string), MergedRow> rows, Dictionary<(string, string), TrainingRow> own, string run, Action<string> progress)
    {
        List<double> ratios = [.. own.Where(o => o.Value.Nanoseconds > 0 && rows.TryGetValue(o.Key, out var other) && other.Row.Nanoseconds > 0).Select(o => rows[o.Key].Row.Nanoseconds!.Value / o.Value.Nanoseconds!.Value).Order()];
        var scale = ratios.Count >= FewestCommonCases ? ratios[ratios.Count / 2] : 1;
        if (rows.Count > 0)
        {
            progress(ratios.Count >= FewestCommonCases
                ? $"{run}: times multiplied by {scale:0.000} ({ratios.Count} cases in common)"
                : $"{run}: times taken as they are, for want of cases in common with the runs before it");
        }

        foreach (var (key, row) in own)
        {
            var scaled = row with { Nanoseconds = row.Nanoseconds * scale };
            rows[key] = rows.TryGetValue(key, out var earlier) ? earlier.With(scaled) : new MergedRow(scaled, scaled.Nanoseconds is null ? 0 : 1);
        }
    }

    private static (RunManifest Manifest, IReadOnlyList<CaseRecord> Records, FeatureTable Features) Read(string path, Action<string> progress, CancellationToken cancellation)
    {
        using var directory = RunDirectory.OpenForReading(path);
        var manifest = directory.ReadManifest();
        if (manifest.Merge is { Hosts.Count: > 1 } merge)
        {
            throw new UsageException($"run {manifest.Run} was merged from {merge.Hosts.Count} hosts, whose times cannot be pooled: name its shards instead, which are scaled to one another by their canaries");
        }

        var journal = JournalReader.ReadCancellable(directory.JournalPath, cancellation);
        var features = FeatureTable.Read(path);
        features.Complete(manifest.Modules, progress, cancellation);
        return (manifest, journal.Records, features);
    }

    private static EngineDescription Engine(RunManifest manifest, string? label) =>
        label is null
            ? manifest.Engines.Count == 1 ? manifest.Engines[0] : throw new UsageException($"run {manifest.Run} has engines {string.Join(", ", manifest.Engines.Select(e => e.Label))}: name one with --engine")
            : manifest.Engines.FirstOrDefault(e => e.Label == label) ?? throw new UsageException($"run {manifest.Run} has no engine '{label}'");

    // The median of the warm samples: CPU time where it was measured, since a busy machine disturbs it least.
    private static double? Nanoseconds(CaseRecord record)
    {
        List<double> times = [.. record.Samples.Where(s => s.Kind == SampleKind.Warm).Select(s => s.CpuNanosecondsPerOperation ?? s.NanosecondsPerOperation).Order()];
        return times.Count == 0 ? null : (times[times.Count / 2] + times[(times.Count - 1) / 2]) / 2;
    }

    private static bool IsReal(ModuleDescription module) => Kind(module) is TrainingKind.Real or TrainingKind.Function;

    private static TrainingKind Kind(ModuleDescription module) =>
        SingleFunctions.TrySplit(module.Name, out _, out _) ? TrainingKind.Function
        : module.Category switch
        {
            nameof(ModuleCategory.Ladder) => TrainingKind.Ladder,
            nameof(ModuleCategory.Fuzz) => TrainingKind.Random,
            _ => TrainingKind.Real,
        };

    private static string Group(ModuleDescription module, IReadOnlyDictionary<string, string> packages)
    {
        var at = module.Name.IndexOf('@', StringComparison.Ordinal);
        return Kind(module) switch
        {
            TrainingKind.Ladder => at > 0 ? module.Name[..at] : module.Name,
            TrainingKind.Random => ulong.TryParse(module.Name.AsSpan(at + 1), out var seed) ? $"{module.Name[..at]} {seed % SeedParts}" : module.Name,
            _ => packages[Package(module)],
        };
    }

    // "npm sql.js@1.16.0 dist/sql-wasm.wasm" is package "npm sql.js", whose name may begin with an @.
    private static string Package(ModuleDescription module)
    {
        const string alone = " alone of ";
        var origin = module.Origin.IndexOf(alone, StringComparison.Ordinal) is > 0 and var at ? module.Origin[(at + alone.Length)..] : module.Origin;
        var words = origin.Split(' ');
        return words.Length >= 2 && words[1].LastIndexOf('@') is > 0 and var version ? $"{words[0]} {words[1][..version]}" : origin;
    }

    /// <summary>A case in the runs read so far.</summary>
    /// <param name="Row">What it cost.</param>
    /// <param name="Times">How many runs its time is the mean of.</param>
    private readonly record struct MergedRow(TrainingRow Row, int Times)
    {
        public MergedRow With(TrainingRow next) => new(
            Row with
            {
                Nanoseconds = next.Nanoseconds is not { } time ? Row.Nanoseconds : Row.Nanoseconds is not { } mean ? time : Math.Exp(((Math.Log(mean) * Times) + Math.Log(time)) / (Times + 1)),
                AnonymousBytes = Row.AnonymousBytes ?? next.AnonymousBytes,
                CodeBytes = Row.CodeBytes ?? next.CodeBytes,
            },
            next.Nanoseconds is null ? Times : Times + 1);
    }
}
