using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using Benchmarks;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>Runs the benchmarks of the project's own parts, whose results are BenchmarkDotNet's and not records.</summary>
internal static class SelfBenchmarkRun
{
    private static readonly Dictionary<Type, string[]> Subjects = new()
    {
        [typeof(OverheadBenchmarks)] = OverheadBenchmarks.Subjects,
        [typeof(RunTimeOverheadBenchmarks)] = RunTimeOverheadBenchmarks.Subjects,
        [typeof(AlternationBenchmarks)] = AlternationBenchmarks.Subjects,
        [typeof(RunTimeAlternationBenchmarks)] = RunTimeAlternationBenchmarks.Subjects,
        [typeof(GuardBenchmarks)] = [.. GuardBenchmarks.Subjects],
        [typeof(GuardLatencyBenchmarks)] = [.. GuardLatencyBenchmarks.Subjects],
        [typeof(ProfileBenchmarks)] = ProfileBenchmarks.Subjects,
        [typeof(PredictBenchmarks)] = PredictBenchmarks.Subjects,
    };

    // What only the run of a suite uses; --out says where BenchmarkDotNet's files go and is for all.
    private static readonly string[] ForTheSuite =
        ["suite", "module", "settings", "engine", "time-limit", "rounds", "seed", "case-budget", "timeout", "memory-limit", "budget", "budget-factor", "fail-over-budget", "deadline", "fail-on", "preflight-only", "small-workloads", "shard"];

    /// <summary>Refuses options that these benchmarks would ignore.</summary>
    /// <exception cref="UsageException">One was given.</exception>
    public static void CheckOptions(SuiteOptions options, IReadOnlyList<Type> types)
    {
        if (options.Given.FirstOrDefault(ForTheSuite.Contains) is { } given)
        {
            throw new UsageException($"--{given} means nothing to {string.Join(", ", types.Select(t => t.Name))}: leave it out, or filter for the suite's own benchmarks, such as --filter '*Compile*'");
        }
    }

    /// <summary>Runs them; 1 when one failed, or could not run because what it compiles cannot be had.</summary>
    public static int Run(SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<Type> types, string[] arguments)
    {
        if (types.Contains(typeof(AlternationBenchmarks)) || types.Contains(typeof(RunTimeAlternationBenchmarks)))
        {
            var table = SettingsInTurn.FindTable(Environment.GetEnvironmentVariable(SettingsInTurn.TableVariable));
            Environment.SetEnvironmentVariable(SettingsInTurn.TableVariable, table);
        }

        Environment.SetEnvironmentVariable(PredictBenchmarks.ModelVariable, PredictBenchmarks.ModelFor(EngineBuild.FromPackage().Label));
        var folder = Directory.CreateTempSubdirectory("compilebench-self-").FullName;
        var artifacts = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.Out))!, "bdn");
        var config = BenchmarkArguments.Parse(arguments, artifacts, ConsoleLogger.Default);
        config = ManualConfig.Create(config).AddJob(Job.Default.WithToolchain(HostToolchain.BuildingIn(Path.Combine(folder, "build"))).AsMutator());
        var runnable = PublishPlan(catalog, types, Path.Combine(folder, "plan.json"));
        var summaries = runnable.Select(type => BenchmarkRunner.Run(type, config)).ToList();
        Directory.Delete(folder, recursive: true);
        return runnable.Count < types.Count || summaries.Any(s => s.HasCriticalValidationErrors || s.Reports.Any(r => !r.Success)) ? 1 : 0;
    }

    // What these benchmarks compile is theirs to choose, not the suite's. Returns those for which everything is there.
    private static List<Type> PublishPlan(ModuleCatalog catalog, IReadOnlyList<Type> types, string path)
    {
        var entries = types.SelectMany(type => Subjects.GetValueOrDefault(type, [])).Distinct().Select(name =>
            catalog.TryFind(name, out var entry, out var fault) ? entry : throw new UsageException(fault));
        var fetched = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(entries).GetAwaiter().GetResult();
        var available = fetched.OfType<ModuleFetchResult.Available>().Select(a => new PlannedModule(a.Entry.Name.Text, a.Path, a.Digest.ToString()) { WorkloadPath = ModuleWorkloads.FileFor(catalog.Folder, a.Entry) });
        var engine = EngineBuild.FromPackage();
        var file = new PlanFile([new PlannedEngine(OverheadBenchmarks.OwnEngineLabel, engine.LibraryPath, engine.Digest.ToString())], [.. available]);
        file.Publish(path);
        return [.. types.Where(type => Misses(type, fetched) is not { } line || Complain(line))];
    }

    /// <summary>Why a benchmark cannot run, in one line; null where all it compiles is here.</summary>
    internal static string? Misses(Type type, IEnumerable<ModuleFetchResult> fetched)
    {
        var missing = fetched.FirstOrDefault(f => f.Fault is not null && Subjects.GetValueOrDefault(type, []).Contains(f.Entry.Name.Text));
        return missing is null ? null : $"not run: {type.Name}: its module {missing.Entry.Name.Text} cannot be had: {missing.Fault}";
    }

    private static bool Complain(string line)
    {
        Console.Error.WriteLine($"compilebench: {line.ReplaceLineEndings(" ")}");
        return false;
    }
}
