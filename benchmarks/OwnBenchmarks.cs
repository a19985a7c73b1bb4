using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Benchmarks;
using CompileBench.Benchmarks.CommandLine;
using CompileBench.Benchmarks.Plan;
using CompileBench.Benchmarks.Running;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks;

/// <summary>Runs the benchmarks of the project's own parts, whose results are BenchmarkDotNet's and not records.</summary>
internal static class OwnBenchmarks
{
    private static readonly Dictionary<Type, string[]> Subjects = new()
    {
        [typeof(OverheadBenchmarks)] = OverheadBenchmarks.Subjects,
        [typeof(GuardBenchmarks)] = [.. GuardBenchmarks.Subjects],
        [typeof(GuardLatencyBenchmarks)] = [.. GuardLatencyBenchmarks.Subjects],
        [typeof(ProfileBenchmarks)] = ProfileBenchmarks.Subjects,
    };

    /// <summary>Runs them; 1 when one failed.</summary>
    public static int Run(SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<Type> types, string[] arguments)
    {
        var artifacts = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Out))!, "bdn");
        var config = BenchmarkArguments.Parse(arguments, artifacts, ConsoleLogger.Default);
        config = ManualConfig.Create(config).AddJob(Job.Default.WithToolchain(HostToolchain.With(HostToolchain.DefaultExecutor)).AsMutator());
        var folder = Directory.CreateTempSubdirectory("compilebench-own-").FullName;
        PublishPlan(catalog, types, Path.Combine(folder, "plan.json"));
        var summaries = types.Select(type => BenchmarkRunner.Run(type, config)).ToList();
        Directory.Delete(folder, recursive: true);
        return summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
    }

    // What these benchmarks compile is theirs to choose, not the suite's.
    private static void PublishPlan(ModuleCatalog catalog, IReadOnlyList<Type> types, string path)
    {
        var entries = types.SelectMany(type => Subjects.GetValueOrDefault(type, [])).Distinct().Select(name =>
            catalog.TryFind(name, out var entry, out var fault) ? entry : throw new UsageException(fault));
        var fetched = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(entries).GetAwaiter().GetResult();
        var available = fetched.OfType<ModuleFetchResult.Available>().Select(a => new PlannedModule(a.Entry.Name.Text, a.Path, a.Digest.ToString()));
        var engine = EngineBuild.FromPackage();
        var file = new PlanFile([new PlannedEngine(OverheadBenchmarks.OwnEngineLabel, engine.LibraryPath, engine.Digest.ToString())], [.. available]);
        file.Publish(path);
    }
}
