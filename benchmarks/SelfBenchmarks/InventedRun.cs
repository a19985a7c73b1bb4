using CompileBench.Modules.Profiling;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>A run as large as a report must bear, made of invented figures: 715 modules under seven settings, 5,005 cases of 30 samples.</summary>
internal static class InventedRun
{
    /// <summary>The number of modules.</summary>
    public const int Modules = 715;

    private const int Launches = 3;
    private const int WarmSamples = 9;
    private const int Functions = 10;

    private static readonly (string Name, double Factor)[] Settings =
        [(SettingNames.SpeedBacktracking, 1), (SettingNames.SpeedSinglePass, 0.66), (SettingNames.NoneBacktracking, 0.8), (SettingNames.NoneSinglePass, 0.45), (SettingNames.SizeBacktracking, 1.02), (SettingNames.Winch, 0.13), (SettingNames.Pulley, 0.9)];

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many cases it has.</summary>
    public static int Cases => Modules * Settings.Length;

    /// <summary>How many samples a case has.</summary>
    public static int SamplesPerCase => Launches * (WarmSamples + 1);

    /// <summary>Writes it case by case, so that what is measured afterwards is not this.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="modules">The number of modules.</param>
    /// <param name="day">The day of the run, which also decides its noise.</param>
    public static void Write(string directory, int modules = Modules, int day = 0) =>
        Write(directory, [.. Enumerable.Range(0, modules).Select(i => $"invented-{i:000}")], day, manifest => manifest);

    /// <summary>Writes one shard of a fleet.</summary>
    /// <param name="directory">The run's directory.</param>
    /// <param name="shard">Which shard, from 1, of how many.</param>
    /// <param name="modules">The number of its modules.</param>
    /// <param name="host">The name of its host.</param>
    public static void WriteShard(string directory, (int Index, int Count) shard, int modules, string host)
    {
        string[] canaries = ["canary-0", "canary-1"];
        string[] units = [.. Enumerable.Range(0, modules).Select(i => $"invented-{shard.Index:0000}-{i:000}")];
        Write(directory, [.. units, .. canaries], shard.Index, manifest => manifest with
        {
            Run = Path.GetFileName(directory),
            Host = manifest.Host with { Name = host },
            Shard = new ShardDescription(shard.Index, shard.Count, "sha256:invented", units, canaries),
        });
    }

    private static void Write(string directory, List<string> names, int day, Func<RunManifest, RunManifest> change)
    {
        var random = new Random(day + 1);
        using var run = RunDirectory.Create(Path.GetDirectoryName(directory)!, Path.GetFileName(directory));
        run.WriteManifest(change(Manifest(names, Start.AddDays(day))));
        using var journal = new StreamWriter(run.JournalPath);
        using var profiles = new StreamWriter(run.ProfilesPath);
        profiles.Write("{\"modules\":[");
        foreach (var name in names)
        {
            var size = Math.Round(Math.Pow(10, 3.7 + (random.NextDouble() * 3.3)));
            profiles.Write($"{(name == names[0] ? "" : ",")}{Profile(random, name, size)}");
            foreach (var (settings, factor) in Settings)
            {
                journal.WriteLine(System.Text.Encoding.UTF8.GetString(RecordsJson.Line(Record(random, name, settings, 1400 * factor * size))));
            }
        }

        profiles.Write("]}");
    }

    // Every metric there is, as real profiles have them, and most of them not 0.
    private static string Profile(Random random, string name, double size)
    {
        var metrics = ComplexityMetric.All.Select(m => $"\"{m.Name}\":{(m.Name == "codeSectionBytes" ? size : random.Next(4) == 0 ? 0 : Math.Round(size * random.NextDouble() / 20))}");
        var functions = Enumerable.Range(0, Functions).Select(f => $"{{\"index\":{f},\"name\":\"a_function_with_a_name_{f}\",\"bodyBytes\":{Math.Round(size / (f + 12))}}}");
        return $"{{\"name\":\"{name}\",{string.Join(',', metrics)},\"functions\":[{string.Join(',', functions)}]}}";
    }

    private static CaseRecord Record(Random random, string module, string settings, double nanoseconds)
    {
        long Noisy(double factor) => (long)(nanoseconds * factor * Math.Exp(0.04 * (random.NextDouble() - 0.5)));
        var samples = Enumerable.Range(1, Launches).SelectMany(launch => Enumerable.Range(0, WarmSamples)
            .Select(i => new CompileTimeSample(launch, i, SampleKind.Warm, 1, Noisy(1), Noisy(1)))
            .Prepend(new CompileTimeSample(launch, 0, SampleKind.Cold, 1, Noisy(1.2), Noisy(1.2))));
        return new CaseRecord
        {
            Operation = OperationNames.Compile,
            Module = module,
            Settings = settings,
            Engine = "0.0.0-invented",
            ModuleDigest = "sha256:invented",
            EngineDigest = "sha256:invented",
            Outcome = OutcomeKind.Completed,
            Samples = [.. samples],
            PeakNativeBytes = (long)(4e6 + (nanoseconds * 0.03)),
            CodeBytes = (long)(nanoseconds * 0.002),
            ArtifactBytes = (long)(nanoseconds * 0.003),
            StartedAt = Start,
        };
    }

    private static RunManifest Manifest(IReadOnlyList<string> modules, DateTimeOffset startedAt) => new()
    {
        Run = "invented",
        Kind = RunKind.Suite,
        ToolVersion = "0",
        Host = new HostDescription("nowhere", "none", "x64", "invented", 1, 0, ".NET", 0),
        Engines = [new EngineDescription("0.0.0-invented", null, "sha256:invented", [])],
        Modules = [.. modules.Select(m => new ModuleDescription(m, "sha256:invented", 1000, "RealWorld", "invented for measuring reports", null))],
        Settings = [.. Settings.Select(s => s.Name)],
        StartedAt = startedAt,
        EndedAt = startedAt.AddHours(1),
    };
}
