using System.CommandLine;
using System.Globalization;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Embedding.Tiering;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Tiers;

namespace CompileBench.Cli.Commands.Tiering;

/// <summary><c>tier</c>: calls a module in two tiers and in either tier alone, and shows when the second tier is there and what it is worth.</summary>
internal static class TierCommand
{
    private const string Immediately = "immediately";
    private const string BreakEven = "break-even";

    private static readonly Argument<string?> Module = new("module") { Description = "a .wasm file, - for standard input, or a module's name", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Invoke = new("--invoke") { Description = "the exported function to call (default: _start, or the only one)" };
    private static readonly Option<string[]> Arguments = new("--argument") { Description = "an argument of the function, repeatable", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
    private static readonly Option<long> Calls = new("--calls") { Description = "how many calls each way makes", DefaultValueFactory = _ => 1000 };
    private static readonly TimeOption TimeLimit = new("--time-limit", "time after which a way makes no further call (default 10s)");
    private static readonly Option<string> Trigger = new("--trigger") { Description = $"when the second tier is compiled: {Immediately}, {BreakEven}, or a number of calls", DefaultValueFactory = _ => BreakEven };
    private static readonly Option<string?> Out = CommonOptions.Out("write the chart into this folder, with its numbers as JSON");
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("tier", "run a module at once under winch and swap to optimised code when it pays; show the timeline")
        {
            Module, Invoke, Arguments, Calls, TimeLimit, Trigger, Out, Json, TierEvaluateCommand.Create(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var calls = parsed.GetValue(Calls) is >= 1 and var number ? number : throw new UsageException($"{Calls.Name} {parsed.GetValue(Calls)} is out of range: give 1 or more");
        var options = new TieredModuleOptions { Trigger = ReadTrigger(parsed.GetValue(Trigger)!) };
        var input = await ModuleInput.FindOneAsync(parsed.GetValue(Module) ?? throw new UsageException("no module given: name a .wasm file or a module"), cancellation);
        var trial = new TierTrial(input.Read(cancellation), parsed.GetValue(Invoke), parsed.GetValue(Arguments) ?? [], options);
        var document = new TierDocument(Describe(input.Name, await MeasureAsync(trial, calls, parsed.GetValue(TimeLimit) ?? TimeSpan.FromSeconds(10), cancellation)));
        var files = parsed.GetValue(Out) is { } folder ? ChartFiles.Write([document.ToChart()], folder) : [];
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(document.ToJson());
        }
        else
        {
            CliConsole.Write(document.ToText());
            foreach (var file in files)
            {
                CliConsole.Line(Path.Combine(parsed.GetValue(Out)!, file));
            }
        }

        return document.Timeline.Failure is null ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static async Task<TierTrialResult> MeasureAsync(TierTrial trial, long calls, TimeSpan most, CancellationToken cancellation)
    {
        try
        {
            return await trial.RunAsync(calls, most, cancellation);
        }
        catch (TierTrialException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static TierTrigger ReadTrigger(string text) =>
        text == Immediately ? new TierTrigger.Immediately()
        : text == BreakEven ? new TieredModuleOptions().Trigger
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) && calls >= 1 ? new TierTrigger.AfterCalls(calls)
        : throw new UsageException($"{Trigger.Name} '{text}' is not known: give {Immediately}, {BreakEven} or a number of calls from 1");

    private static TierTimeline Describe(string module, TierTrialResult result)
    {
        var statistics = result.Statistics;
        var output = result.Tiered.Output;
        return new TierTimeline(
            module,
            EngineBuild.FromPackage().Label,
            $"{statistics.State}",
            statistics.Triggered?.TotalNanoseconds,
            statistics.Swapped?.TotalNanoseconds,
            statistics.FirstCalls,
            statistics.Failure,
            output is not null && result.First.Output == output && result.Second.Output == output,
            Describe(result.Tiered),
            [Describe(result.First), Describe(result.Second)]);
    }

    private static TierWay Describe(TierSeries series) => new(series.Name, [.. series.Points.Select(p => new TierTotal(p.Calls, p.Total.TotalNanoseconds))]);
}
