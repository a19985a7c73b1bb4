using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Scaling;
using CompileBench.Measuring.Scaling.Counting;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary><c>scaling</c>: finds the law that compile time and memory follow as each shape grows, and the largest size within a budget.</summary>
internal static class ScalingCommand
{
    private const string Instructions = "instructions";

    private static readonly Option<string[]> Shape = new("--shape") { Description = "shape by name or glob (repeatable; default: all)" };
    private static readonly Option<string[]> Settings = CommonOptions.Settings();
    private static readonly Option<string[]> Engine = CommonOptions.Engines();
    private static readonly TimeOption Budget = new("--budget", "grow each shape until one compile takes longer than this (default 3s: a fuzzer that stops at 60 s compiles 20 times slower)");
    private static readonly SizeOption MemoryLimit = CommonOptions.MemoryLimit("2GB");
    private static readonly TimeOption TimeLimit = CommonOptions.TimeLimit("(default 20m); a short limit leaves slowly growing shapes smaller");
    private static readonly Option<string?> ResumeRun = CommonOptions.Resume();
    private static readonly Option<string?> Shard = CommonOptions.Shard("shapes");
    private static readonly Option<string?> Machine = CommonOptions.Machine();
    private static readonly Option<string?> Out = CommonOptions.RunsFolder();
    private static readonly Option<string> Metric = MetricChoice();
    private static readonly Option<string?> Beside = new("--beside") { Description = "with --metric instructions: a scaling run that measured times, whose laws are shown beside the counted ones" };
    private static readonly Option<bool> Json = new("--json") { Description = "print the laws as JSON; progress goes to standard error" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("scaling", "measure how compile time and memory grow with each shape, and find the largest size within a budget")
        {
            Shape, Settings, Engine, Budget, MemoryLimit, TimeLimit, ResumeRun, Machine, Shard, Out, Metric, Beside, Json, ScalingFindingsCommand.Create(),
        };
        command.SetAction((result, cancellation) => Task.FromResult(Run(result, cancellation)));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(Json);
        var lines = json ? Console.Error : Console.Out;
        if (parsed.GetValue(Metric) == Instructions)
        {
            return CountInstructions(parsed, lines, json, cancellation);
        }

        if (parsed.GetValue(Beside) is not null)
        {
            throw new UsageException("--beside needs --metric instructions");
        }

        var result = Measure(parsed, lines, cancellation);
        var data = RunSource.Read(result.Directory);
        var bytes = new LadderByteCosts(data, ScalingSources.FindRealModules(data.Manifest, null));
        if (json)
        {
            Console.WriteLine(ScalingDocument.FromRun(data, bytes).ToJson());
        }
        else
        {
            CliConsole.Write(ScalingText.FromRun(data, result.Extents, bytes));
        }

        ReportWriter.Write([data], Path.Combine(result.Directory, "report"));
        lines.WriteLine(Path.Combine(result.Directory, "report", ReportWriter.MarkdownFile));
        return result.AnyCrash ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static int CountInstructions(ParseResult parsed, TextWriter lines, bool json, CancellationToken cancellation)
    {
        var times = parsed.GetValue(Beside) is { } beside ? RunSource.Read(beside) : null;
        InstructionScalingResult result;
        using (StopSignals.KeepResult())
        {
            result = parsed.GetValue(ResumeRun) is { } run
                ? InstructionScaling.Resume(ResumeOf(parsed, run), lines, cancellation)
                : InstructionScaling.Start(Request(parsed, lines, cancellation), lines, cancellation);
        }

        if (json)
        {
            Console.WriteLine(InstructionScalingDocument.FromCounts(result.Counts, SettingNames.NearestFirst, times).ToJson());
        }
        else
        {
            CliConsole.Write(InstructionScalingText.FromCounts(result.Counts, SettingNames.NearestFirst, times));
        }

        return ExitCodes.Success;
    }

    private static Option<string> MetricChoice()
    {
        var option = new Option<string>("--metric") { Description = "time (and memory), or instructions: exact counts at few sizes with valgrind", DefaultValueFactory = _ => "time" };
        option.AcceptOnlyFromAmong("time", Instructions);
        return option;
    }

    private static ScalingResult Measure(ParseResult parsed, TextWriter lines, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        return parsed.GetValue(ResumeRun) is { } run
            ? Resume(parsed, run, lines, cancellation)
            : ScalingRun.Start(Request(parsed, lines, cancellation), lines, cancellation);
    }

    private static ScalingResult Resume(ParseResult parsed, string run, TextWriter lines, CancellationToken cancellation) =>
        ScalingRun.Resume(ResumeOf(parsed, run), lines, cancellation);

    private static ResumeRequest ResumeOf(ParseResult parsed, string run)
    {
        Option[] fixedByTheRun = [Shape, Settings, Budget, MemoryLimit, TimeLimit, Shard, Out];
        if (fixedByTheRun.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} cannot be given with --resume: a run continues with its original options");
        }

        return new ResumeRequest(run, parsed.GetValue(Engine) ?? [], parsed.GetValue(Machine));
    }

    private static ScalingRequest Request(ParseResult parsed, TextWriter lines, CancellationToken cancellation)
    {
        var shapes = ShardedShapes.Select(ShapeSelection.Select(parsed.GetValue(Shape)), ShardNumber.Parse(parsed.GetValue(Shard)));
        return Request(parsed, shapes, lines, cancellation);
    }

    private static ScalingRequest Request(ParseResult parsed, ShardedShapes shapes, TextWriter lines, CancellationToken cancellation) => new()
    {
        Shapes = shapes.Shapes,
        Shard = shapes.Shard,
        Settings = SettingsSelection.Parse(parsed.GetValue(Settings)),
        Engines = EngineSelection.Resolve(parsed.GetValue(Engine) ?? [], new Progress<string>(lines.WriteLine), cancellation),
        Budget = Between(Budget, parsed.GetValue(Budget) ?? ScalingRequest.DefaultBudget, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), "10ms to 10m"),
        MemoryLimit = Between(MemoryLimit, parsed.GetValue(MemoryLimit) ?? ScalingRequest.DefaultMemoryLimit, 32_000_000, 1L << 40, "32MB to 1024GiB"),
        TimeLimit = Between(TimeLimit, parsed.GetValue(TimeLimit) ?? ScalingRequest.DefaultTimeLimit, TimeSpan.FromSeconds(1), TimeSpan.FromHours(48), "1s to 48h"),
        Machine = parsed.GetValue(Machine),
        Out = UsableFolders.PrepareRuns(parsed.GetValue(Out)),
    };

    private static T Between<T>(Option option, T value, T least, T most, string range)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw new UsageException($"{option.Name} is out of range: {range}");
}
