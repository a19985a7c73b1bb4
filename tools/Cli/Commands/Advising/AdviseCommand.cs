using System.CommandLine;
using CompileBench.Cli.Commands.Predicting;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;

namespace CompileBench.Cli.Commands.Advising;

/// <summary><c>advise</c>: the setting to use for a module, a folder of modules or a fuzzer, and the command that judges such advice.</summary>
internal static class AdviseCommand
{
    private static readonly Argument<string[]> Module = new("module") { Description = "a .wasm file, a folder, - for standard input, or a module's name", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Suite = new("--suite") { Description = $"{CommonOptions.SuiteForms}, instead of modules" };
    private static readonly AdviseOptions Question = new();
    private static readonly Option<string[]> Settings = CommonOptions.Settings("all that the model has");
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string?> Model = new("--model") { Description = "a model's file (default: the engine's in results/models)" };
    private static readonly Option<bool> Uncalibrated = new("--uncalibrated") { Description = "times of the machine that the model was trained on, without measuring how fast this one is" };
    private static readonly Option<string[]> Evidence = new("--evidence")
    {
        Description = "runs, or folders of runs, that run times, first compiles and ladders are taken from (default: results/published and results/training)", Arity = ArgumentArity.OneOrMore,
    };
    private static readonly Option<bool> Measure = new("--measure") { Description = "execute modules that have a workload, under every setting, and use these run times" };
    private static readonly Option<bool> Check = new("--check") { Description = "compile each module under the advised setting, in fresh processes, and judge the first compile" };
    private static readonly TimeOption Timeout = CommonOptions.Timeout();
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("advise", "say which setting to use for modules, why, and what it costs beside the others")
        {
            Module, Suite, Settings, Engine, Model, Uncalibrated, Evidence, Measure, Check, Timeout, Json, AdviseEvaluateCommand.Create(),
        };
        Question.All.ToList().ForEach(command.Add);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var budget = Question.ReadBudget(parsed);
        if (budget is not null && (parsed.GetValue(Measure) || parsed.GetValue(Check)))
        {
            throw new UsageException("--measure and --check cannot be given with --fuzz: the suite with --preflight-only compiles each module once");
        }

        var question = budget is null ? Question.ReadQuestion(parsed) : null;
        var inputs = await FindAsync(parsed, cancellation);
        var engine = EngineBuild.Parse(parsed.GetValue(Engine)!, new Progress<string>(CliConsole.Note), cancellation);
        var model = PredictCommand.LoadModel(parsed.GetValue(Model), engine);
        var settings = PredictCommand.Wanted(model, parsed.GetValue(Settings));
        IReadOnlyList<string> evidence = parsed.GetValue(Evidence) is { Length: > 0 } named ? named : StoredEvidence.DefaultFolders;
        var session = new AdviceSession
        {
            Inputs = inputs,
            Engine = engine,
            Model = model,
            Settings = settings,
            Evidence = StoredEvidence.Read(evidence, engine.Digest.ToString(), budget is not null, cancellation),
            IsCalibrated = !parsed.GetValue(Uncalibrated),
            Measures = parsed.GetValue(Measure),
            Checks = parsed.GetValue(Check),
            Timeout = parsed.GetValue(Timeout),
            IsJson = parsed.GetValue(Json),
        };
        return budget is not null ? session.AdviseFuzzer(budget, cancellation) : session.Advise(question!, cancellation);
    }

    private static async Task<IReadOnlyList<ModuleInput>> FindAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var named = parsed.GetValue(Module) ?? [];
        if (parsed.GetValue(Suite) is { } suite)
        {
            return named.Length == 0 ? await ModuleInput.FromSuiteAsync(suite, CliConsole.Note, cancellation) : throw new UsageException("modules and --suite are both given: give one of them");
        }

        return named.Length > 0 ? await ModuleInput.FindAllAsync(named, cancellation) : throw new UsageException("no module given: name a .wasm file, a folder or a module, or a suite with --suite");
    }
}
