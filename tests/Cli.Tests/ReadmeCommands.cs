using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Instructions;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>Commands of the README that compile for seconds. They are apart from the others so that both run at the same time.</summary>
public sealed class ReadmeMeasuringCommandsTests : ReadmeCommands
{
    public static TheoryData<string> Measuring => [.. All.Where(Measures)];

    [Theory]
    [MemberData(nameof(Measuring))]
    public Task Command_AsTheReadmeShowsIt_Runs(string arguments) => Run(arguments);
}

/// <summary>All other commands of the README.</summary>
public sealed class ReadmeOtherCommandsTests : ReadmeCommands
{
    public static TheoryData<string> Others => [.. All.Where(arguments => !Measures(arguments))];

    [Fact]
    public void Commands_OfTheReadme_AreFound() => Assert.True(All.Count() >= 15, $"only {All.Count()} commands are in the README");

    [Theory]
    [MemberData(nameof(Others))]
    public Task Command_AsTheReadmeShowsIt_Runs(string arguments) => Run(arguments);
}

/// <summary>Runs the <c>compilebench</c> commands that the README shows, with their placeholders filled and their long times cut.</summary>
public abstract partial class ReadmeCommands : IDisposable
{
    private const int MostSeconds = 5;

    private readonly TestFolder _scratch = new();

    /// <summary>The arguments of each command.</summary>
    protected static IEnumerable<string> All =>
        Command().Matches(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Select(m => m.Groups["arguments"].Value).Distinct();

    /// <summary>Whether a command is given a number of seconds.</summary>
    protected static bool Measures(string arguments) => Shortened(arguments) != arguments;

    /// <summary>Runs one.</summary>
    protected async Task Run(string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        SkipWithout(arguments);
        var module = await Generated("nested-loops-locals@48");

        var run = await CliRun.Run([.. Words(Shortened(arguments)).Select(word => Filled(word, module))]);

        // Engines and runs are compared with themselves, so 1, a negative answer, is wrong. There are two exceptions: on a busy machine a live duel or hunt may
        // find a change, and a reduction may have no time to begin.
        var isLive = arguments.StartsWith("duel", StringComparison.Ordinal) || arguments.StartsWith("hunt", StringComparison.Ordinal);
        var most = isLive || run.Output.Contains("ran out before the condition was checked", StringComparison.Ordinal) ? 1 : 0;
        Assert.True(run.ExitCode >= 0 && run.ExitCode <= most, $"exit code {run.ExitCode}: {run.Error}{run.Output}");
        Assert.NotEmpty(run.Output);
    }

    public void Dispose()
    {
        _scratch.Dispose();
        GC.SuppressFinalize(this);
    }

    private string File(string name) => Path.Combine(_scratch.Path, name);

    private async Task<string> Generated(string recipe)
    {
        var path = File("module.wasm");
        var generated = await CliRun.Run("modules", "generate", recipe, "-o", path);
        Assert.Equal(0, generated.ExitCode);
        return path;
    }

    // What takes minutes on purpose is asked for less; the command stays the same.
    private static string Shortened(string arguments) => arguments switch
    {
        "scaling" => $"scaling --shape nested-blocks --settings winch --budget 20ms --time-limit {MostSeconds}s",
        _ when arguments.StartsWith("scaling", StringComparison.Ordinal) => $"{arguments} --budget 100ms --time-limit {MostSeconds}s",
        _ when arguments.StartsWith("duel", StringComparison.Ordinal) =>
            arguments.Replace("--time-limit 10m", "", StringComparison.Ordinal).Replace("--suite duel", "--module nested-blocks@64 --module diamonds-result@64", StringComparison.Ordinal)
                .Replace("speed-backtracking,none-singlepass,winch", "winch", StringComparison.Ordinal)
            + $" --time-limit {MostSeconds}s" + (arguments.Contains("--settings", StringComparison.Ordinal) ? "" : " --settings winch"),
        _ when arguments.StartsWith("predict measure", StringComparison.Ordinal) => $"{arguments.Replace("--suite quick", "--module nested-blocks@64", StringComparison.Ordinal)} --rounds 1 -o out",
        _ when arguments.StartsWith("hunt findings", StringComparison.Ordinal) || arguments.StartsWith("hunt engines", StringComparison.Ordinal) => arguments,
        _ when arguments.StartsWith("hunt", StringComparison.Ordinal) => $"{arguments.Replace(" --time-limit 30m", "", StringComparison.Ordinal)} --time-limit {MostSeconds}s --settings winch,none-singlepass",
        _ when arguments.StartsWith("reduce", StringComparison.Ordinal) => $"{arguments} --time-limit {3 * MostSeconds}s",
        _ => arguments,
    };

    private string Filled(string word, string module) => word switch
    {
        "path/to/module.wasm" => module,
        "path/to/component.wasm" => Component(module),
        "BASELINE" or "CANDIDATE" or "results/published/default-50.0.1" => Path.Combine(Repository.Root, "results", "published", "default-50.0.1"),
        "results/published/knobs-50.0.1" => Path.Combine(Repository.Root, word),
        "results/runs" => TwoRuns(),
        "path/to/shards" => Shards(),
        "merged" => File(word),
        "results/training/50.0.1" => FewTrainingModules(),
        "path/to/hunt" => EndedHunt(),
        "out" or "charts" or "model.json" => File(word),
        _ when word.EndsWith("=path/to/libwasmtime.so", StringComparison.Ordinal) => $"other={EngineBuild.FromPackage().LibraryPath}",
        _ when word.EndsWith(".md", StringComparison.Ordinal) || word.EndsWith(".cwasm", StringComparison.Ordinal) || word.EndsWith(".wasm", StringComparison.Ordinal) || word.EndsWith(".svg", StringComparison.Ordinal) => File(word),
        _ => word,
    };

    // Training on all modules takes long; PublishedModelTests does that.
    private string FewTrainingModules()
    {
        const int Share = 5;
        var (source, target) = (Path.Combine(Repository.Root, "results", "training", "50.0.1"), Directory.CreateDirectory(File("training")).FullName);
        foreach (var name in (string[])["run.json", "features.json"])
        {
            System.IO.File.Copy(Path.Combine(source, name), Path.Combine(target, name), overwrite: true);
        }

        var lines = System.IO.File.ReadAllLines(Path.Combine(source, "cases.jsonl"));
        var modules = lines.Select(ModuleOf).Distinct().Where((_, i) => i % Share == 0).ToHashSet();
        System.IO.File.WriteAllLines(Path.Combine(target, "cases.jsonl"), lines.Where(line => modules.Contains(ModuleOf(line))));
        return target;

        static string ModuleOf(string line) => (string)JsonNode.Parse(line)!["module"]!;
    }

    private string Component(string module)
    {
        System.IO.File.WriteAllBytes(File("component.wasm"), ComponentBytes.FromModules(System.IO.File.ReadAllBytes(module)));
        return File("component.wasm");
    }

    private string Shards()
    {
        RecordedShards.Write(File("shards"), 2);
        return File("shards");
    }

    // A history needs two runs; what the second one says does not matter here.
    private string TwoRuns()
    {
        var runs = File("runs");
        foreach (var name in (string[])["first", "second"])
        {
            var target = Directory.CreateDirectory(Path.Combine(runs, name));
            foreach (var file in Directory.EnumerateFiles(RecordedRuns.SchemaOne, "*.json*"))
            {
                System.IO.File.Copy(file, Path.Combine(target.FullName, Path.GetFileName(file)));
            }
        }

        return runs;
    }

    private string EndedHunt()
    {
        var directory = Directory.CreateDirectory(File("hunt")).FullName;
        System.IO.File.Copy(Path.Combine(RecordedRuns.SchemaOne, "run.json"), Path.Combine(directory, "run.json"));
        HuntResultsFile.Write(directory, new HuntResults { Metric = "time" });
        return directory;
    }

    private static void SkipWithout(string arguments)
    {
        var needsValgrind = arguments.StartsWith("explain", StringComparison.Ordinal) || arguments.StartsWith("hunt engines", StringComparison.Ordinal) || arguments.Contains("instructions", StringComparison.Ordinal);
        Assert.SkipWhen(needsValgrind && InstructionCounter.MissingHere is not null, "needs valgrind");
        Assert.SkipWhen(arguments.Contains("--sample", StringComparison.Ordinal) && ExecutablePath.Find("perf") is null, "needs perf");
        Assert.SkipWhen(arguments.StartsWith("modules fetch", StringComparison.Ordinal), "runs in .ci/run as part of the suite");
        Assert.SkipWhen(arguments.StartsWith("advise evaluate", StringComparison.Ordinal), "PolicyFindingsTests runs it");
    }

    private static IEnumerable<string> Words(string arguments) =>
        Word().Matches(arguments).Select(m => m.Groups["quoted"].Success ? m.Groups["quoted"].Value : m.Value);

    [GeneratedRegex("`compilebench (?<arguments>[a-z][^`]*)`")]
    private static partial Regex Command();

    [GeneratedRegex("'(?<quoted>[^']*)'|[^ ]+")]
    private static partial Regex Word();
}
