using System.CommandLine;
using CompileBench.Cli;
using CompileBench.Cli.Commands;
using CompileBench.Cli.Commands.Advising;
using CompileBench.Cli.Commands.Compiling;
using CompileBench.Cli.Commands.Explaining;
using CompileBench.Cli.Commands.Predicting;
using CompileBench.Cli.Commands.Tiering;
using CompileBench.CommandLine;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;

// Not a RootCommand: that one has the name of the assembly.
var root = new Command("compilebench", "Modules, engines and reports of the Wasmtime compile-time suite.")
{
    CommandHelp.CreateOption(),
    ModulesCommands.Create(),
    EnginesCommands.Create(),
    ScalingCommand.Create(),
    DuelCommand.Create(),
    CompareCommand.Create(),
    HistoryCommand.Create(),
    ExplainCommand.Create(),
    ReportCommand.Create(),
    ReduceCommand.Create(),
    HuntCommand.Create(),
    PredictCommand.Create(),
    CompileCommand.Create(),
    TierCommand.Create(),
    AdviseCommand.Create(),
    MergeCommand.Create(),
};

using var signals = new StopSignals();
try
{
    if (args is ["--version"])
    {
        Console.WriteLine($"compilebench {ToolBuild.Version}");
        return ExitCodes.Success;
    }

    if (args.Length == 0)
    {
        throw new UsageException("no command is given: compilebench --help lists them");
    }

    UsableFolders.RequireTemporary();
    var parsed = root.Parse(OldSpellings.Replace(RepeatedValues.Expand(args)), new ParserConfiguration { ResponseFileTokenReplacer = null });
    if (parsed.Errors.Count > 0)
    {
        throw new UsageException($"{parsed.Errors[0].Message.TrimEnd('.')} (compilebench {string.Concat(CommandWords(parsed).Select(w => w + " "))}--help says what it takes)");
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
}
catch (Exception e) when (CommandEnding.FromException(e) is { } ending)
{
    return ending.Write();
}

// The names of the commands that the line names, the outermost first.
static IEnumerable<string> CommandWords(ParseResult parsed)
{
    var words = new Stack<string>();
    for (var command = parsed.CommandResult; command.Parent is System.CommandLine.Parsing.CommandResult outer; command = outer)
    {
        words.Push(command.Command.Name);
    }

    return words;
}
