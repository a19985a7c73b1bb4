using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Quantities;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>Writes what a duel was asked to settle into its manifest, and reads it back when the duel is completed later.</summary>
internal static class DuelDescription
{
    private const string Operation = "operation";
    private const string Suite = "suite";
    private const string Module = "module";
    private const string Metric = "metric";
    private const string Time = "time";
    private const string Threshold = "threshold";
    private const string InstructionThreshold = "instruction-threshold";
    private const string Misrate = "misrate";
    private const string Seed = "seed";
    private const string Timeout = "timeout";
    private const string MemoryLimit = "memory-limit";

    /// <summary>The manifest of a new duel.</summary>
    public static RunManifest ManifestFor(DuelSetup setup, DuelCases cases) =>
        RunSession.Describe(RunKind.Duel, setup.Machine, [cases.Baseline, cases.Candidate]) with
        {
            Modules = [.. setup.Modules.Select(m => new ModuleDescription(
                m.Entry.Name.Text, m.Digest.ToString(), new FileInfo(m.Path).Length, m.Entry.Category.ToString(), m.Entry.Origin.Describe(), m.Entry.Licence))],
            Shard = setup.Shard,
            Settings = [.. setup.Settings.Select(s => s.Name)],
            Skipped = cases.Skipped,
            Options = new Dictionary<string, OptionValue>
            {
                ["baseline"] = setup.Baseline.Label,
                ["candidate"] = setup.Candidate.Label,
                [Operation] = setup.Operation.Name,
                [Suite] = setup.Suite ?? "",
                [Module] = OptionValue.FromTexts(setup.ModulePatterns),
                [Metric] = OptionValue.FromTexts(setup.Metrics.Select(m => m.ToString().ToLowerInvariant())),
                [Time] = Milliseconds(setup.Time),
                [Threshold] = setup.Options.Threshold,
                [InstructionThreshold] = setup.InstructionThreshold,
                [Misrate] = setup.Options.SuiteMisrate,
                [Seed] = setup.Seed.ToString(CultureInfo.InvariantCulture),
                [Timeout] = Milliseconds(setup.Limits.Deadline),
                [MemoryLimit] = setup.Limits.MemoryBytes is { } bytes ? bytes.ToString(CultureInfo.InvariantCulture) + "B" : "",
            },
        };

    /// <summary>Refuses to resume a duel that has ended.</summary>
    /// <exception cref="UsageException">It has.</exception>
    public static void CheckIsOpen(RunSession session)
    {
        if (session.HasEnded)
        {
            throw new UsageException($"duel {session.Manifest.Run} has ended, and its bounds hold for the values it took: start a new duel for more");
        }
    }

    /// <summary>The setup of an earlier duel.</summary>
    /// <param name="session">The resumed run.</param>
    /// <param name="engines">Its engines, baseline first.</param>
    /// <param name="cancellation">Ends the fetch of modules.</param>
    /// <exception cref="UsageException">The manifest lacks an option or has one that cannot be read, or a module is another than it was.</exception>
    public static DuelSetup SetupFrom(RunSession session, IReadOnlyList<EngineBuild> engines, CancellationToken cancellation)
    {
        var manifest = session.Manifest;
        if (engines.Count != 2)
        {
            throw StoredOptions.Unreadable(manifest, "engines");
        }

        return new DuelSetup
        {
            Baseline = engines[0],
            Candidate = engines[1],
            Operation = OperationOf(manifest),
            CatalogFolder = ModuleCatalog.Load().Folder,
            Modules = Modules(manifest, StartFolder.Find(session.Directory.Path), cancellation),
            Settings = SettingsSelection.Parse(manifest.Settings),
            Metrics = [.. Texts(manifest, Metric).Select(name => Enum.TryParse<ComparisonMetric>(name, ignoreCase: true, out var metric) ? metric : throw StoredOptions.Unreadable(manifest, Metric))],
            Time = TimeOf(manifest, Time),
            Options = new ComparisonOptions { Threshold = Number(manifest, Threshold), SuiteMisrate = Number(manifest, Misrate) },
            InstructionThreshold = Number(manifest, InstructionThreshold),
            Limits = new OperationLimits(TimeOf(manifest, Timeout), SizeOf(manifest, MemoryLimit)),
            Seed = ulong.TryParse(Option(manifest, Seed).Text, CultureInfo.InvariantCulture, out var seed) ? seed : throw StoredOptions.Unreadable(manifest, Seed),
            Machine = manifest.Host.Name,
            RunsFolder = Path.GetDirectoryName(session.Directory.Path)!,
        };
    }

    // Duels of older versions compile, and their manifests do not say so.
    private static MeasuredOperation OperationOf(RunManifest manifest) =>
        !manifest.Options.TryGetValue(Operation, out var value) ? MeasuredOperation.Compile : MeasuredOperation.Find(value.Text) ?? throw StoredOptions.Unreadable(manifest, Operation);

    private static IReadOnlyList<ModuleFetchResult.Available> Modules(RunManifest manifest, string? start, CancellationToken cancellation)
    {
        var catalog = ModuleCatalog.Load();
        var suite = Option(manifest, Suite).Text;
        IReadOnlyList<CatalogEntry> canaries = manifest.Shard is null ? [] : ModuleSelection.Select(catalog, null, Canaries.Modules);
        var asked = ModuleSelection.Select(
            catalog, suite.Length == 0 ? null : ModuleSelection.FromStart(suite, start), [.. Texts(manifest, Module).Select(m => ModuleSelection.FromStart(m, start))]);
        var entries = asked.Concat(canaries).DistinctBy(e => e.Name).ToList();
        var fetched = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(entries, null, cancellation).GetAwaiter().GetResult();
        var found = fetched.OfType<ModuleFetchResult.Available>().ToDictionary(m => m.Entry.Name.Text);
        return
        [
            .. manifest.Modules.Select(then =>
                !found.TryGetValue(then.Name, out var now) ? throw new UsageException($"module {then.Name} of run {manifest.Run} cannot be obtained now: start a new run")
                : now.Digest.ToString() != then.Digest ? throw new UsageException($"module {then.Name} of run {manifest.Run} has {then.Digest}, now it has {now.Digest}: start a new run")
                : now),
        ];
    }

    private static OptionValue Option(RunManifest manifest, string name) => manifest.Options.TryGetValue(name, out var value)
        ? value
        : throw new UsageException($"run {manifest.Run} does not state its {name}: an earlier version of this tool made it, whose duels cannot be resumed; start a new run");

    private static IReadOnlyList<string> Texts(RunManifest manifest, string name) => Option(manifest, name).Texts;

    private static double Number(RunManifest manifest, string name) => Option(manifest, name).Number ?? throw StoredOptions.Unreadable(manifest, name);

    private static TimeSpan TimeOf(RunManifest manifest, string name) =>
        QuantityText.TryParseTime(Option(manifest, name).Text, out var time) ? time : throw StoredOptions.Unreadable(manifest, name);

    private static long? SizeOf(RunManifest manifest, string name)
    {
        var text = Option(manifest, name).Text;
        return text.Length == 0 ? null : QuantityText.TryParseSize(text, out var bytes) ? bytes : throw StoredOptions.Unreadable(manifest, name);
    }

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + "ms";
}
