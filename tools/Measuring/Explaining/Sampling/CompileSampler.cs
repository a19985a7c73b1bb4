using System.Diagnostics;
using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Samples one compile with perf's software clock, which also works where hardware counters are not available.</summary>
public static class CompileSampler
{
    /// <summary>Samples per second.</summary>
    public const int Frequency = 4000;

    // Enough of the stack to find the nearest function with a stage above shared functions; more costs time and space.
    private const int StackBytes = 2048;

    private const string Tool = "perf";

    // perf has no work left when its output has ended.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    // The number of lines of a failing perf that a message quotes.
    private const int MostWords = 3;

    /// <summary>The reason that compiles cannot be sampled on this machine; null where they can.</summary>
    public static string? MissingHere =>
        !CompileProgram.IsSupported ? "not measured here: compiles are sampled on Linux on x86-64 with the GNU C library"
        : ExecutablePath.Find(Tool) is null ? "not measured here: install perf (Debian: linux-perf)"
        : null;

    /// <summary>Samples one compile.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="moduleName">The module's name.</param>
    /// <param name="module">The module.</param>
    /// <param name="limits">The limits of the compile.</param>
    /// <param name="cancellation">Stops the run.</param>
    public static SampleResult Sample(
        EngineBuild engine, CompilerSettings settings, string moduleName, ReadOnlySpan<byte> module, OperationLimits limits, CancellationToken cancellation)
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

        var (samples, fault) = Script(Tool, file, cancellation);
        if (fault is not null)
        {
            return new SampleResult(null, fault);
        }

        var explanation = SampledExplanationBuilder.FromSamples(moduleName, settings.Name, engine.Label, window, samples, StagePatterns.Default);
        return explanation is null
            ? new SampleResult(null, $"the compile took {window.Duration.TotalMilliseconds:0.0} ms, too short for a sample")
            : new SampleResult(explanation, null);
    }

    /// <summary>Runs <c>perf script</c> on a recording. Returns the samples, or in one line the reason that there are none.</summary>
    internal static (IReadOnlyList<StackSample> Samples, string? Fault) Script(string tool, string file, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo(tool, ["script", "-i", file, "-F", "time,ip,sym,dso", "--ns", "--no-inline"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.Environment["LC_ALL"] = "C";
        using var process = Process.Start(info) ?? throw new IOException("perf script did not start");
        using var stop = cancellation.Register(process.Kill);
        // perf writes one warning per unreadable kernel symbol; only the last lines are kept, for the message of a failure.
        var words = new Queue<string>();
        process.ErrorDataReceived += (_, e) => Keep(words, e.Data);
        process.BeginErrorReadLine();
        List<StackSample> samples;
        try
        {
            samples = [.. PerfScriptReader.Read(process.StandardOutput)];
        }
        catch (InvalidDataException e)
        {
            process.Kill();
            return ([], e.Message);
        }

        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(EndsWithin);
        try
        {
            // Also waits for the end of standard error.
            process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill();
            return ([], $"perf script closed its output and did not end within {EndsWithin.TotalSeconds:0} s");
        }

        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? (samples, null)
            : ([], $"perf script failed with exit code {process.ExitCode}: {(words.Count > 0 ? string.Join(" | ", words) : "no message")}");
    }

    private static void Keep(Queue<string> words, string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        words.Enqueue(line.Trim());
        while (words.Count > MostWords)
        {
            words.Dequeue();
        }
    }
}

/// <summary>The result of sampling.</summary>
/// <param name="Explanation">The explanation; null where the compile could not be sampled.</param>
/// <param name="Message">The reason there is none, in one line; null where there is one.</param>
public sealed record SampleResult(SampledExplanation? Explanation, string? Message);
