using System.Globalization;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Writes what a run was asked to do into its manifest, and reads it back when the run is completed later.</summary>
internal static class RunDescription
{
    private const string Arguments = "benchmarkdotnet";
    private const string Suite = "suite";
    private const string Module = "module";
    private const string Settings = "settings";
    private const string TimeLimit = "time-limit";
    private const string Rounds = "rounds";
    private const string Seed = "seed";
    private const string CaseBudget = "case-budget";
    private const string Timeout = "timeout";
    private const string MemoryLimit = "memory-limit";
    private const string Shard = "shard";
    private const string SmallWorkloads = "small-workloads";
    private const string Yes = "true";

    // Runs of earlier versions had no rounds: a case was measured in at most this many processes.
    private const int RoundsBeforeRounds = 3;

    /// <summary>The manifest of a new run.</summary>
    public static RunManifest ManifestFor(SuiteOptions options, SuitePlan plan, string[] arguments) =>
        RunSession.Describe(RunKind.Suite, options.Machine, plan.Engines) with
        {
            Modules = plan.Modules,
            Settings = plan.Settings,
            Skipped = plan.Skipped,
            Options = Describe(options, arguments),
        };

    /// <summary>The options and BenchmarkDotNet arguments of an earlier run.</summary>
    /// <param name="manifest">The run's manifest.</param>
    /// <param name="now">The options of the command line that resumes it.</param>
    /// <param name="start">The directory that the run's relative paths start in; null where it is not known.</param>
    /// <exception cref="UsageException">The command line contradicts the run, or the run asks BenchmarkDotNet for something that only a person may ask for.</exception>
    public static (SuiteOptions Options, string[] Arguments) OptionsFrom(RunManifest manifest, SuiteOptions now, string? start)
    {
        CheckSameOptions(manifest, now);
        string[] arguments = [.. Values(manifest, Arguments)];
        if (now.BenchmarkArguments.Count == 0)
        {
            StoredArguments.Check(manifest.Run, arguments);
        }

        var tokens = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)[TimeLimit, Rounds, Seed, CaseBudget, Timeout, MemoryLimit])
        {
            tokens.AddRange(Values(manifest, name).Where(value => value.Length > 0).SelectMany(value => (string[])[$"--{name}", value]));
        }

        tokens.AddRange([$"--{Settings}", string.Join(',', manifest.Settings)]);
        var options = SuiteCommandLine.Parse([.. tokens]) with
        {
            Suite = Values(manifest, Suite) is [var suite] ? ModuleSelection.FromStart(suite, start) : null,
            Modules = [.. Values(manifest, Module).Select(m => ModuleSelection.FromStart(m, start))],
            Engines = now.Engines,
            Machine = now.Machine,
            SmallWorkloads = Values(manifest, SmallWorkloads) is [Yes],
            Shard = ShardOf(manifest),
            Resume = now.Resume,
            Out = now.Out,
            Budget = now.Budget,
            Deadline = now.Deadline,
            FailOn = now.FailOn,
            BenchmarkArguments = arguments,
        };
        return (WithRounds(options, manifest, now), arguments);
    }

    // Earlier versions wrote 1/1 where nothing was divided, and divided modules in another way.
    private static ShardNumber? ShardOf(RunManifest manifest) =>
        manifest.Shard is { } shard ? new ShardNumber(shard.Index, shard.Count)
        : (Values(manifest, Shard) is [] or ["1/1"]) ? null
        : throw new UsageException($"run {manifest.Run} is shard '{manifest.Options[Shard]}' of an earlier version, which divided modules in another way: start a new run");

    // How long a run goes on may be said anew; an earlier version's run is completed with as many processes as it was begun with.
    private static SuiteOptions WithRounds(SuiteOptions options, RunManifest manifest, SuiteOptions now)
    {
        if (!manifest.Options.ContainsKey(Seed))
        {
            options = options with { Rounds = RoundsBeforeRounds, CaseBudget = options.CaseBudget / RoundsBeforeRounds };
        }

        return now.Rounds is null && now.TimeLimit is null ? options : options with { Rounds = now.Rounds, TimeLimit = now.TimeLimit };
    }

    /// <summary>Refuses to complete a run with other modules than it was begun with.</summary>
    /// <exception cref="UsageException">Something differs; the message names the first thing that does.</exception>
    public static void CheckSameModules(RunManifest manifest, SuitePlan plan)
    {
        foreach (var module in manifest.Modules)
        {
            var now = plan.Modules.FirstOrDefault(m => m.Name == module.Name);
            if (now is null)
            {
                var why = plan.Skipped.FirstOrDefault(s => s.What == module.Name)?.Message ?? "the suite no longer contains it";
                throw new UsageException($"module {module.Name} of run {manifest.Run} cannot be obtained now: {why}");
            }

            if (now.Digest != module.Digest)
            {
                throw new UsageException($"module {module.Name} of run {manifest.Run} has {module.Digest}, now it has {now.Digest}: start a new run");
            }
        }
    }

    // A run is completed with the options it was begun with: the command line may repeat them, not change them.
    private static void CheckSameOptions(RunManifest manifest, SuiteOptions now)
    {
        var then = new Dictionary<string, OptionValue>(manifest.Options) { [Settings] = OptionValue.FromTexts(manifest.Settings) };
        var repeated = Describe(now, [.. now.BenchmarkArguments]);
        repeated[Settings] = OptionValue.FromTexts(now.Settings.Select(s => s.Name));
        var given = now.BenchmarkArguments.Count > 0 ? now.Given.Append(Arguments) : now.Given;
        foreach (var name in given.Where(name => name is not (TimeLimit or Rounds) && repeated.ContainsKey(name)))
        {
            // An option with one value is a text in an older run and a list in a newer one.
            var before = then.GetValueOrDefault(name, OptionValue.None);
            if (!repeated[name].Texts.SequenceEqual(before.Texts))
            {
                var what = name == Arguments ? $"arguments '{repeated[name]}'" : $"--{name} {repeated[name]}";
                throw new UsageException($"run {manifest.Run} was begun with {(name == Arguments ? "" : $"--{name} ")}'{before}' and cannot be completed with {what}: leave it out or start a new run");
            }
        }
    }

    private static Dictionary<string, OptionValue> Describe(SuiteOptions options, string[] arguments) => new()
    {
        [Suite] = options.Suite ?? (options.Modules.Count == 0 ? ModuleSelection.DefaultSuite : ""),
        [Module] = OptionValue.FromTexts(options.Modules),
        [TimeLimit] = options.TimeLimit is { } time ? Milliseconds(time) : "",
        [Rounds] = options.Rounds?.ToString(CultureInfo.InvariantCulture) ?? "",
        [Seed] = options.Seed.ToString(CultureInfo.InvariantCulture),
        [CaseBudget] = Milliseconds(options.CaseBudget),
        [Timeout] = Milliseconds(options.Timeout),
        [MemoryLimit] = options.MemoryLimit?.ToString(CultureInfo.InvariantCulture) is { } bytes ? bytes + "B" : "",
        [SmallWorkloads] = options.SmallWorkloads ? Yes : "",
        [Shard] = options.Shard?.ToString() ?? "",
        [Arguments] = arguments,
    };

    private static IReadOnlyList<string> Values(RunManifest manifest, string name) => manifest.Options.GetValueOrDefault(name, OptionValue.None).Texts;

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + "ms";
}
