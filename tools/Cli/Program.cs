using System.CommandLine;
using CompileBench.Cli.Commands;
using CompileBench.Cli.Commands.Explaining;
using CompileBench.Cli.Commands.Predicting;
using CompileBench.CommandLine;
using CompileBench.Measuring;

var root = new RootCommand("Modules, engines and reports of the Wasmtime compile-time suite.")
{
    ModulesCommands.Create(),
    EnginesCommands.Create(),
    ScalingCommand.Create(),
    DuelCommand.Create(),
    CompareCommand.Create(),
    HistoryCommand.Create(),
    ExplainCommand.Create(),
    ReportCommand.Create(),
    ReduceCommand.Create(),
    PredictCommand.Create(),
};

using var signals = new StopSignals();
try
{
    var parsed = root.Parse(OldSpellings.Replace(RepeatedValues.Expand(args)), new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (parsed.Errors.Count > 0)
    {
        throw new UsageException(parsed.Errors[0].Message);
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
}
catch (Exception e) when (CommandEnding.FromException(e) is { } ending)
{
    return ending.Write();
}
