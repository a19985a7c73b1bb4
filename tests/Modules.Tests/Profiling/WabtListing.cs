using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Tests.Profiling;

/// <summary>What wabt's <c>wasm-objdump -d</c> lists of a module, counted: an implementation that shares nothing with ours.</summary>
internal sealed partial class WabtListing
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Names that changed after this tool's release.</summary>
    private static readonly Dictionary<string, string> Renamed = new()
    {
        ["i16x8.dot_i8x16_i7x16_s"] = "i16x8.relaxed_dot_i8x16_i7x16_s",
        ["i32x4.dot_i8x16_i7x16_add_s"] = "i32x4.relaxed_dot_i8x16_i7x16_add_s",
    };

    /// <summary>Counts under the names of our metrics.</summary>
    public Dictionary<string, double> Metrics { get; } = new()
    {
        [ModuleMetrics.FunctionCount.Name] = 0,
        [FunctionMetrics.Instructions.Name] = 0,
        [FunctionMetrics.Locals.Name] = 0,
        [InstructionMetrics.Calls.Name] = 0,
    };

    /// <summary>Names that our table has no instruction for.</summary>
    public HashSet<string> UnknownNames { get; } = [];

    /// <summary>Where the tool is, or null where it is not installed.</summary>
    public static string? Tool => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "wasm-objdump.exe" : "wasm-objdump")).FirstOrDefault(File.Exists);

    /// <summary>The listing of a file; null where the tool cannot read it, or reads <c>call_ref</c> as it was before it had a type behind it.</summary>
    public static WabtListing? FromFile(string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Tool!, ["-d", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var listing = new WabtListing();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            listing.Add(line);
        }

        if (!process.WaitForExit(Deadline))
        {
            process.Kill();
            throw new TimeoutException($"wasm-objdump did not finish {file}");
        }

        return process.ExitCode == 0 && listing.Metrics.GetValueOrDefault(InstructionMetrics.ForClass(InstructionClass.ReferenceCall).Name) == 0 ? listing : null;
    }

    private void Add(string line)
    {
        if (Function().IsMatch(line))
        {
            Metrics[ModuleMetrics.FunctionCount.Name]++;
            return;
        }

        var bar = line.IndexOf('|', StringComparison.Ordinal);
        if (bar < 0 || !Code().IsMatch(line))
        {
            return;
        }

        var text = line[(bar + 1)..].Trim();
        if (Local().Match(text) is { Success: true } local)
        {
            // A group of no locals is listed as ending before it begins, at 4294967295 where it begins at 0.
            var first = uint.Parse(local.Groups[1].Value, CultureInfo.InvariantCulture);
            var last = local.Groups[2].Success ? uint.Parse(local.Groups[2].Value, CultureInfo.InvariantCulture) : first;
            Metrics[FunctionMetrics.Locals.Name] += unchecked(last - first + 1);
        }
        else if (text.Length > 0)
        {
            // A line without text goes on with the bytes of the one before.
            AddInstruction(text.Split(' ')[0]);
        }
    }

    private void AddInstruction(string name)
    {
        Metrics[FunctionMetrics.Instructions.Name]++;
        if (InstructionTable.Find(Renamed.GetValueOrDefault(name, name)) is not { } info)
        {
            UnknownNames.Add(name);
            return;
        }

        var metric = InstructionMetrics.ForClass(info.Class).Name;
        Metrics[metric] = Metrics.GetValueOrDefault(metric) + 1;
        Metrics[InstructionMetrics.Calls.Name] += info.Class is InstructionClass.DirectCall or InstructionClass.IndirectCall or InstructionClass.ReferenceCall ? 1 : 0;
    }

    [GeneratedRegex(@"^[0-9a-f]+ func\[\d+\]")]
    private static partial Regex Function();

    [GeneratedRegex("^ [0-9a-f]+: [0-9a-f]{2} ")]
    private static partial Regex Code();

    [GeneratedRegex(@"^local\[(\d+)(?:\.\.(\d+))?\] type=")]
    private static partial Regex Local();
}
