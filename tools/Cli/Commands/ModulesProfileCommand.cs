using System.CommandLine;
using CompileBench.Measuring;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary><c>modules profile</c>: every metric of a module, and its heaviest functions.</summary>
internal static class ModulesProfileCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var what = new Argument<string[]>("module") { Description = "a .wasm file, a folder, a module's name, or - for standard input; several give one row each", Arity = ArgumentArity.OneOrMore };
        var json = new Option<bool>("--json") { Description = "print JSON: one object; for a folder or several modules {\"modules\":[...]}" };
        var top = new Option<int>("--top") { Description = "number of the largest functions to print, for one module (0 to 1000)", DefaultValueFactory = _ => 10 };
        var command = new Command("profile", "show what a module contains") { what, json, top };
        command.SetAction(async (result, cancellation) =>
        {
            var most = result.GetValue(top);
            if (most is < 0 or > 1000)
            {
                throw new UsageException($"--top {most} is out of range: 0 to 1000");
            }

            var named = result.GetValue(what)!;
            var inputs = await ModuleInput.FindAllAsync(named, cancellation);

            // What was asked for decides the form, not how many files a folder contains.
            var several = named.Length > 1 || Directory.Exists(named[0]) || NameGlob.IsPattern(named[0]);
            if (!result.GetValue(json))
            {
                return several ? List(inputs, cancellation) : Each(inputs, most, Print, cancellation);
            }

            if (!several)
            {
                return Each(inputs, most, (input, module, profile) => Console.WriteLine(ProfileJson.Serialize(Document(input, module, profile))), cancellation);
            }

            using var list = new ProfileListWriter(Console.Out);
            return Each(inputs, most, (input, module, profile) => list.Add(Document(input, module, profile)), cancellation);
        });
        return command;
    }

    // One module at a time: a folder may hold more than memory does. One that cannot be read or decoded takes nothing from the others.
    private static int Each(IReadOnlyList<ModuleInput> inputs, int most, Action<ModuleInput, byte[], ModuleProfile> show, CancellationToken cancellation)
    {
        var failed = 0;
        foreach (var input in inputs)
        {
            try
            {
                var module = input.Read(cancellation);
                show(input, module, ModuleProfiler.Profile(module, new ProfileOptions { HeaviestFunctions = most }));
            }
            catch (Exception e) when (e is WasmDecodeException || (inputs.Count > 1 && e is UsageException or RecordFormatException or FileNotFoundException or UnauthorizedAccessException))
            {
                failed++;
                CliConsole.Note($"compilebench: {input.Name}: {e.Message}");
            }
        }

        return failed > 0 ? 2 : 0;
    }

    // A column for each metric that explains compile time most; the profile of one module has all.
    private static int List(IReadOnlyList<ModuleInput> inputs, CancellationToken cancellation)
    {
        var table = new TextTable("module", ">bytes", ">functions", ">code bytes", ">instructions", ">largest function") { LeaveOut = ["largest function"] };
        var exit = Each(inputs, 1, (input, module, profile) => table.AddRow(
            input.Name,
            $"{module.Length:N0}",
            $"{ModuleMetrics.FunctionCount.GetValue(profile):N0}",
            $"{ModuleMetrics.CodeSectionBytes.GetValue(profile):N0}",
            $"{PredictorMetrics.CodeOperators.GetValue(profile):N0}",
            profile.Heaviest is [var largest, ..] ? $"{largest[FunctionMetrics.BodyBytes]:N0}" : "-"), cancellation);
        CliConsole.Write(table);
        CliConsole.Line($"{table.Rows.Count} of {CountText.Format(inputs.Count, "module")}; all metrics of one: modules profile FILE");
        return exit;
    }

    private static ProfileDocument Document(ModuleInput input, byte[] module, ModuleProfile profile) => ProfileDocument.FromProfile(profile, input.Name, ModuleDigest.Compute(module));

    private static void Print(ModuleInput input, byte[] module, ModuleProfile profile)
    {
        CliConsole.Line(Headline(input.Name, module.Length, profile));
        var present = ComplexityMetric.All.Select(m => (Metric: m, Value: m.GetValue(profile))).Where(m => m.Value != 0).ToList();
        var metrics = new TextTable("metric", ">value", "unit", "meaning") { LeaveOut = ["unit"] };
        foreach (var (metric, value) in present)
        {
            metrics.AddRow(metric.Name, metric.Unit == MetricUnit.Ratio ? value.ToString("0.000") : value.ToString("N0"), metric.Unit == MetricUnit.Bytes ? "bytes" : "", metric.Description);
        }

        CliConsole.Write(metrics);

        if (ComplexityMetric.All.Count - present.Count is > 0 and var zero)
        {
            CliConsole.Line($"  {CountText.Format(zero, "metric")} of value 0 {(zero == 1 ? "is" : "are")} left out; --json shows all.");
        }

        if (profile.CoreModules.Length > 0)
        {
            var modules = new TextTable("core module", ">offset", ">bytes", ">functions", ">code bytes");
            foreach (var part in profile.CoreModules)
            {
                modules.AddRow(part.Module.Path, $"0x{part.Module.Offset:x}", $"{part.Module.Size:N0}", $"{part.Functions:N0}", $"{part.CodeSectionBytes:N0}");
            }

            CliConsole.Write(modules);
        }

        foreach (var notice in profile.Notices)
        {
            Console.WriteLine($"  note: {notice}");
        }

        if (profile.Heaviest.Length > 0)
        {
            var table = new TextTable(">index", "name", ">offset", ">body bytes", ">share") { LeaveOut = ["offset"], Title = "largest functions" };
            foreach (var f in profile.Heaviest)
            {
                table.AddRow($"{f.Index}", f.Name ?? "", $"0x{f.Offset:x}", $"{f[FunctionMetrics.BodyBytes]:N0}", Share(f, profile));
            }

            CliConsole.Write(table);
        }

        CliConsole.Line("What compiling it will cost: compilebench predict; which functions cost the most: compilebench explain --blame.");
    }

    private static string Headline(string name, int bytes, ModuleProfile profile)
    {
        var largest = profile.Heaviest is [var f, ..] ? $"; the largest, function {f.Index}{(f.Name is null ? "" : $" ({f.Name})")}, has {Share(f, profile)} of the bytes of all bodies" : "";
        var parts = profile.CoreModules.Length > 0 ? $"a component of {CountText.Format(profile.CoreModules.Length, "core module")}, " : "";
        return $"{name}: {parts}{bytes:N0} bytes, {CountText.Format((long)ModuleMetrics.FunctionCount.GetValue(profile), "function")}{largest}";
    }

    private static string Share(FunctionProfile function, ModuleProfile profile) =>
        PercentText.Format(function[FunctionMetrics.BodyBytes] / Math.Max(1, FunctionMetrics.BodyBytes.GetValue(profile)));
}
