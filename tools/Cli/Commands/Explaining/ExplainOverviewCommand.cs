using System.CommandLine;
using CompileBench.Analysis.Explanation;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Selection;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Explaining;

namespace CompileBench.Cli.Commands.Explaining;

/// <summary><c>explain overview</c>: writes a page on the stages of several modules' compiles under every setting.</summary>
internal static class ExplainOverviewCommand
{
    private static readonly Option<string[]> Module = CommonOptions.Modules();
    private static readonly Option<string[]> Settings = CommonOptions.Settings();
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string> Output = CommonOptions.RequiredOut("Markdown file to write");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("overview", "write a page on the compiler stages of several modules under every setting") { Module, Settings, Engine, Output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var writing = StopSignals.KeepResult();
            if (InstructionCounter.MissingHere is not null)
            {
                throw new UsageException(Explainer.NotHere);
            }

            var named = parsed.GetValue(Module) is { Length: > 0 } modules ? modules : throw new UsageException($"{Module.Name} is missing: name modules or module files");
            var inputs = await ModuleInput.SelectAsync(named, cancellation);
            return Run(inputs, SettingsSelection.Parse(parsed.GetValue(Settings)), EngineBuild.Parse(parsed.GetValue(Engine)!), parsed.GetValue(Output)!, cancellation);
        });
        return command;
    }

    private static int Run(IReadOnlyList<ModuleInput> inputs, IReadOnlyList<CompilerSettings> settings, EngineBuild engine, string file, CancellationToken cancellation)
    {
        var faults = ProvedSettings.FindFaults(engine, settings, cancellation);
        var explained = new List<CompileExplanation>();
        var notExplained = new List<string>();
        foreach (var input in inputs)
        {
            var module = input.Read(cancellation);
            for (var i = 0; i < settings.Count; i++)
            {
                var result = faults[i] is { } fault
                    ? new ExplainResult(settings[i].Name, null, fault)
                    : new Explainer(input.Name, module).Explain(engine, settings[i], InstructionCounter.DefaultLimits, cancellation);
                if (result.Explanation is { } explanation)
                {
                    explained.Add(explanation);
                }
                else
                {
                    notExplained.Add($"{input.Name} under {settings[i]}: {result.Message}");
                }
            }

            // Rewritten after every module, so that an interrupted run keeps its counts.
            PageFile.Write(file, OverviewPage.ToMarkdown(new ExplainedEngine(engine.Label, engine.Digest.ToString()), explained, notExplained));
            CliConsole.Note(input.Name);
        }

        CliConsole.Line(file);
        return notExplained.Count == 0 ? 0 : 1;
    }
}
