using System.CommandLine;
using CompileBench.Cli.Explaining;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;

namespace CompileBench.Cli.Commands;

/// <summary><c>explain</c>: which phase of the compiler, which of its functions and which function of the module cost a compile.</summary>
internal static class ExplainCommand
{
    private const int Interrupted = 130;

    private static readonly Argument<string?> Module = new("module") { Description = "a .wasm file, - for standard input, or a module's name", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string[]> Settings = new("--settings") { Description = "settings by name, commas between them, or 'all' (default speed-backtracking)" };
    private static readonly Option<string> Engine = new("--engine", "--wasmtime") { Description = "LABEL=PATH of a libwasmtime, a version, or 'package'", DefaultValueFactory = _ => EngineBuild.PackageWord };
    private static readonly Option<string?> Against = new("--against") { Description = "another engine, or other settings: what changed from there to here" };
    private static readonly Option<bool> Blame = new("--blame") { Description = "which functions of the module cost the compile" };
    private static readonly Option<bool> Sample = new("--sample") { Description = "sample time with perf instead of counting instructions: for large modules" };
    private static readonly Option<string?> Flame = new("--flame-graph") { Description = "write a flame graph to this .svg" };
    private static readonly Option<int> Top = new("--top") { Description = "how many functions to print (1 to 1000)", DefaultValueFactory = _ => 15 };
    private static readonly Option<string?> Limit = new("--limit") { Description = "the longest one compile may take: counted (default 10m), sampled or timed (default 60s)" };
    private static readonly Option<bool> Json = new("--json") { Description = "print JSON" };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("explain", "where a compile goes: instructions by phase and function")
        {
            Module, Settings, Engine, Against, Blame, Sample, Flame, Top, Limit, Json, ExplainChangesCommand.Create(), ExplainOverviewCommand.Create(),
        };
        command.SetAction(async (parsed, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            using var stop = new StopSignals(cancellation);
            try
            {
                return await RunAsync(parsed, cancellation.Token);
            }
            catch (OperationCanceledException)
            {
                return Interrupted;
            }
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var named = parsed.GetValue(Module) ?? throw new UsageException("explain what? Give a .wasm file or a module's name");
        var input = await ModuleInput.FindOneAsync(named, cancellation);
        var top = parsed.GetValue(Top) is >= 1 and <= 1000 and var most ? most : throw new UsageException($"--top {parsed.GetValue(Top)} is out of range: 1 to 1000");
        var engine = EngineBuild.Parse(parsed.GetValue(Engine)!);
        CompileLimits? limit = OptionQuantities.Time(Limit.Name, parsed.GetValue(Limit)) is { } longest ? new CompileLimits(longest, null) : null;
        var options = new ExplainOptions(
            input.Name,
            input.Read(),
            SettingsOf(parsed.GetValue(Settings)),
            engine,
            limit ?? InstructionCounter.DefaultLimits,
            limit ?? CompileLimits.Default,
            top,
            parsed.GetValue(Json),
            FlameFile(parsed.GetValue(Flame)));
        var modes = (parsed.GetValue(Blame) ? 1 : 0) + (parsed.GetValue(Sample) ? 1 : 0) + (parsed.GetValue(Against) is null ? 0 : 1);
        if (modes > 1)
        {
            throw new UsageException("--against, --blame and --sample answer different questions: give one of them");
        }

        return parsed.GetValue(Blame) ? BlameRun.Run(options, cancellation)
            : parsed.GetValue(Sample) ? SampleRun.Run(options, cancellation)
            : parsed.GetValue(Against) is { } other ? AgainstRun.Run(options, other, cancellation)
            : ExplainRun.Run(options, cancellation);
    }

    private static IReadOnlyList<CompilerSettings> SettingsOf(string[]? named) =>
        named is null or [] ? [CompilerSettings.Baseline] : named is ["all"] ? CompilerSettings.All : SettingsSelection.Of(named);

    private static string? FlameFile(string? file) =>
        file is null || file.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) ? file : throw new UsageException($"--flame-graph {file}: the file's name has to end in .svg");
}
