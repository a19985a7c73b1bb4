using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Cli.Comparing;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Duel;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Comparisons;

namespace CompileBench.Cli.Commands;

/// <summary><c>duel</c>: measures two engines in pairs; exit code 1 where the candidate is worse.</summary>
internal static class DuelCommand
{
    private const int MostRepeats = 1000;

    /// <summary>The operations that can be judged: those that settings change.</summary>
    public static IReadOnlyList<MeasuredOperation> Operations { get; } = [.. MeasuredOperation.All.Where(o => o.Description.SettingsMatter)];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var o = new DuelOptions();
        var command = new Command("duel", "measure two engines in pairs and decide whether the candidate is slower, by how much and how certainly. The exit code is 1 if it does (--fail-on)");
        o.AddTo(command);
        command.Add(DuelFindingsCommand.Create());
        command.SetAction((result, cancellation) => Task.FromResult(Run(o, result, cancellation)));
        return command;
    }

    private static int Run(DuelOptions o, ParseResult result, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        var console = new DuelConsole();
        var rule = RegressionRule.Parse(result.GetValue(o.FailOn)!);
        RefuseWhatIsIgnored(o, result);
        if (result.GetValue(o.Resume) is { } run)
        {
            RefuseWhatTheRunFixes(o, result);
            var resume = new ResumeRequest(run, result.GetValue(o.Engine) ?? [], result.GetValue(o.Machine));
            return Finish(DuelRun.Resume(resume, console, CliConsole.Note, cancellation), [], rule, o, result, console);
        }

        var (setup, missing) = SetUp(o, result, console, cancellation);
        if (setup.Baseline.Digest == setup.Candidate.Digest && !result.GetValue(o.Calibrate))
        {
            Console.Error.WriteLine($"{setup.Baseline.Label} and {setup.Candidate.Label} are the same library ({setup.Baseline.Digest}): this duel compares an engine with itself");
        }

        return result.GetValue(o.Calibrate)
            ? Calibrate(setup, missing, Repeats(result.GetValue(o.Repeat)), result.GetValue(o.Json), console, cancellation)
            : Finish(DuelRun.Run(setup, console, cancellation), missing, rule, o, result, console);
    }

    private static int Finish(DuelResult outcome, IReadOnlyList<string> missing, RegressionRule rule, DuelOptions o, ParseResult result, DuelConsole console)
    {
        console.Clear();
        var document = DuelDocument.FromResult(outcome, missing);
        File.WriteAllText(Path.Combine(outcome.RunDirectory, ComparisonJson.FileName), ComparisonJson.ToJson(document));
        ComparisonOutput.Write(
            document, result.GetValue(o.Json), result.GetValue(o.Markdown), result.GetValue(o.Report), result.GetValue(o.All), $"{DuelDocument.End(outcome)}; every pair is in {outcome.RunDirectory}{(outcome.End == DuelEnd.Interrupted ? "; to go on, use --resume with it" : "")}");
        return rule.ExitCode(document) is var code && code == 0 && outcome.End == DuelEnd.Interrupted ? ExitCodes.Interrupted : code;
    }

    private static int Calibrate(DuelSetup setup, IReadOnlyList<string> missing, int repeats, bool json, DuelConsole console, CancellationToken cancellation)
    {
        missing.ToList().ForEach(CliConsole.Note);
        var results = new List<DuelResult>();
        try
        {
            for (var i = 0; i < repeats && !cancellation.IsCancellationRequested; i++)
            {
                var one = DuelRun.Run(setup with { Seed = setup.Seed + (ulong)i }, console, cancellation);
                console.Clear();
                CliConsole.Note($"duel {i + 1} of {repeats}: {DuelDocument.End(one)}");
                if (one.End != DuelEnd.Interrupted)
                {
                    results.Add(one);
                }
            }
        }
        catch (OperationCanceledException) when (results.Count > 0)
        {
            // Interrupted between two duels: finished duels count.
        }

        if (results.Count == 0)
        {
            return ExitCodes.Interrupted;
        }

        var output = CalibrationDocument.FromResults(results);
        if (json)
        {
            Console.WriteLine(output.ToJson());
        }
        else
        {
            CliConsole.Write(output.ToText());
        }

        return results.Count < repeats ? ExitCodes.Interrupted : output.ExitCode(setup.Options.SuiteMisrate);
    }

    private static (DuelSetup Setup, IReadOnlyList<string> Missing) SetUp(DuelOptions o, ParseResult result, DuelConsole console, CancellationToken cancellation)
    {
        var operation = Operation(result.GetValue(o.Operation)!);
        var metrics = Metrics(operation, result.GetValue(o.Metric));
        var time = result.GetValue(o.TimeLimit) ?? TimeSpan.FromMinutes(10);
        if (time < TimeSpan.FromSeconds(1))
        {
            throw new UsageException($"{o.TimeLimit.Name} {time.TotalSeconds:0.###}s is too short: give at least 1s");
        }

        var limits = new OperationLimits(result.GetValue(o.Timeout) ?? OperationLimits.DefaultDeadline, result.GetValue(o.MemoryLimit));
        var (baseline, candidate) = Engines(o, result, console, cancellation);
        var (suite, settings) = DuelDefaults.For(operation, result.GetValue(o.Suite), result.GetValue(o.Module) ?? [], result.GetValue(o.Settings) ?? []);
        var catalog = ModuleCatalog.Load();
        var chosen = SettingsSelection.Parse(settings);
        var shard = ShardNumber.Parse(result.GetValue(o.Shard));
        var part = ShardedModules.Select(catalog, ModuleSelection.Select(catalog, suite, result.GetValue(o.Module) ?? []), shard, 2 * chosen.Count);
        var fetched = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(part.Entries, console, cancellation).GetAwaiter().GetResult();
        return (new DuelSetup
        {
            Baseline = baseline,
            Candidate = DuelSetup.Opponent(baseline, candidate),
            Operation = operation,
            CatalogFolder = catalog.Folder,
            Modules = [.. fetched.OfType<ModuleFetchResult.Available>()],
            Shard = part.Shard,
            Settings = chosen,
            Metrics = metrics,
            Time = time,
            Options = OptionsFor(ThresholdOption.Read(o.Threshold.Name, result.GetValue(o.Threshold), new ComparisonOptions().Threshold), shard?.Count ?? 1),
            InstructionThreshold = ThresholdOption.Read(o.InstructionThreshold.Name, result.GetValue(o.InstructionThreshold), CountComparison.DefaultThreshold),
            Limits = limits,
            Seed = result.GetValue(o.Seed),
            Suite = suite,
            ModulePatterns = result.GetValue(o.Module) ?? [],
            Machine = result.GetValue(o.Machine),
            RunsFolder = UsableFolders.PrepareRuns(result.GetValue(o.Out)),
        }, [.. fetched.Where(f => f.Fault is not null).Select(f => $"{f.Entry.Name} was not compared: {f.Fault}")]);
    }

    // The misrate holds for all shards together, so each has an equal share of it.
    private static ComparisonOptions OptionsFor(double threshold, int shards)
    {
        var options = new ComparisonOptions { Threshold = threshold };
        return options with { SuiteMisrate = options.SuiteMisrate / shards };
    }

    private static (EngineBuild Baseline, EngineBuild Candidate) Engines(DuelOptions o, ParseResult result, DuelConsole console, CancellationToken cancellation)
    {
        EngineBuild Parse(string text) => EngineBuild.Parse(text, console, cancellation);
        var (baseline, candidate) = (result.GetValue(o.Baseline), result.GetValue(o.Candidate));
        if (result.GetValue(o.Calibrate))
        {
            var engine = Parse(baseline ?? candidate ?? EngineBuild.PackageWord);
            return candidate is null || baseline is null
                ? (engine, engine)
                : throw new UsageException("--calibrate compares one engine with itself: name it with --baseline only");
        }

        return baseline is not null && candidate is not null
            ? (Parse(baseline), Parse(candidate))
            : throw new UsageException($"{(baseline is null ? o.Baseline.Name : o.Candidate.Name)} is missing: give {CommonOptions.EngineForms}");
    }

    private static MeasuredOperation Operation(string text) => Operations.FirstOrDefault(o => o.Name == text)
        ?? throw new UsageException($"--operation '{text}' is not known: there are {string.Join(", ", Operations.Select(o => o.Name))}");

    private static ComparisonMetric[] Metrics(MeasuredOperation operation, string? text)
    {
        if (text is null)
        {
            return operation == MeasuredOperation.Compile && DuelRun.MeasuresMemory ? [ComparisonMetric.Wall, ComparisonMetric.Cpu, ComparisonMetric.Memory] : [ComparisonMetric.Wall, ComparisonMetric.Cpu];
        }

        var metrics = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(MetricOption.Parse).Distinct().ToArray();
        return metrics.Length > 0 ? metrics : throw new UsageException("--metric is empty");
    }

    // An option without effect is refused.
    private static void RefuseWhatIsIgnored(DuelOptions o, ParseResult result)
    {
        var calibrates = result.GetValue(o.Calibrate);
        Option[] ignored = calibrates ? [o.Markdown, o.Report, o.All, o.FailOn] : [o.Repeat];
        if (ignored.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException(calibrates ? $"{given.Name} has no effect with --calibrate, which does not compare two engines" : $"{given.Name} needs --calibrate: otherwise there is one duel");
        }
    }

    private static void RefuseWhatTheRunFixes(DuelOptions o, ParseResult result)
    {
        Option[] fixedByTheRun =
            [o.Baseline, o.Candidate, o.Operation, o.Suite, o.Module, o.Settings, o.TimeLimit, o.Metric, o.Threshold, o.InstructionThreshold, o.Timeout, o.MemoryLimit, o.Calibrate, o.Seed, o.Shard, o.Out];
        if (fixedByTheRun.FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} cannot be given with --resume: a run continues with its original options");
        }
    }

    private static int Repeats(int count) =>
        count is >= 1 and <= MostRepeats ? count : throw new UsageException($"--repeat {count} is out of range: 1 to {MostRepeats}");
}
