using System.Diagnostics;
using CompileBench.Engines.Guard;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Engines.Standalone;
using CompileBench.Measuring.Explaining.Phases;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Samples one compile with perf's software clock, which works where hardware counters are not to be had.</summary>
public static class CompileSampler
{
    /// <summary>Samples a second.</summary>
    public const int Frequency = 4000;

    // Enough of the stack to find the nearest function with a phase above the ones that serve everybody; more would cost time and space.
    private const int StackBytes = 2048;

    private const string Tool = "perf";

    /// <summary>Why nothing can be sampled on this machine; null where it can.</summary>
    public static string? MissingHere =>
        !CompileProgram.IsSupported ? "not measured here: compiles are sampled on Linux on x86-64 with the GNU C library"
        : ExecutablePath.Find(Tool) is null ? "not measured here: install perf (Debian: linux-perf)"
        : null;

    /// <summary>Samples one compile.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">What the compile may cost.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static SampleResult Sample(
        EngineBuild engine, CompilerSettings settings, string moduleName, ReadOnlySpan<byte> module, CompileLimits limits, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        if (MissingHere is { } reason)
        {
            return new SampleResult(null, reason);
        }

        using var compile = new StandaloneCompile(engine.LibraryPath, settings, module, limits);
        var file = Path.Combine(compile.Directory, "perf.data");
        string[] record =
        [
            Tool, "record", "-q", "-e", "cpu-clock", "-F", $"{Frequency}", "--call-graph", $"dwarf,{StackBytes}", "-k", "CLOCK_MONOTONIC", "-o", file, "--",
        ];
        var result = compile.Run(record, cancellation);
        if (result.Window is not { } window)
        {
            return new SampleResult(null, $"{result.Outcome.Kind}: {result.Outcome.Message}");
        }

        var explanation = SampledExplanationBuilder.Of(moduleName, settings.Name, engine.Label, window, Script(file, cancellation), PhasePatterns.Default);
        return explanation is null
            ? new SampleResult(null, $"the compile took {window.Duration.TotalMilliseconds:0.0} ms, too short for a sample")
            : new SampleResult(explanation, null);
    }

    private static List<StackSample> Script(string file, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(Tool, ["script", "-i", file, "-F", "time,ip,sym,dso", "--ns", "--no-inline"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["LC_ALL"] = "C";
        using var process = Process.Start(info) ?? throw new IOException("perf script did not start");
        using var stop = cancellation.Register(process.Kill);
        // perf complains of every kernel symbol it may not see; nobody needs that.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        var samples = PerfScriptReader.Read(process.StandardOutput).ToList();
        process.WaitForExit(TimeSpan.FromSeconds(5));
        cancellation.ThrowIfCancellationRequested();
        return samples;
    }
}

/// <summary>What sampling gave.</summary>
/// <param name="Explanation">Where the time goes; null where it could not be sampled.</param>
/// <param name="Message">Why not, in one line; null where it could.</param>
public sealed record SampleResult(SampledExplanation? Explanation, string? Message);
