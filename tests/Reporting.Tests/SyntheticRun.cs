using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Tests;

/// <summary>Runs made of invented figures, for tests only: what they say about any engine means nothing.</summary>
internal static class SyntheticRun
{
    public static readonly string[] Settings =
        ["speed-backtracking", "speed-singlepass", "none-backtracking", "none-singlepass", "size-backtracking", "winch", "pulley"];

    private static readonly double[] Factors = [1, 0.66, 0.8, 0.45, 1.02, 0.13, 0.9];

    private static readonly DateTimeOffset Start = new(2026, 11, 23, 5, 0, 0, TimeSpan.Zero);

    public static RunData Create(int modules, int launches = 2, int warm = 3, bool withFailures = true, params string[] engines)
    {
        engines = engines.Length == 0 ? ["0.0.0-test"] : engines;
        var random = new Random(20261123);
        var names = Enumerable.Range(0, modules).Select(i => $"synthetic-{i:000}").ToList();
        var sizes = names.ToDictionary(n => n, _ => Math.Round(Math.Pow(10, 3.7 + (random.NextDouble() * 3.3))));
        var records = new List<CaseRecord>();
        foreach (var engine in engines)
        {
            foreach (var (name, index) in names.Select((n, i) => (n, i)))
            {
                for (var s = 0; s < Settings.Length; s++)
                {
                    var time = 1400 * Factors[s] * Math.Pow(sizes[name], 1.02) * Math.Exp(0.3 * (random.NextDouble() - 0.5));
                    records.Add(withFailures && index % 5 == 1 && s is 0 or 5 && index % 5 == 1 ? Failed(engine, name, s) : Compiled(random, engine, name, s, time, launches, warm));
                }
            }
        }

        var metrics = names.ToDictionary(
            n => n, n => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { ["codeSectionBytes"] = sizes[n], ["functions"] = Math.Round(sizes[n] / 190) });
        return new RunData(Manifest(engines, names), records, metrics);
    }

    public static RunManifest Manifest(IReadOnlyList<string> engines, IReadOnlyList<string> modules) => new()
    {
        Run = "20261123T050000Z-0.0.0-test-nowhere",
        Kind = RunKind.Suite,
        ToolVersion = "0.1.0",
        Host = new HostDescription("nowhere", "TestOS 1", "x64", "Imaginary CPU", 2, 8_000_000_000, ".NET 10", 0.2),
        Engines = [.. engines.Select(e => new EngineDescription(e, e, "sha256:" + new string('0', 64), [new("winch", true, "compiled by winch"), new("pulley+parallel", false, "the library lacks a switch")]))],
        Modules = [.. modules.Select(m => new ModuleDescription(m, "sha256:" + new string('1', 64), 1000, "RealWorld", "invented for a test", "MIT"))],
        Settings = Settings,
        Skipped = [new("absent-module", SkipReason.ModuleUnavailable, "npm is not installed: install Node.js")],
        Options = new Dictionary<string, OptionValue> { ["case-budget"] = "2s", ["suite"] = "default" },
        StartedAt = Start,
        EndedAt = Start.AddMinutes(4),
        MeasuredShare = 0.82,
    };

    public static CaseRecord Record(string module, string settings, string engine, IReadOnlyList<CompileTimeSample> samples) => new()
    {
        Operation = OperationNames.Compile,
        Module = module,
        Settings = settings,
        Engine = engine,
        ModuleDigest = "sha256:" + new string('1', 64),
        EngineDigest = "sha256:" + new string('0', 64),
        Outcome = OutcomeKind.Completed,
        Samples = samples,
        StartedAt = Start,
    };

    /// <summary>Records of a compile and of an execution, each with the same time in three processes, in nanoseconds.</summary>
    public static IEnumerable<CaseRecord> CompiledAndExecuted(string module, string settings, long compile, long run)
    {
        CompileTimeSample[] Samples(long time) => [.. Enumerable.Range(1, 3).Select(launch => new CompileTimeSample(launch, 0, SampleKind.Warm, 1, time, null))];
        yield return Record(module, settings, "e", Samples(compile));
        yield return Record(module, settings, "e", Samples(run)) with { Operation = OperationNames.Execute };
    }

    private static CaseRecord Compiled(Random random, string engine, string module, int setting, double time, int launches, int warm)
    {
        long Noisy(double factor) => (long)(time * factor * Math.Exp(0.04 * (random.NextDouble() - 0.5)));
        var samples = Enumerable.Range(1, launches).SelectMany(launch =>
            Enumerable.Range(0, warm).Select(i => new CompileTimeSample(launch, i, SampleKind.Warm, 1, Noisy(1), null))
                .Prepend(new CompileTimeSample(launch, 0, SampleKind.Cold, 1, Noisy(1.3), null)));
        return Record(module, Settings[setting], engine, [.. samples]) with
        {
            PeakNativeBytes = (long)(4e6 + (time * 0.03)),
            CodeBytes = (long)(time * 0.002 * (setting == 5 ? 16 : 1)),
            ArtifactBytes = (long)(time * 0.003),
        };
    }

    private static CaseRecord Failed(string engine, string module, int setting) => setting == 0
        ? Record(module, Settings[setting], engine, [new CompileTimeSample(1, 0, SampleKind.Cold, 1, 60_000_000_000, null)]) with
        {
            Outcome = OutcomeKind.TimedOut,
            Message = "no end after 60 s",
        }
        : Record(module, Settings[setting], engine, []) with { Outcome = OutcomeKind.Rejected, Message = "Unsupported feature: proposal <x>" };
}
