using System.CommandLine;
using CompileBench.Analysis.Explanation;
using CompileBench.CommandLine.Options;
using CompileBench.CommandLine;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Explaining;
using CompileBench.Measuring.Explaining.Blame;
using CompileBench.Measuring.Explaining.Sampling;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Wasm.Components;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Explaining;
using CompileBench.Reporting.Documents.Ladders.Findings;

namespace CompileBench.Cli.Commands.Explaining;

/// <summary><c>explain overview</c>: writes a page on the stages of several modules' compiles under every setting.</summary>
internal static class ExplainOverviewCommand
{
    private static readonly Option<string[]> Module = CommonOptions.Modules();
    private static readonly Option<string[]> Settings = CommonOptions.Settings();
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<bool> Sample = new("--sample") { Description = "sample time with perf instead of counting instructions; for large modules" };
    private static readonly Option<string?> Counts = new("--counts") { Description = "with --sample: a run of scaling --metric instructions, whose laws are shown for ladders among the modules" };
    private static readonly TimeOption Timeout = CommonOptions.Timeout("10m when counting, 60s when sampling");
    private static readonly Option<string> Output = CommonOptions.RequiredOut("Markdown file to write");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("overview", "write a page on the compiler stages of several modules under every setting") { Module, Settings, Engine, Sample, Counts, Timeout, Output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var writing = StopSignals.KeepResult();
            var named = parsed.GetValue(Module) is { Length: > 0 } modules ? modules : throw new UsageException($"{Module.Name} is missing: name modules or module files");
            var samples = parsed.GetValue(Sample);
            if (!samples && InstructionCounter.MissingHere is not null)
            {
                throw new UsageException(Explainer.NotHere);
            }

            if (!samples && parsed.GetValue(Counts) is not null)
            {
                throw new UsageException($"{Counts.Name} needs {Sample.Name}");
            }

            var inputs = await ModuleInput.SelectAsync(named, cancellation);
            var settings = SettingsSelection.Parse(parsed.GetValue(Settings));
            var engine = EngineBuild.Parse(parsed.GetValue(Engine)!);
            OperationLimits? limits = parsed.GetValue(Timeout) is { } longest ? new OperationLimits(longest, null) : null;
            var file = parsed.GetValue(Output)!;
            var counts = parsed.GetValue(Counts) is { } counted ? ScalingSources.ReadCounts(counted, engine.Digest.ToString(), engine.Label) : null;
            return samples
                ? RunSamples(inputs, settings, engine, limits ?? OperationLimits.Default, counts, file, cancellation)
                : Run(inputs, settings, engine, limits ?? InstructionCounter.DefaultLimits, file, cancellation);
        });
        return command;
    }

    private static int RunSamples(
        IReadOnlyList<ModuleInput> inputs, IReadOnlyList<CompilerSettings> settings, EngineBuild engine, OperationLimits limits, CountedLadders? counts, string file, CancellationToken cancellation)
    {
        var sampled = new List<SampledCompile>();
        var notSampled = new List<string>();
        foreach (var input in inputs)
        {
            var module = input.Read(cancellation);
            var results = SampleModule(module);
            var withoutBodies = CoreModules.IsComponent(module) ? null : SampleModule(SubstitutionBlame.WithoutBodies(module));
            for (var i = 0; i < results.Count; i++)
            {
                if (results[i].Explanation is { } explanation)
                {
                    sampled.Add(new SampledCompile(explanation, withoutBodies?[i].Explanation?.Samples));
                }
                else
                {
                    notSampled.Add($"{input.Name}: {results[i].Message}");
                }
            }

            PageFile.Write(file, SampledOverviewPage.ToMarkdown(Describe(engine), sampled, notSampled, counts));
            CliConsole.Note(input.Name);

            IReadOnlyList<SampleResult> SampleModule(byte[] bytes) => new ExplainSession(input.Name, bytes, limits, limits, null).Sample(engine, settings, cancellation);
        }

        CliConsole.Line(file);
        return notSampled.Count == 0 ? 0 : 1;
    }

    private static ExplainedEngine Describe(EngineBuild engine) => new(engine.Label, engine.Digest.ToString());

    private static int Run(
        IReadOnlyList<ModuleInput> inputs, IReadOnlyList<CompilerSettings> settings, EngineBuild engine, OperationLimits limits, string file, CancellationToken cancellation)
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
                    : new Explainer(input.Name, module).Explain(engine, settings[i], limits, cancellation);
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
            PageFile.Write(file, OverviewPage.ToMarkdown(Describe(engine), explained, notExplained));
            CliConsole.Note(input.Name);
        }

        CliConsole.Line(file);
        return notExplained.Count == 0 ? 0 : 1;
    }
}
