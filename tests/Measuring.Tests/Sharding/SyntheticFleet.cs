using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Tests.Sharding;

/// <summary>A host of a fleet that does not exist.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cpu">Its processor, which decides its true ratios.</param>
/// <param name="Slowness">How many times longer it takes for everything.</param>
/// <param name="Lie">How many times longer it takes under one setting, <see cref="SyntheticFleet.LyingSettings"/>.</param>
internal sealed record FleetHost(string Name, string Cpu, double Slowness = 1, double Lie = 1);

/// <summary>Shards on disk, as a suite writes them, with known ratios between settings.</summary>
/// <param name="shards">How many shards the plan has.</param>
/// <param name="modules">How many modules are asked for; module i belongs to shard i modulo the number of shards.</param>
/// <param name="noise">The standard deviation of a timed stretch, as a share.</param>
internal sealed class SyntheticFleet(int shards, int modules, double noise) : IDisposable
{
    public const string LyingSettings = SettingNames.Winch;

    public static readonly string[] Settings = [SettingNames.Baseline, SettingNames.NoneSinglePass, SettingNames.Winch];

    public static readonly string[] Canaries = ["canary-a", "canary-b"];

    private static readonly DateTimeOffset Begin = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private readonly Random _random = new(7);
    private int _runs;

    public string Folder => _folder.Path;

    /// <summary>The true ratio of a module's time under settings to its time under the baseline, on a processor.</summary>
    public static double Ratio(string module, string settings, string cpu) => settings == SettingNames.Baseline
        ? 1
        : (settings == SettingNames.Winch ? 0.2 : 0.7) * (1 + (0.05 * (Stable(module + settings) % 7))) * (1 + (0.04 * (Stable(cpu + settings) % 5)));

    /// <summary>Writes a run and returns its directory.</summary>
    /// <param name="shard">Which shard, from 1.</param>
    /// <param name="host">The host.</param>
    /// <param name="rounds">How many rounds it has.</param>
    /// <param name="ended">Whether it came to its end.</param>
    /// <param name="change">Changes the manifest; null for none.</param>
    public string Add(int shard, FleetHost host, int rounds = 3, bool ended = true, Func<RunManifest, RunManifest>? change = null)
    {
        var number = ++_runs;
        var path = Path.Combine(Folder, $"run-{number:0000}");
        Directory.CreateDirectory(path);
        string[] units = [.. Enumerable.Range(0, modules).Where(i => i % shards == shard - 1).Select(i => $"module-{i}")];
        var startedAt = Begin.AddMinutes(number);
        List<byte> journal = [];
        for (var round = 1; round <= rounds; round++)
        {
            foreach (var module in units.Concat(Canaries))
            {
                foreach (var settings in Settings)
                {
                    journal.AddRange(RecordsJson.Line(Record(module, settings, host, round, startedAt)));
                    journal.Add((byte)'\n');
                }
            }
        }

        File.WriteAllBytes(Path.Combine(path, "cases.jsonl"), [.. journal]);
        var manifest = new RunManifest
        {
            Run = Path.GetFileName(path),
            Kind = RunKind.Suite,
            ToolVersion = "1.0.0",
            Host = new HostDescription(host.Name, "an OS", "x64", host.Cpu, 4, (8L << 30) + number, ".NET", 0.1),
            Engines = [new EngineDescription("50.0.1", "50.0.1", "sha256:" + new string('0', 64), [.. Settings.Select(s => new SettingSupport(s, true, "proved"))])],
            Modules = [.. units.Concat(Canaries).Select(m => new ModuleDescription(m, Digest(m), 1000, "RealWorld", "a file", null))],
            Settings = Settings,
            Options = new Dictionary<string, OptionValue> { ["suite"] = "default", ["shard"] = $"{shard}/{shards}", ["seed"] = $"{number}", ["case-budget"] = "400ms" },
            StartedAt = startedAt,
            EndedAt = ended ? startedAt.AddHours(1) : null,
            MeasuredShare = 0.5,
            JournalBytes = ended ? journal.Count : null,
            Shard = new ShardDescription(shard, shards, "sha256:" + new string('5', 64), units, Canaries),
        };
        File.WriteAllBytes(Path.Combine(path, "run.json"), RecordsJson.Document(change?.Invoke(manifest) ?? manifest));
        File.WriteAllText(Path.Combine(path, "profiles.json"), "{" + string.Join(',', units.Concat(Canaries).Select(m => $"\"{m}\":{{\"name\":\"{m}\",\"codeSectionBytes\":{1000 + Stable(m) % 9000}}}")) + "}");
        return path;
    }

    public void Dispose() => _folder.Dispose();

    private CaseRecord Record(string module, string settings, FleetHost host, int round, DateTimeOffset startedAt)
    {
        var nanoseconds = 1e6 * (1 + (Stable(module) % 50)) * host.Slowness * Ratio(module, settings, host.Cpu) * (settings == LyingSettings ? host.Lie : 1) * Math.Exp(noise * Normal());
        return new CaseRecord
        {
            Operation = OperationNames.Compile,
            Module = module,
            Settings = settings,
            Engine = "50.0.1",
            ModuleDigest = Digest(module),
            EngineDigest = "sha256:" + new string('0', 64),
            Outcome = OutcomeKind.Completed,
            Samples = [.. Enumerable.Range(0, 3).Select(i => new CompileTimeSample(round, i, SampleKind.Warm, 1, (long)(nanoseconds * (1 + (0.001 * Normal()))), null) { Round = round })],
            StartedAt = startedAt,
        };
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static string Digest(string module) => "sha256:" + Stable(module).ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    // The same in every process, which the hash code of a string is not.
    private static int Stable(string text) => text.Aggregate(17, (sum, c) => ((sum * 31) + c) & 0xffffff);
}
