using System.Collections.Concurrent;
using CompileBench.Analysis.Timing;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>The scatter that was really seen: ln(time) of the warm samples of a recorded run, less the mean of their process and case.</summary>
internal static class RecordedResiduals
{
    private static readonly ConcurrentDictionary<string, double[]> Known = new();

    /// <summary>The residuals of all processes with at least three warm samples, scaled up for the mean that was taken from the same samples.</summary>
    internal static double[] FromRun(string directory) => Known.GetOrAdd(directory, Read);

    private static double[] Read(string directory) => [.. JournalReader.Read(Path.Combine(directory, "cases.jsonl")).Records
        .SelectMany(r => r.Samples.Where(s => s.Kind == SampleKind.Warm).GroupBy(s => (r.Case, s.Launch)))
        .Select(g => g.Select(s => Math.Log(TimeSource.Wall.NanosecondsOf(s)!.Value)).ToArray())
        .Where(logs => logs.Length >= 3)
        .SelectMany(logs => logs.Select(l => (l - logs.Average()) * Math.Sqrt(logs.Length / (logs.Length - 1.0))))];
}
