using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Execution;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>Everything a run will measure, and what it will not, with the reasons.</summary>
internal sealed class SuitePlan
{
    private SuitePlan(
        PlanFile file,
        IReadOnlyList<CatalogEntry> entries,
        IReadOnlyList<ModuleDescription> modules,
        IReadOnlyList<EngineDescription> engines,
        IReadOnlyList<string> settings,
        IReadOnlyList<SkippedCases> skipped)
    {
        File = file;
        Entries = entries;
        Modules = modules;
        Engines = engines;
        Settings = settings;
        Skipped = skipped;
    }

    /// <summary>What children are told.</summary>
    public PlanFile File { get; }

    /// <summary>The catalog entries that are here, in suite order.</summary>
    public IReadOnlyList<CatalogEntry> Entries { get; }

    /// <summary>The same, as the manifest describes them.</summary>
    public IReadOnlyList<ModuleDescription> Modules { get; }

    /// <summary>The engines with what each supports.</summary>
    public IReadOnlyList<EngineDescription> Engines { get; }

    /// <summary>The settings' names, in the order they were asked for.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>What is not measured and why.</summary>
    public IReadOnlyList<SkippedCases> Skipped { get; }

    /// <summary>Which modules have a workload, and which engines can execute.</summary>
    public required ExecutionPlan Execution { get; init; }

    /// <summary>Modules that were asked for and could not be had: the run then ends with exit code 1.</summary>
    public required bool ModulesMissing { get; init; }

    /// <summary>Fetches and probes what the options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="catalogFolder">The folder of the catalog, which contains its workloads.</param>
    /// <param name="operations">What is measured.</param>
    /// <param name="fetched">What fetching them gave, in the same order.</param>
    /// <param name="builds">The engines.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static SuitePlan Make(
        SuiteOptions options,
        string catalogFolder,
        IReadOnlyList<MeasuredOperation> operations,
        IReadOnlyList<ModuleFetchResult> fetched,
        IReadOnlyList<EngineBuild> builds,
        CancellationToken cancellation)
    {
        var skipped = new List<SkippedCases>();
        var engines = new List<EngineDescription>();
        var planned = new List<PlannedEngine>();
        foreach (var build in builds)
        {
            var described = EngineProbe.Describe(build, options.Settings, cancellation);
            engines.Add(described);
            planned.Add(new PlannedEngine(build.Label, build.LibraryPath, build.Digest.ToString())
            {
                ReferenceSettings = ReferencePlan.SettingsFor(build, described, cancellation),
            });
            skipped.AddRange(described.Settings.Where(s => !s.Supported)
                .Select(s => new SkippedCases($"{s.Settings} on {build.Label}", SkipReason.UnsupportedSettings, $"unsupported by this engine, because {s.Evidence}")));
        }

        var available = fetched.OfType<ModuleFetchResult.Available>().ToList();
        skipped.AddRange(fetched.Where(f => f.Fault is not null).Select(f => new SkippedCases(f.Entry.Name.Text, SkipReason.ModuleUnavailable, f.Fault!)));
        var execution = ExecutionPlan.Make(catalogFolder, operations, available, builds, cancellation);
        return new SuitePlan(
            new PlanFile(
                planned,
                [.. available.Select(a => new PlannedModule(a.Entry.Name.Text, a.Path, a.Digest.ToString()) { WorkloadPath = ModuleWorkloads.FileFor(catalogFolder, a.Entry) })]),
            [.. available.Select(a => a.Entry)],
            [.. available.Select(Describe)],
            engines,
            [.. options.Settings.Select(s => s.Name)],
            [.. skipped, .. execution.Skipped])
        {
            Execution = execution,
            ModulesMissing = available.Count < fetched.Count,
        };
    }

    /// <summary>The cases of an operation, only those that can be measured under their own name.</summary>
    public IReadOnlyList<PlannedCase> Cases(MeasuredOperation operation) =>
    [
        .. from module in File.Modules.Where(m => Execution.Has(operation, m.Name))
           from engine in File.Engines.Where(e => Execution.Supports(operation, e.Label))
           from settings in operation.Description.SettingsMatter ? SupportedBy(engine.Label) : [OperationDescription.NoSettings]
           select new PlannedCase(operation, new MeasuredCase(operation.Name, module.Name, settings, engine.Label), module, engine),
    ];

    /// <summary>Whether the catalog says that these settings refuse this module: then a rejection is no failure.</summary>
    public bool ExpectsRefusal(MeasuredCase one)
    {
        var entry = Entries.FirstOrDefault(e => e.Name.Text == one.Module);
        return entry is not null && CompilerSettings.TryParse(one.Settings, out var settings) && entry.RefusedBy.Contains(settings.BaseName);
    }

    private static ModuleDescription Describe(ModuleFetchResult.Available available) => new(
        available.Entry.Name.Text,
        available.Digest.ToString(),
        new FileInfo(available.Path).Length,
        available.Entry.Category.ToString(),
        available.Entry.Origin.Describe(),
        available.Entry.Licence);

    private IEnumerable<string> SupportedBy(string engine) =>
        Engines.First(e => e.Label == engine).Settings.Where(s => s.Supported).Select(s => s.Settings);
}
