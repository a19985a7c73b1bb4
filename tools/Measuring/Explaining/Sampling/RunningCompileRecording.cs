using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using CompileBench.Analysis.Explanation;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Samples the stacks of a compile that runs already, for a moment before it is stopped, and tells the stage that it was in.</summary>
public sealed class RunningCompileRecording : IDisposable
{
    // Enough samples for a majority, and a file of a megabyte a second.
    private const int Frequency = 500;
    private const int StackBytes = 2048;
    private const int MostSeconds = 2;

    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("compilebench-stage-");
    private readonly Process _perf;

    private RunningCompileRecording(int processId)
    {
        string[] arguments =
        [
            "record", "-q", "-e", "cpu-clock", "-F", $"{Frequency}", "--call-graph", $"dwarf,{StackBytes}", "-k", "CLOCK_MONOTONIC",
            "-o", File, "-p", $"{processId}", "--", "sleep", $"{MostSeconds}",
        ];
        _perf = Process.Start(new ProcessStartInfo("perf", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        _perf.BeginErrorReadLine();
        _perf.BeginOutputReadLine();
    }

    private string File => Path.Combine(_folder.FullName, "perf.data");

    /// <summary>Begins to sample a process; null where this machine cannot.</summary>
    /// <param name="processId">The process.</param>
    public static RunningCompileRecording? TryBegin(int processId)
    {
        if (CompileSampler.MissingHere is not null)
        {
            return null;
        }

        try
        {
            return new RunningCompileRecording(processId);
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            return null;
        }
    }

    /// <summary>Waits for the end of the recording, which the end of the process is, and returns the stage of most samples; null where there is none.</summary>
    /// <param name="cancellation">Ends the wait.</param>
    public string? FindStage(CancellationToken cancellation)
    {
        if (!_perf.WaitForExit(EndsWithin) || !System.IO.File.Exists(File))
        {
            return null;
        }

        var (samples, fault) = CompileSampler.Script("perf", File, cancellation);
        return fault is null ? Describe(samples, StagePatterns.Default) : null;
    }

    /// <summary>The stage of most samples, with their share; null where there are none.</summary>
    internal static string? Describe(IEnumerable<StackSample> samples, StagePatterns patterns)
    {
        var known = new Dictionary<string, CompilerStage?>();
        var stages = samples.Where(s => s.Frames.Count > 0).CountBy(s => SampledExplanationBuilder.FindStage(s, known, patterns)).ToList();
        var all = stages.Sum(s => s.Value);
        return all == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{stages.MaxBy(s => s.Value).Key} ({stages.Max(s => s.Value) * 100.0 / all:0}% of {all} samples)");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            _perf.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended.
        }

        _perf.WaitForExit(EndsWithin);
        _perf.Dispose();
        _folder.Delete(recursive: true);
    }
}
