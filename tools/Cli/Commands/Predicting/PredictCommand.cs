using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Embedding;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Training;
using CompileBench.Modules;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary><c>predict</c>: what compiling a module will cost, and the commands that make and judge models.</summary>
internal static class PredictCommand
{
    private static readonly Argument<string[]> Module = new("module") { Description = "a .wasm file, a folder, - for standard input, or a module's name", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string[]> Settings = CommonOptions.Settings("all that the model has");
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string?> Model = new("--model") { Description = "a model's file (default: the engine's in results/models)" };
    private static readonly Option<bool> Uncalibrated = new("--uncalibrated") { Description = "predict times of the machine that the model was trained on, without measuring how fast this one is" };
    private static readonly Option<bool> Check = new("--check") { Description = "compile as well, and show both" };
    private static readonly Option<int> Top = new("--top") { Description = "how many of the heaviest functions (0 to 1000)", DefaultValueFactory = _ => 5 };
    private static readonly TimeOption Timeout = CommonOptions.Timeout();
    private static readonly Option<bool> Json = CommonOptions.Json();

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("predict", "predict compile time, peak memory and code size of a module, without compiling it")
        {
            Module, Settings, Engine, Model, Uncalibrated, Check, Top, Timeout, Json,
            PredictMeasureCommand.Create(), PredictFeaturesCommand.Create(), PredictTrainCommand.Create(), PredictEvaluateCommand.Create(),
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(Module) is not { Length: > 0 } named)
        {
            throw new UsageException("no module given: name a .wasm file, a folder or a module");
        }

        var top = parsed.GetValue(Top) is >= 0 and <= 1000 and var most ? most : throw new UsageException($"--top {parsed.GetValue(Top)} is out of range: 0 to 1000");
        var inputs = new List<ModuleInput>();
        foreach (var one in named)
        {
            inputs.AddRange(await ModuleInput.FindAsync(one, cancellation));
        }

        var engine = EngineBuild.Parse(parsed.GetValue(Engine)!, new Progress<string>(CliConsole.Note), cancellation);
        var model = LoadModel(parsed.GetValue(Model), engine);
        var settings = Wanted(model, parsed.GetValue(Settings));
        var isCalibrated = !parsed.GetValue(Uncalibrated);
        if (isCalibrated)
        {
            var factors = HostCalibration.Obtain(model.Calibration, settings, engine, cancellation);
            model = model.ForHost(s => factors[s]);
        }

        var check = parsed.GetValue(Check) ? new PredictionCheck(engine, parsed.GetValue(Timeout), cancellation) : null;
        var (modules, failed) = Predict(inputs, model, settings, top, check, cancellation);
        var document = new PredictionDocument(engine.Label, isCalibrated, modules);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(document.ToJson());
        }
        else
        {
            CliConsole.Write(document.ToText());
        }

        return failed > 0 ? ExitCodes.BadInput : ExitCodes.Success;
    }

    // One module at a time: a folder may hold more than memory does. One that cannot be read or decoded takes nothing from the others.
    private static (IReadOnlyList<PredictedModule> Modules, int Failed) Predict(
        IReadOnlyList<ModuleInput> inputs, CompileCostModel model, IReadOnlyList<string> settings, int top, PredictionCheck? check, CancellationToken cancellation)
    {
        var (modules, failed) = (new List<PredictedModule>(), 0);
        foreach (var input in inputs)
        {
            try
            {
                var bytes = input.Read(cancellation);
                var prediction = model.Predict(bytes, settings, top);
                modules.Add(new PredictedModule(input.Name, ModuleDigest.Compute(bytes).ToString(), prediction, check?.Measure(bytes, settings) ?? []));
            }
            catch (Exception e) when (inputs.Count > 1 && e is WasmDecodeException or UsageException or RecordFormatException or FileNotFoundException or UnauthorizedAccessException)
            {
                failed++;
                CliConsole.Note($"compilebench: {input.Name}: {e.Message}");
            }
        }

        return (modules, failed);
    }

    /// <summary>The model of a file, or that of an engine where none is named.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    internal static CompileCostModel LoadModel(string? path, EngineBuild engine)
    {
        path ??= CompileCostModel.PathFor(engine.Label);
        return File.Exists(path)
            ? CompileCostModel.Load(path)
            : throw new UsageException($"there is no model of engine {engine.Label} at {path}: measure with 'predict measure --engine {engine.Label}' and train with 'predict train', or name a model with --model");
    }

    /// <summary>The settings that a command line names, which the model must have; all that it has where none is named.</summary>
    /// <exception cref="UsageException">The model does not have one.</exception>
    internal static IReadOnlyList<string> Wanted(CompileCostModel model, string[]? named)
    {
        if (named is not { Length: > 0 })
        {
            return model.Settings;
        }

        List<string> wanted = [.. SettingsSelection.Parse(named).Select(s => s.Name)];
        return wanted.FirstOrDefault(s => !model.Settings.Contains(s)) is { } unknown
            ? throw new UsageException($"the model of engine {model.Engine} has no settings '{unknown}': it has {string.Join(", ", model.Settings)}")
            : wanted;
    }
}
