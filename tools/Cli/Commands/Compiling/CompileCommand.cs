using System.CommandLine;
using System.Text.Json;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Embedding;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Compiling;

/// <summary><c>compile</c>: compiles a module in a worker process within CPU time and memory, under the first of several settings that keeps to them.</summary>
internal static class CompileCommand
{
    private const string NoFallback = "none";

    private static readonly Argument<string?> Module = new("module") { Description = "a .wasm file, - for standard input, or a module's name", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Out = CommonOptions.Out("write the artifact to this file, which is replaced");
    private static readonly TimeOption Budget = new("--budget", "CPU time that all attempts may use together (default 3s); four times as much wall time ends an attempt, too");
    private static readonly SizeOption Memory = new("--memory", "memory that one compile may add (default 1GB)");
    private static readonly Option<string> Settings = new("--settings") { Description = "settings to try first", DefaultValueFactory = _ => SettingNames.SpeedBacktracking };
    private static readonly Option<string> Fallback =
        new("--fallback") { Description = $"settings to try next, in order, comma-separated; or {NoFallback}", DefaultValueFactory = _ => SettingNames.NoneSinglePass };
    private static readonly Option<bool> Strict = new("--strict") { Description = "refuse at once where the first settings are predicted to exceed the limits by far" };
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("compile", "compile a module within a budget of CPU time and memory, and fall back to cheaper settings")
        {
            Module, Out, Budget, Memory, Settings, Fallback, Strict, Engine, Json, CompileEvaluateCommand.Create(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var limits = ReadLimits(parsed);
        var module = parsed.GetValue(Module) ?? throw new UsageException("no module given: name a .wasm file or a module");
        var output = RequireOutput(parsed.GetValue(Out) ?? throw new UsageException($"no file for the artifact given: name one with {Out.Name}"));
        var input = await ModuleInput.FindOneAsync(module, cancellation);
        var engine = EngineBuild.Parse(parsed.GetValue(Engine)!, new Progress<string>(CliConsole.Note), cancellation);
        using var compiler = new BudgetedCompiler(new BudgetedCompilerOptions
        {
            LibraryPath = engine.LibraryPath,
            Model = CompileCostModel.TryLoadFor(engine.Label),
            StageSampler = new PerfStageSampler(),
        });
        var result = await compiler.CompileAsync(input.Read(cancellation), limits, cancellation);
        if (result is BudgetedCompilation.Refused { Reason: RefusalReason.HostFault, Message: var fault })
        {
            throw new ToolFailedException($"{input.Name} could not be compiled, because this machine failed twice: {fault}");
        }

        if (result is BudgetedCompilation.Compiled { Artifact: var artifact })
        {
            Save(artifact, output);
        }

        var document = new CompileDocument(input.Name, engine.Label, output, result);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(JsonSerializer.Serialize(document.ToJson(), CliJson.Relaxed.CompiledModule));
        }
        else
        {
            CliConsole.Write(document.ToText());
        }

        return result is BudgetedCompilation.Compiled ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static CompileLimits ReadLimits(ParseResult parsed)
    {
        var budget = parsed.GetValue(Budget) ?? CompileLimits.Default.CpuTime;
        var memory = parsed.GetValue(Memory) ?? CompileLimits.Default.MemoryBytes;
        if (budget < TimeSpan.FromMilliseconds(1) || budget > TimeSpan.FromDays(1))
        {
            throw new UsageException($"{Budget.Name} is out of range: give 1 ms to 24 h of CPU time, such as 500ms");
        }

        if (memory < 1)
        {
            throw new UsageException($"{Memory.Name} is out of range: give more than 0, such as 200MB");
        }

        var first = SettingsSelection.Parse([parsed.GetValue(Settings)!]);
        if (first.Count != 1 || string.IsNullOrWhiteSpace(parsed.GetValue(Settings)))
        {
            throw new UsageException($"{Settings.Name} takes one name: name the others, in order, with {Fallback.Name}");
        }

        var fallback = parsed.GetValue(Fallback)!;
        var next = fallback == NoFallback ? [] : SettingsSelection.Parse([fallback]);
        return new CompileLimits { CpuTime = budget, MemoryBytes = memory, Chain = [.. first.Concat(next).Select(s => s.Name).Distinct()], IsStrict = parsed.GetValue(Strict) };
    }

    // Found before anything is compiled, so that no budget is spent on an artifact that has no place.
    private static string RequireOutput(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(path) ? throw new UsageException($"{path} is a folder: name a file with {Out.Name}")
            : folder is null || !Directory.Exists(folder) ? throw new UsageException($"there is no folder {folder} for {path}: make it, or name another file with {Out.Name}")
            : path;
    }

    private static void Save(CompiledArtifact artifact, string path)
    {
        try
        {
            artifact.Save(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the artifact of {artifact.Bytes.Length:N0} bytes cannot be written to {path}: {e.Message.TrimEnd('.')}; name another file with {Out.Name}");
        }
    }
}
