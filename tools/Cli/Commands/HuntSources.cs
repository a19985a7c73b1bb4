using CompileBench.Measuring.Runs;
using CompileBench.Reporting.Documents.Hunting;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands;

/// <summary>Finds the recorded run that a hunt is held against.</summary>
internal static class HuntSources
{
    private const string Time = "time";

    /// <summary>The superlinear ladders of the published scaling run of the hunt's engine; null where there is none, or the hunt found no known shape again by time.</summary>
    /// <param name="hunt">The hunt.</param>
    /// <param name="results">What it found.</param>
    /// <exception cref="RecordFormatException">The published run cannot be read.</exception>
    public static SuperlinearLadders? FindLadders(RunManifest hunt, HuntResults results)
    {
        if (results.Metric != Time || results.Rediscovered.Count == 0)
        {
            return null;
        }

        // Laws of another build of the engine say nothing about this one.
        var engine = hunt.Engines[0];
        return RepositoryPlaces.FindPublished($"scaling-{engine.Label}") is { } published && RunSource.Read(published) is var scaling && scaling.Manifest.Engines is [var measured] && measured.Digest == engine.Digest
            ? SuperlinearLadders.FromRun(scaling)
            : null;
    }
}
