using System.CommandLine;
using CompileBench.Cli;
using CompileBench.Cli.Commands;
using CompileBench.Cli.Commands.Explaining;
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
};

try
{
    var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (parsed.Errors.Count > 0)
    {
        throw new UsageException(parsed.Errors[0].Message);
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (Ending.Of(e) is { } ending)
{
    if (ending.Line is { } line)
    {
        Console.Error.WriteLine(line);
    }

    return ending.ExitCode;
}
