using System.CommandLine;
using CompileBench.Cli.Commands;
using CompileBench.Engines.Native;
using CompileBench.Measuring;
using CompileBench.Modules.Binary;
using CompileBench.Modules.Catalog;
using CompileBench.Results;

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
catch (OperationCanceledException)
{
    return 130;
}
catch (Exception e) when (e is UsageException or CatalogException or EngineUnavailableException or RecordFormatException or WasmDecodeException
    or FormatException or ArgumentOutOfRangeException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"compilebench: {e.Message.ReplaceLineEndings(" ")}");
    return 2;
}
