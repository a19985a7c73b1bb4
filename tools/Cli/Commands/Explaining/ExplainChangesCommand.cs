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
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Explaining;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Explaining;

/// <summary><c>explain changes</c>: writes a page on the real modules that changed most between two engines, and on the stage responsible.</summary>
internal static class ExplainChangesCommand
{
    private static readonly Option<string> Engine = CommonOptions.Engine(EngineBuild.PackageWord);
    private static readonly Option<string> Against = new("--against") { Description = "the engine to compare with", Required = true };
    private static readonly Option<string> Suite = new("--suite") { Description = $"compare the real modules of this suite: {CommonOptions.SuiteForms}", DefaultValueFactory = _ => "full" };
    private static readonly Option<string[]> Settings = CommonOptions.Settings(SettingNames.Baseline);
    private static readonly Option<int> Top = new("--top") { Description = "number of compiles the page shows in detail (1 to 100)", DefaultValueFactory = _ => 10 };
    private const long DefaultLargest = 250_000;

    private static readonly SizeOption Largest = new("--largest", "skip modules larger than this (default 250KB), because counting takes 50 to 100 times as long as the compile");
    private static readonly Option<string> Output = CommonOptions.RequiredOut("Markdown file to write");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("changes", "write a page on the modules that changed most between two engines") { Engine, Against, Suite, Settings, Top, Largest, Output };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var writing = StopSignals.KeepResult();
            return await RunAsync(parsed, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var most = parsed.GetValue(Top) is >= 1 and <= 100 and var n ? n : throw new UsageException($"--top {parsed.GetValue(Top)} is out of range: 1 to 100");
        var largest = parsed.GetValue(Largest) ?? DefaultLargest;
        var catalog = ModuleCatalog.Load();
        var entries = ModuleSelection.Select(catalog, parsed.GetValue(Suite), [])
            .Where(e => e.Category == ModuleCategory.RealWorld && e.Bytes is { } bytes && bytes <= largest)
            .ToList();
        var settings = parsed.GetValue(Settings) is { Length: > 0 } named ? SettingsSelection.Parse(named) : [CompilerSettings.Baseline];
        var baseline = EngineBuild.Parse(parsed.GetValue(Against)!);
        var candidate = EngineBuild.Parse(parsed.GetValue(Engine)!);
        RefuseUnsupported([baseline, candidate], settings, cancellation);
        var differences = new List<ExplanationDifference>();
        var notCompared = new List<string>();
        var page = new ChangesPage
        {
            Baseline = new ExplainedEngine(baseline.Label, baseline.Digest.ToString()),
            Candidate = new ExplainedEngine(candidate.Label, candidate.Digest.ToString()),
            Settings = [.. settings.Select(s => s.Name)],
            Differences = differences,
            NotCompared = notCompared,
            Most = most,
            LargestBytes = largest,
        };
        foreach (var fetched in await new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(entries, null, cancellation))
        {
            if (fetched is not ModuleFetchResult.Available available)
            {
                notCompared.Add($"{fetched.Entry.Name}: {fetched.Fault}");
                continue;
            }

            var explainer = new Explainer(fetched.Entry.Name.Text, await File.ReadAllBytesAsync(available.Path, cancellation));
            foreach (var setting in settings)
            {
                var before = explainer.Explain(baseline, setting, InstructionCounter.DefaultLimits, cancellation);
                var after = before.Explanation is null ? before : explainer.Explain(candidate, setting, InstructionCounter.DefaultLimits, cancellation);
                if (before.Explanation is null || after.Explanation is null)
                {
                    notCompared.Add($"{fetched.Entry.Name} under {setting}: {after.Message}");
                    continue;
                }

                differences.Add(ExplanationDifference.Between(before.Explanation, after.Explanation));
                CliConsole.Note(DifferenceClaim.ForDifference(differences[^1]));
            }

            // Rewritten after every module, so that an interrupted run keeps its counts.
            PageFile.Write(parsed.GetValue(Output)!, page.ToMarkdown());
        }

        CliConsole.Line(parsed.GetValue(Output)!);
        return 0;
    }

    private static void RefuseUnsupported(IEnumerable<EngineBuild> engines, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation)
    {
        if (InstructionCounter.MissingHere is not null)
        {
            throw new UsageException(Explainer.NotHere);
        }

        foreach (var engine in engines)
        {
            var (setting, fault) = settings.Zip(ProvedSettings.FindFaults(engine, settings, cancellation)).FirstOrDefault(s => s.Second is not null);
            if (fault is not null)
            {
                throw new UsageException($"{engine.Label} {setting}: {fault}");
            }
        }
    }
}
