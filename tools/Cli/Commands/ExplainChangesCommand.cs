using System.CommandLine;
using CompileBench.Cli.Explaining;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;

namespace CompileBench.Cli.Commands;

/// <summary><c>explain changes</c>: a page on the real modules that changed most between two engines, and which pass is responsible.</summary>
internal static class ExplainChangesCommand
{
    private static readonly Option<string> Engine = new("--engine", "--wasmtime") { Description = "the engine judged", DefaultValueFactory = _ => EngineBuild.PackageWord };
    private static readonly Option<string> Against = new("--against") { Description = "the engine compared against", Required = true };
    private static readonly Option<string> Suite = new("--suite") { Description = "the suite whose real modules are compared", DefaultValueFactory = _ => "full" };
    private static readonly Option<string[]> Settings = new("--settings") { Description = "settings by name, commas between them (default speed-backtracking)" };
    private static readonly Option<int> Most = new("--most") { Description = "how many modules the page shows (1 to 100)", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> Largest = new("--largest") { Description = "leave larger modules out: counting takes 50 to 100 times the compile", DefaultValueFactory = _ => "250KB" };
    private static readonly Option<string> Output = new("--output", "-o") { Description = "the Markdown file to write", Required = true };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("changes", "a page on the modules that changed most between two engines") { Engine, Against, Suite, Settings, Most, Largest, Output };
        command.SetAction(async (parsed, _) =>
        {
            using var cancellation = new CancellationTokenSource();
            using var stop = new StopSignals(cancellation);
            var most = parsed.GetValue(Most) is >= 1 and <= 100 and var n ? n : throw new UsageException($"--most {parsed.GetValue(Most)} is out of range: 1 to 100");
            var largest = OptionQuantities.Size("--largest", parsed.GetValue(Largest))!.Value;
            var catalog = ModuleCatalog.Load();
            var entries = ModuleSelection.Of(catalog, parsed.GetValue(Suite), [])
                .Where(e => e.Category == ModuleCategory.RealWorld && e.Bytes is { } bytes && bytes <= largest)
                .ToList();
            var settings = parsed.GetValue(Settings) is { Length: > 0 } named ? SettingsSelection.Of(named) : [CompilerSettings.Baseline];
            var baseline = EngineBuild.Parse(parsed.GetValue(Against)!);
            var candidate = EngineBuild.Parse(parsed.GetValue(Engine)!);
            return await new ChangesRun(catalog, baseline, candidate, settings, most, largest).RunAsync(entries, parsed.GetValue(Output)!, cancellation.Token);
        });
        return command;
    }
}
