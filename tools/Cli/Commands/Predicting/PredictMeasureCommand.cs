using System.CommandLine;
using CompileBench.CommandLine;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Measuring.Training;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary><c>predict measure</c>: makes a run that cost models are trained on.</summary>
internal static class PredictMeasureCommand
{
    private const string DefaultSuite = "training";

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var suite = new Option<string?>("--suite") { Description = $"{CommonOptions.SuiteForms} (default, where no --module is given: {DefaultSuite})" };
        var module = CommonOptions.Modules();
        var settings = CommonOptions.Settings();
        var engine = CommonOptions.Engine(EngineBuild.PackageWord);
        var functions = new Option<int>("--functions")
        {
            Description = "how many functions of each real module are measured alone as well (0 to 100)", DefaultValueFactory = _ => TrainingRequest.DefaultFunctions,
        };
        var rounds = new Option<int>("--rounds") { Description = "how often each case is measured warm (1 to 100)", DefaultValueFactory = _ => TrainingRequest.DefaultRounds };
        var timeout = CommonOptions.Timeout();
        var memoryLimit = CommonOptions.MemoryLimit();
        var resume = CommonOptions.Resume();
        var machine = CommonOptions.Machine();
        var shard = CommonOptions.Shard("modules");
        var output = CommonOptions.RunsFolder();
        var command = new Command("measure", "measure modules to train a model on: time, peak memory and code size under each setting")
        {
            suite, module, settings, engine, functions, rounds, timeout, memoryLimit, resume, machine, shard, output,
        };
        command.SetAction((parsed, cancellation) =>
        {
            using var writing = StopSignals.KeepResult();
            var run = parsed.GetValue(resume) is { } earlier
                ? TrainingRun.Resume(Resumed(earlier), Console.Out, cancellation)
                : TrainingRun.Start(Request(), Console.Out, cancellation);
            CliConsole.Line(run);
            return Task.FromResult(ExitCodes.Success);

            ResumeRequest Resumed(string earlier)
            {
                Option[] fixedByTheRun = [suite, module, settings, functions, rounds, timeout, memoryLimit, shard, output];
                return fixedByTheRun.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given
                    ? throw new UsageException($"{given.Name} cannot be given with --resume: a run continues with its original options")
                    : new ResumeRequest(earlier, parsed.GetResult(engine) is { Implicit: false } ? [parsed.GetValue(engine)!] : [], parsed.GetValue(machine));
            }

            TrainingRequest Request()
            {
                var modules = parsed.GetValue(module) ?? [];
                var catalog = ModuleCatalog.Load();
                var chosen = SettingsSelection.Parse(parsed.GetValue(settings));
                var asked = ModuleSelection.Select(catalog, parsed.GetValue(suite) ?? (modules.Length == 0 ? DefaultSuite : null), modules);
                var part = ShardedModules.Select(catalog, asked, ShardNumber.Parse(parsed.GetValue(shard)), chosen.Count);
                return new TrainingRequest
                {
                    Entries = part.Entries,
                    Shard = part.Shard,
                    Settings = chosen,
                    Engine = EngineBuild.Parse(parsed.GetValue(engine)!, new Progress<string>(Console.Out.WriteLine), cancellation),
                    Functions = Within(functions, parsed.GetValue(functions), 0, 100),
                    Rounds = Within(rounds, parsed.GetValue(rounds), 1, 100),
                    Limits = new OperationLimits(parsed.GetValue(timeout) ?? OperationLimits.DefaultDeadline, parsed.GetValue(memoryLimit)),
                    Machine = parsed.GetValue(machine),
                    Out = parsed.GetValue(output) ?? RepositoryPlaces.Runs,
                };
            }
        });
        return command;
    }

    private static int Within(Option option, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new UsageException($"{option.Name} {value} is out of range: {least} to {most}");
}
