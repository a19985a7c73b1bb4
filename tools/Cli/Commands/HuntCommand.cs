using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Hunting;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Reporting.Documents.Hunting;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary><c>hunt</c>: searches for module shapes whose compile cost grows faster than their size, or that one engine compiles slower than another.</summary>
internal static class HuntCommand
{
    private static readonly Option<string[]> Settings = CommonOptions.Settings();
    private static readonly TimeOption Time = CommonOptions.TimeLimit("(default 30m), of this session with --resume; the last part of it reduces what was found");
    private static readonly Option<int?> Candidates = new("--candidates") { Description = "screen at most this many candidates in this session" };
    private static readonly Option<string> Metric = MetricChoice();
    private static readonly Option<ulong> Seed = new("--seed") { Description = "seed of the candidates", DefaultValueFactory = _ => 1UL };
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string?> Baseline = new("--baseline") { Description = $"look for shapes that --candidate compiles slower than this engine: {CommonOptions.EngineForms}" };
    private static readonly Option<string?> Candidate = new("--candidate") { Description = $"the engine to judge with --baseline: {CommonOptions.EngineForms}" };
    private static readonly Option<string[]> From = new("--from") { Description = "take motifs from the functions of these modules: names, recipes SHAPE@SIZE, files or folders (several, repeatable)", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> NoKnown = new("--no-known") { Description = "take no motifs from the known shapes" };
    private static readonly Option<string?> ResumeRun = new("--resume") { Description = "go on with an earlier hunt for another session" };
    private static readonly Option<string?> Shard = new("--shard") { Description = "make the candidates of one of N hunts of one seed, which 'merge' combines: I/N, such as 1/4, or 'auto' in a task of Slurm, Kubernetes, GNU parallel or CI" };
    private static readonly Option<string?> Machine = CommonOptions.Machine();
    private static readonly Option<string?> Out = CommonOptions.RunsFolder();
    private static readonly Option<bool> Json = new("--json") { Description = "print the findings as JSON; progress goes to standard error" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("hunt", "search for module shapes that compile superlinearly, or slower than by another engine")
        {
            Settings, Time, Candidates, Metric, Seed, Engine, Baseline, Candidate, From, NoKnown, ResumeRun, Shard, Machine, Out, Json, HuntFindingsCommand.Create(), HuntEnginesCommand.Create(), HuntRediscoveredCommand.Create(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(Json);
        var lines = json ? Console.Error : Console.Out;
        string directory;
        using (StopSignals.KeepResult())
        {
            directory = parsed.GetValue(ResumeRun) is { } run ? await ResumeAsync(parsed, run, lines, cancellation) : await StartAsync(parsed, lines, cancellation);
        }

        var results = HuntResultsFile.Read(directory) ?? throw new RecordFormatException($"{directory} has no {HuntResultsFile.Name}");
        if (json)
        {
            Console.WriteLine(HuntPage.ToJson(results));
        }
        else
        {
            using var hunt = RunDirectory.OpenForReading(directory);
            CliConsole.Write(HuntText.FromResults(results, directory, HuntSources.FindLadders(hunt.ReadManifest(), results)));
        }

        return results.Findings.Any(f => f.Kind == HuntFindingKind.Regression) ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static async Task<string> StartAsync(ParseResult parsed, TextWriter lines, CancellationToken cancellation)
    {
        var from = parsed.GetValue(From) ?? [];
        var (engine, baseline) = Engines(parsed, lines, cancellation);
        var request = new HuntRequest
        {
            Engine = engine,
            Baseline = baseline,
            Settings = SettingsSelection.Parse(parsed.GetValue(Settings)),
            Metric = Enum.Parse<HuntMetric>(parsed.GetValue(Metric)!, ignoreCase: true),
            Seed = parsed.GetValue(Seed),
            Time = SessionTime(parsed) ?? HuntRequest.DefaultTime,
            Candidates = CandidateLimit(parsed),
            From = from,
            UsesLadders = !parsed.GetValue(NoKnown),
            Shard = ShardNumber.Parse(parsed.GetValue(Shard)),
            Machine = parsed.GetValue(Machine),
            Out = UsableFolders.PrepareRuns(parsed.GetValue(Out)),
        };
        return HuntRun.Start(request, await ModulesAsync(from, cancellation), lines, cancellation);
    }

    private static Task<string> ResumeAsync(ParseResult parsed, string run, TextWriter lines, CancellationToken cancellation)
    {
        Option[] fixedByTheRun = [Settings, Metric, Seed, Baseline, Candidate, From, NoKnown, Shard, Out];
        if (fixedByTheRun.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} cannot be given with --resume: a hunt goes on with its original options, for another --time-limit");
        }

        IReadOnlyList<string> engines = parsed.GetResult(Engine) is { Implicit: false } ? [parsed.GetValue(Engine)!] : [];
        var resume = new ResumeRequest(run, engines, parsed.GetValue(Machine));
        return Task.FromResult(HuntRun.Resume(resume, SessionTime(parsed), CandidateLimit(parsed), from => ModulesAsync(from, cancellation).GetAwaiter().GetResult(), lines, cancellation));
    }

    private static Option<string> MetricChoice()
    {
        var option = new Option<string>("--metric") { Description = "cost whose growth is looked for: time, memory, or code (bytes of machine code)", DefaultValueFactory = _ => "time" };
        option.AcceptOnlyFromAmong([.. Enum.GetNames<HuntMetric>().Select(n => n.ToLowerInvariant())]);
        return option;
    }

    private static (EngineBuild Engine, EngineBuild? Baseline) Engines(ParseResult parsed, TextWriter lines, CancellationToken cancellation)
    {
        var progress = new Progress<string>(lines.WriteLine);
        var (baseline, candidate) = (parsed.GetValue(Baseline), parsed.GetValue(Candidate));
        if (baseline is null && candidate is null)
        {
            return (EngineBuild.Parse(parsed.GetValue(Engine)!, progress, cancellation), null);
        }

        if (baseline is null || candidate is null)
        {
            throw new UsageException("--baseline and --candidate belong together: name both engines");
        }

        if (parsed.GetResult(Engine) is { Implicit: false })
        {
            throw new UsageException("--engine cannot be given with --baseline and --candidate: they name the engines");
        }

        var engines = EngineSelection.Resolve([candidate, baseline], progress, cancellation);
        return (engines[0], engines[1]);
    }

    private static TimeSpan? SessionTime(ParseResult parsed) => parsed.GetValue(Time) is not { } time ? null
        : time >= TimeSpan.FromSeconds(1) && time <= TimeSpan.FromHours(48) ? time : throw new UsageException($"{Time.Name} is out of range: 1s to 48h");

    private static int? CandidateLimit(ParseResult parsed) => parsed.GetValue(Candidates) is not { } most ? null
        : most > 0 ? most : throw new UsageException($"{Candidates.Name} is out of range: give 1 or more");

    private static async Task<IReadOnlyList<byte[]>> ModulesAsync(IReadOnlyList<string> named, CancellationToken cancellation) =>
        named.Count == 0 ? [] : [.. (await ModuleInput.FindAllAsync(named, cancellation)).Select(m => m.Read(cancellation))];
}
