using System.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Explaining;

/// <summary><c>explain</c>: which stage of the compiler, which of its functions and which function of the module a compile's cost lies in.</summary>
internal static class ExplainCommand
{
    private static readonly Argument<string?> Module = new("module") { Description = "a .wasm file, a module's name, or - for standard input", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string[]> Settings = CommonOptions.Settings(SettingNames.Baseline);
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string?> Against = new("--against") { Description = "compare with another engine or other settings: show what changes from those to --engine and --settings" };
    private static readonly Option<bool> Blame = new("--blame") { Description = "show the compile cost of each function of the module" };
    private static readonly Option<bool> Sample = new("--sample") { Description = "sample time with perf instead of counting instructions; for large modules" };
    private static readonly Option<string?> Flame = new("--flame-graph") { Description = "write a flame graph to this .svg" };
    private static readonly Option<int> Top = new("--top") { Description = "number of functions to print (1 to 1000)", DefaultValueFactory = _ => 15 };
    private static readonly TimeOption Timeout = CommonOptions.Timeout("10m when counting, 60s when sampling or timing");
    private static readonly Option<bool> Json = new("--json") { Description = "print JSON" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "show where a compile spends its instructions: by compiler stage and function")
        {
            Module, Settings, Engine, Against, Blame, Sample, Flame, Top, Timeout, Json, ExplainChangesCommand.Create(), ExplainOverviewCommand.Create(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        var named = parsed.GetValue(Module) ?? throw new UsageException("no module given: name a .wasm file or a module");
        var input = await ModuleInput.FindOneAsync(named, cancellation);
        var top = parsed.GetValue(Top) is >= 1 and <= 1000 and var most ? most : throw new UsageException($"--top {parsed.GetValue(Top)} is out of range: 1 to 1000");
        var engine = EngineBuild.Parse(parsed.GetValue(Engine)!);
        OperationLimits? limit = parsed.GetValue(Timeout) is { } longest ? new OperationLimits(longest, null) : null;
        var run = new ExplainRun
        {
            ModuleName = input.Name,
            Module = input.Read(cancellation),
            Settings = ParseSettings(parsed.GetValue(Settings)),
            Engine = engine,
            CountedLimits = limit ?? InstructionCounter.DefaultLimits,
            TimedLimits = limit ?? OperationLimits.Default,
            Top = top,
            Json = parsed.GetValue(Json),
            FlameFile = FlameFile(parsed.GetValue(Flame)),
        };
        var modes = (parsed.GetValue(Blame) ? 1 : 0) + (parsed.GetValue(Sample) ? 1 : 0) + (parsed.GetValue(Against) is null ? 0 : 1);
        if (modes > 1)
        {
            throw new UsageException("--against, --blame and --sample exclude each other: give one of them");
        }

        return parsed.GetValue(Blame) ? run.Blame(cancellation)
            : parsed.GetValue(Sample) ? run.Sample(cancellation)
            : parsed.GetValue(Against) is { } other ? run.Against(other, cancellation)
            : run.Explain(cancellation);
    }

    private static IReadOnlyList<CompilerSettings> ParseSettings(string[]? named) =>
        named is null or [] ? [CompilerSettings.Baseline] : SettingsSelection.Parse(named);

    private static string? FlameFile(string? file) =>
        file is null || file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? file : throw new UsageException($"--flame-graph {file}: the file name must end in .svg");
}
