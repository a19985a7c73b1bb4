using System.Diagnostics;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Stages;
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

    // It has nothing left to do when its output has ended.
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(5);

    // Lines of a failing perf that are quoted.
    private const int MostWords = 3;

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

        var (samples, fault) = Script(Tool, file, cancellation);
        if (fault is not null)
        {
            return new SampleResult(null, fault);
        }

        var explanation = SampledExplanationBuilder.Of(moduleName, settings.Name, engine.Label, window, samples, PhasePatterns.Default);
        return explanation is null
            ? new SampleResult(null, $"the compile took {window.Duration.TotalMilliseconds:0.0} ms, too short for a sample")
            : new SampleResult(explanation, null);
    }

    /// <summary>What <c>perf script</c> reads out of a recording, or in one line why it could not.</summary>
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
        // perf complains of every kernel symbol it may not see; only where it fails does anybody need its words, the last of them.
        var words = new Queue<string>();
        process.ErrorDataReceived += (_, e) => Keep(words, e.Data);
        process.BeginErrorReadLine();
        var samples = PerfScriptReader.Read(process.StandardOutput).ToList();
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(EndsWithin);
        try
        {
            // Waits for the end of its words too.
            process.WaitForExitAsync(late.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            process.Kill();
            return ([], $"perf script wrote all it had and did not end within {EndsWithin.TotalSeconds:0} s");
        }

        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0
            ? (samples, null)
            : ([], $"perf script failed with exit code {process.ExitCode}: {(words.Count > 0 ? string.Join(" | ", words) : "it says nothing")}");
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

/// <summary>What sampling gave.</summary>
/// <param name="Explanation">Where the time goes; null where it could not be sampled.</param>
/// <param name="Message">Why not, in one line; null where it could.</param>
public sealed record SampleResult(SampledExplanation? Explanation, string? Message);
