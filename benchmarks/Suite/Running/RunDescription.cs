using System.Globalization;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Writes what a run was asked to do into its manifest, and reads it back when the run is completed later.</summary>
internal static class RunDescription
{
    private const string Arguments = "benchmarkdotnet";
    private const string Suite = "suite";
    private const string Module = "module";
    private const string Engine = "engine";
    private const string Settings = "settings";
    private const string CaseBudget = "case-budget";
    private const string Timeout = "timeout";
    private const string MemoryLimit = "memory-limit";
    private const string Shard = "shard";

    /// <summary>The manifest of a new run.</summary>
    public static RunManifest Of(string name, DateTimeOffset startedAt, SuiteOptions options, SuitePlan plan, string[] arguments) => new()
    {
        Run = name,
        Kind = RunKind.Suite,
        ToolVersion = ToolBuild.Version,
        Commit = ToolBuild.Commit,
        Host = HostFacts.Describe(),
        Engines = plan.Engines,
        Modules = plan.Modules,
        Settings = plan.Settings,
        Skipped = plan.Skipped,
        StartedAt = startedAt,
        Options = Describe(options, arguments),
    };

    /// <summary>The options and BenchmarkDotNet arguments of an earlier run.</summary>
    /// <exception cref="UsageException">The run is not one of the suite's.</exception>
    public static (SuiteOptions Options, string[] Arguments) OptionsOf(RunManifest manifest, SuiteOptions now)
    {
        if (manifest.Kind != RunKind.Suite)
        {
            throw new UsageException($"run {manifest.Run} was made by '{manifest.Kind.Name()}', not by the suite: resume it there");
        }

        CheckSameOptions(manifest, now);
        var tokens = new List<string>();
        foreach (var name in (ReadOnlySpan<string>)[Suite, Module, Engine, CaseBudget, Timeout, MemoryLimit, Shard])
        {
            foreach (var value in Values(manifest, name))
            {
                tokens.AddRange([$"--{name}", value]);
            }
        }

        tokens.AddRange([$"--{Settings}", string.Join(',', manifest.Settings)]);
        string[] arguments = [.. Values(manifest, Arguments)];
        var options = SuiteCommandLine.Parse([.. tokens, .. arguments]) with
        {
            Resume = now.Resume,
            Out = now.Out,
            Budget = now.Budget,
            FailOverBudget = now.FailOverBudget,
        };
        return (options, arguments);
    }

    /// <summary>Refuses to complete a run with other engines, modules or on another machine than it was begun.</summary>
    /// <exception cref="UsageException">Something differs; the message names the first thing that does.</exception>
    public static void CheckSame(RunManifest manifest, SuitePlan plan)
    {
        HostFacts.CheckSame(manifest);

        foreach (var engine in manifest.Engines)
        {
            var now = plan.Engines.FirstOrDefault(e => e.Label == engine.Label);
            if (now?.Digest != engine.Digest)
            {
                throw new UsageException($"engine {engine.Label} of run {manifest.Run} has {engine.Digest}, now it has {now?.Digest ?? "gone"}: start a new run");
            }
        }

        foreach (var module in manifest.Modules)
        {
            var now = plan.Modules.FirstOrDefault(m => m.Name == module.Name);
            if (now is null)
            {
                throw new UsageException($"module {module.Name} of run {manifest.Run} cannot be had now: {plan.Skipped.FirstOrDefault(s => s.What == module.Name)?.Message ?? "it is not in the suite any more"}");
            }

            if (now.Digest != module.Digest)
            {
                throw new UsageException($"module {module.Name} of run {manifest.Run} has {module.Digest}, now it has {now.Digest}: start a new run");
            }
        }
    }

    // A run is completed as it was begun: what a command line repeats must be what it said then.
    private static void CheckSameOptions(RunManifest manifest, SuiteOptions now)
    {
        var then = new Dictionary<string, OptionValue>(manifest.Options) { [Settings] = OptionValue.FromTexts(manifest.Settings) };
        var repeated = Describe(now, [.. now.BenchmarkArguments]);
        repeated[Settings] = OptionValue.FromTexts(now.Settings.Select(s => s.Name));
        var given = now.BenchmarkArguments.Count > 0 ? now.Given.Append(Arguments) : now.Given;
        foreach (var name in given.Where(repeated.ContainsKey))
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
        [Engine] = OptionValue.FromTexts(options.Engines),
        [CaseBudget] = Milliseconds(options.CaseBudget),
        [Timeout] = Milliseconds(options.Timeout),
        [MemoryLimit] = options.MemoryLimit?.ToString(CultureInfo.InvariantCulture) is { } bytes ? bytes + "B" : "",
        [Shard] = $"{options.Shard.Index}/{options.Shard.Count}",
        [Arguments] = arguments,
    };

    private static IReadOnlyList<string> Values(RunManifest manifest, string name) => manifest.Options.GetValueOrDefault(name, OptionValue.None).Texts;

    private static string Milliseconds(TimeSpan time) => time.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture) + "ms";
}
