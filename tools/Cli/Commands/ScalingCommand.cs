using System.CommandLine;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Scaling;
using CompileBench.Measuring.Selection;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Sources;

namespace CompileBench.Cli.Commands;

/// <summary><c>scaling</c>: finds the law that compile time and memory follow as each shape grows, and the largest size within a budget.</summary>
internal static class ScalingCommand
{
    private static readonly Option<string[]> Shape = new("--shape") { Description = "shape by name or glob (repeatable; default: all)" };
    private static readonly Option<string[]> Settings = new("--settings") { Description = "settings, comma-separated (default: all seven)" };
    private static readonly Option<string[]> Engine = new("--engine", "--wasmtime") { Description = "LABEL=PATH of a libwasmtime, a version, or 'package' (repeatable)" };
    private static readonly Option<string?> Budget = new("--budget") { Description = "grow each shape until one compile takes longer than this (default 3s: a fuzzer's limit of 60 s, divided by its slow-down of 20)" };
    private static readonly Option<string?> MemoryLimit = new("--memory-limit") { Description = "kill a compile that adds more memory than this (default 2GB)" };
    private static readonly Option<string?> TimeLimit = new("--time-limit") { Description = "time limit of the whole run (default 20m); a short limit leaves slowly growing shapes smaller" };
    private static readonly Option<string?> ResumeRun = new("--resume") { Description = "continue this run: measure what it lacks" };
    private static readonly Option<string?> Out = new("--out") { Description = "parent of the run's directory (default results/runs)" };
    private static readonly Option<bool> Json = new("--json") { Description = "print the laws as JSON; progress goes to standard error" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("scaling", "measure how compile time and memory grow with each shape, and find the largest size within a budget")
        {
            Shape, Settings, Engine, Budget, MemoryLimit, TimeLimit, ResumeRun, Out, Json, ScalingFindingsCommand.Create(),
        };
        command.SetAction((result, _) => Task.FromResult(Run(result)));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var json = parsed.GetValue(Json);
        var lines = json ? Console.Error : Console.Out;
        // A signal during the report ends the process as usual: the report can be made again.
        var result = Measure(parsed, lines);
        var data = RunSource.Read(result.Directory);
        if (json)
        {
            Console.WriteLine(ScalingDocument.FromRun(data).ToJson());
        }
        else
        {
            CliConsole.Write(ScalingText.FromRun(data, result.Extents));
        }

        ReportWriter.Write([data], Path.Combine(result.Directory, "report"));
        lines.WriteLine(Path.Combine(result.Directory, "report", ReportWriter.MarkdownFile));
        return result.AnyCrash ? 1 : 0;
    }

    private static ScalingResult Measure(ParseResult parsed, TextWriter lines)
    {
        using var cancellation = new CancellationTokenSource();
        using var stop = new StopSignals(cancellation);
        return parsed.GetValue(ResumeRun) is { } run
            ? Resume(parsed, run, lines, cancellation.Token)
            : ScalingRun.Start(Request(parsed, lines, cancellation.Token), lines, cancellation.Token);
    }

    private static ScalingResult Resume(ParseResult parsed, string run, TextWriter lines, CancellationToken cancellation)
    {
        Option[] fixedByTheRun = [Shape, Settings, Engine, Budget, MemoryLimit, TimeLimit, Out];
        if (fixedByTheRun.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
        {
            throw new UsageException($"{given.Name} cannot be given with --resume: a run continues with its original options");
        }

        return ScalingRun.Resume(run, lines, cancellation);
    }

    private static ScalingRequest Request(ParseResult parsed, TextWriter lines, CancellationToken cancellation) => new()
    {
        Shapes = ShapeSelection.Of(parsed.GetValue(Shape)),
        Settings = SettingsSelection.Of(parsed.GetValue(Settings)),
        Engines = EngineSelection.Of(parsed.GetValue(Engine) ?? [], new Progress<string>(lines.WriteLine), cancellation),
        Budget = Between(Budget, OptionQuantities.Time("--budget", parsed.GetValue(Budget)) ?? ScalingRequest.DefaultBudget, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10), "10ms to 10m"),
        MemoryLimit = Between(MemoryLimit, OptionQuantities.Size("--memory-limit", parsed.GetValue(MemoryLimit)) ?? ScalingRequest.DefaultMemoryLimit, 32_000_000, 1L << 40, "32MB to 1024GiB"),
        TimeLimit = Between(TimeLimit, OptionQuantities.Time("--time-limit", parsed.GetValue(TimeLimit)) ?? ScalingRequest.DefaultTimeLimit, TimeSpan.FromSeconds(1), TimeSpan.FromHours(48), "1s to 48h"),
        Out = parsed.GetValue(Out) ?? RepositoryPlaces.Runs,
    };

    private static T Between<T>(Option<string?> option, T value, T least, T most, string range)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? value : throw new UsageException($"{option.Name} is out of range: {range}");
}
