using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Tests;

/// <summary>Recorded runs with known times, written as a suite writes them.</summary>
internal sealed class SyntheticRuns : IDisposable
{
    private static readonly string[] Settings = ["speed-backtracking", "winch"];

    private readonly TestFolder _folder = new();

    public string Folder => _folder.Path;

    /// <summary>SHA-256 of the engines' library.</summary>
    public string EngineDigest { get; init; } = "sha256:" + new string('0', 64);

    /// <summary>Writes a run of <paramref name="modules"/> modules and two settings; returns its directory.</summary>
    /// <param name="number">Decides its name, its day and its noise.</param>
    /// <param name="engines">The engines' labels.</param>
    /// <param name="factor">What the times are multiplied with, by module and settings.</param>
    /// <param name="host">The host's name.</param>
    /// <param name="modules">How many modules.</param>
    /// <param name="launches">How many processes measured each case.</param>
    /// <param name="executions">What the times of executions are multiplied with, by module and settings; null for a run without executions.</param>
    /// <param name="peakFactor">What the peaks are multiplied with.</param>
    /// <param name="busy">How many times its CPU time a compile takes, because it waits for a core.</param>
    public string Add(int number, string[] engines, Func<string, string, double>? factor = null, string host = "here", int modules = 6, int launches = 5, double busy = 1, double peakFactor = 1,
        Func<string, string, double>? executions = null)
    {
        var path = Path.Combine(Folder, $"run-{number:000}");
        Directory.CreateDirectory(path);
        var startedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(number);
        File.WriteAllBytes(Path.Combine(path, "run.json"), RecordsJson.Document(new RunManifest
        {
            Run = Path.GetFileName(path),
            Kind = RunKind.Suite,
            ToolVersion = "1.0.0",
            Host = new HostDescription(host, "an OS", "x64", "a CPU", 2, 8L << 30, ".NET", 0.1),
            Engines = [.. engines.Select(e => new EngineDescription(e, e, EngineDigest, []))],
            Settings = Settings,
            StartedAt = startedAt,
            EndedAt = startedAt.AddHours(1),
        }));
        using var journal = new JournalWriter(Path.Combine(path, "cases.jsonl"));
        var noise = new Random(number);
        foreach (var engine in engines)
        {
            for (var module = 0; module < modules; module++)
            {
                foreach (var settings in Settings)
                {
                    var name = $"module-{module}";
                    journal.Append(Record(name, settings, engine, 1e6 * (module + 1) * (factor?.Invoke(name, settings) ?? 1), launches, noise, startedAt, busy, peakFactor));
                    if (executions is not null)
                    {
                        journal.Append(Record(name, settings, engine, 1e5 * (module + 1) * executions(name, settings), launches, noise, startedAt, busy, peakFactor) with { Operation = OperationNames.Execute });
                    }
                }
            }
        }

        return path;
    }

    public void Dispose() => _folder.Dispose();

    private CaseRecord Record(string module, string settings, string engine, double nanoseconds, int launches, Random noise, DateTimeOffset startedAt, double busy, double peakFactor) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = settings,
        Engine = engine,
        ModuleDigest = "sha256:" + new string('1', 64),
        EngineDigest = EngineDigest,
        Outcome = OutcomeKind.Completed,
        Samples = [.. Enumerable.Range(1, launches).SelectMany(launch =>
        {
            var level = nanoseconds * (1 + (0.006 * (noise.NextDouble() - 0.5)));
            return Enumerable.Range(0, 6).Select(i => (long)(level * (1 + (0.004 * (noise.NextDouble() - 0.5)))))
                .Select((time, i) => new CompileTimeSample(launch, i, SampleKind.Warm, 1, (long)(time * busy), time));
        })],
        PeakNativeBytes = (long)(5_000_000 * peakFactor * (1 + (0.004 * noise.NextDouble()))),
        StartedAt = startedAt,
    };
}
