using System.CommandLine;
using CompileBench.Cli.Explaining;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;

namespace CompileBench.Cli.Commands;

/// <summary><c>explain overview</c>: a page on where the compiles of several modules go under every setting.</summary>
internal static class ExplainOverviewCommand
{
    private static readonly Option<string[]> Module = new("--module") { Description = "a file or a name (repeatable)", Required = true };
    private static readonly Option<string[]> Settings = new("--settings") { Description = "settings by name, commas between them; all seven without it" };
    private static readonly Option<string> Engine = new("--engine", "--wasmtime") { Description = "the engine", DefaultValueFactory = _ => EngineBuild.PackageWord };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "the Markdown file to write", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("overview", "a page on where compiles go: phases of several modules under every setting") { Module, Settings, Engine, Output };
        command.SetAction(async (parsed, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            using var stop = new StopSignals(cancellation);
            if (InstructionCounter.MissingHere is not null)
            {
                throw new UsageException(Explainer.NotHere);
            }

            var inputs = new List<ModuleInput>();
            foreach (var named in parsed.GetValue(Module)!)
            {
                inputs.AddRange(await ModuleInput.FindAsync(named, cancellation.Token));
            }

            return Run(inputs, SettingsSelection.Of(parsed.GetValue(Settings)), EngineBuild.Parse(parsed.GetValue(Engine)!), parsed.GetValue(Output)!, cancellation.Token);
        });
        return command;
    }

    private static int Run(List<ModuleInput> inputs, IReadOnlyList<CompilerSettings> settings, EngineBuild engine, string file, CancellationToken cancellation)
    {
        var faults = ProvedSettings.Faults(engine, settings, cancellation);
        var explained = new List<Explanation>();
        var left = new List<string>();
        foreach (var input in inputs)
        {
            var module = input.Read();
            for (var i = 0; i < settings.Count; i++)
            {
                var result = faults[i] is { } fault
                    ? new ExplainResult(null, fault)
                    : new Explainer(input.Name, module).Explain(engine, settings[i], InstructionCounter.DefaultLimits, cancellation);
                if (result.Explanation is { } explanation)
                {
                    explained.Add(explanation);
                }
                else
                {
                    left.Add($"{input.Name} under {settings[i]}: {result.Message}");
                }
            }

            // Written anew after every module, so that what was counted is not lost when it is stopped.
            PageFile.Write(file, OverviewPage.Of(engine, explained, left));
            Console.Error.WriteLine(input.Name);
        }

        Console.WriteLine(file);
        return left.Count == 0 ? 0 : 1;
    }
}
