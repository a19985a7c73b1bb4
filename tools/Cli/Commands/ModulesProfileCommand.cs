using System.CommandLine;
using CompileBench.Measuring;
using CompileBench.Modules;
using CompileBench.Modules.Binary;
using CompileBench.Modules.Profiling;
using Spectre.Console;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules profile</c>: every metric of a module, and its heaviest functions.</summary>
internal static class ModulesProfileCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var what = new Argument<string>("module") { Description = "a .wasm file, a folder, - for standard input, or a module's name" };
        var json = new Option<bool>("--json") { Description = "print JSON" };
        var top = new Option<int>("--top") { Description = "how many of the heaviest functions (0 to 1000)", DefaultValueFactory = _ => 10 };
        var command = new Command("profile", "what a module is") { what, json, top };
        command.SetAction(async (result, cancellation) =>
        {
            var most = result.GetValue(top);
            if (most is < 0 or > 1000)
            {
                throw new UsageException($"--top {most} is out of range: 0 to 1000");
            }

            var inputs = await ModuleInput.ReadAsync(result.GetValue(what)!, cancellation);
            var failed = 0;
            foreach (var input in inputs)
            {
                try
                {
                    var profile = ModuleProfiler.Profile(input.Bytes, new ProfileOptions { HeaviestFunctions = most });
                    Print(input, profile, result.GetValue(json));
                }
                catch (WasmDecodeException e)
                {
                    failed++;
                    Console.Error.WriteLine($"compilebench: {input.Name}: {e.Message}");
                }
            }

            return failed > 0 ? 2 : 0;
        });
        return command;
    }

    private static void Print(ModuleInput input, ModuleProfile profile, bool json)
    {
        if (json)
        {
            Console.WriteLine(ProfileJson.Serialize(ProfileDocument.Of(profile, input.Name, ModuleDigest.Of(input.Bytes))));
            return;
        }

        Console.WriteLine($"{input.Name}: {input.Bytes.Length:N0} bytes");
        foreach (var metric in ComplexityMetric.All)
        {
            var value = metric.Of(profile);
            Console.WriteLine($"  {metric.Name,-34} {(metric.Unit == MetricUnit.Ratio ? value.ToString("0.000") : value.ToString("N0")),16} {(metric.Unit == MetricUnit.Bytes ? "bytes" : "     ")}  {metric.Description}");
        }

        if (profile.Heaviest.Length > 0)
        {
            var table = new Table().Border(TableBorder.Simple).Title("heaviest functions").AddColumns("index", "name", "offset", "body bytes", "share");
            var total = profile.Heaviest.Length == 0 ? 1 : Math.Max(1, FunctionMetrics.BodyBytes.Of(profile));
            foreach (var f in profile.Heaviest)
            {
                table.AddRow($"{f.Index}", Markup.Escape(f.Name ?? ""), $"0x{f.Offset:x}", $"{f[FunctionMetrics.BodyBytes]:N0}", $"{f[FunctionMetrics.BodyBytes] / total:P1}");
            }

            CliConsole.Write(table);
        }
    }
}
