using System.CommandLine;
using System.Text.Json;
using CompileBench.CommandLine.Options;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary><c>engines list|probe</c>: what each engine supports, every setting proved in a child process.</summary>
internal static class EnginesCommands
{
    /// <summary>The command.</summary>
    public static Command Create() => new("engines", "Wasmtime libraries and what they support")
    {
        Probing("list", "describe the engine of the Wasmtime package and the engines named", named: false),
        Probing("probe", "compile a module under every setting and check that the engine applies the setting", named: true),
    };

    private static Command Probing(string name, string description, bool named)
    {
        var engines = new Argument<string[]>("engine")
        {
            Description = "LABEL=PATH of a native library, a version, or 'package'",
            Arity = named ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore,
        };
        var settings = CommonOptions.Settings();
        var knobs = CommonOptions.Knobs("each setting also with each of these engine options alone");
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var command = new Command(name, description) { engines, settings, knobs, json };
        command.SetAction((result, cancellation) =>
        {
            string[] wanted = named ? result.GetValue(engines)! : [EngineBuild.PackageWord, .. result.GetValue(engines) ?? []];
            var asked = SettingsSelection.WithKnobs(SettingsSelection.Parse(result.GetValue(settings)), result.GetValue(knobs));
            var described = wanted.Select(EngineBuild.Parse).Select(e => EngineProbe.Describe(e, asked, cancellation)).ToList();
            Print(described, result.GetValue(json));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Print(IReadOnlyList<EngineDescription> engines, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new EngineList(engines), CliJson.Relaxed.EngineList));
            return;
        }

        foreach (var engine in engines)
        {
            CliConsole.Line($"{engine.Label}: artifacts say version {engine.Version ?? "nothing"}, {engine.Digest}");
            var width = engine.Settings.Max(s => s.Settings.Length);
            foreach (var setting in engine.Settings)
            {
                CliConsole.Line($"  {setting.Settings.PadRight(width)} {(setting.Supported ? "supported" : "unsupported by this engine, because")} {(setting.Supported ? "(" + setting.Evidence + ")" : setting.Evidence)}");
            }
        }
    }
}
