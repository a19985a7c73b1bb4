using CompileBench.Analysis.Policy.Costs;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>What recorded runs of one engine say beyond what a cost model predicts: run times, first compiles, and ladders.</summary>
/// <param name="RunTimes">The executions.</param>
/// <param name="FirstCompile">What the first compile of a process costs.</param>
/// <param name="Ladders">The records of scaling runs.</param>
internal sealed record StoredEvidence(RunTimeEvidence RunTimes, FirstCompileCost FirstCompile, IReadOnlyList<CaseRecord> Ladders)
{
    private static readonly string[] Folders = ["published", "training"];

    /// <summary>The folders of recorded runs that are read where none is named: those of the repository that exist.</summary>
    public static IReadOnlyList<string> DefaultFolders =>
        [.. Folders.Select(f => Path.Combine(RepositoryPlaces.Root, "results", f)).Where(f => Directory.Exists(f))];

    /// <summary>Reads runs.</summary>
    /// <param name="paths">Runs, and folders of runs; a run of other engines adds nothing.</param>
    /// <param name="engineDigest">SHA-256 of the engine's library.</param>
    /// <param name="withLadders">Whether ladders are wanted; otherwise scaling runs are not read.</param>
    /// <param name="cancellation">Ends reading.</param>
    /// <exception cref="RecordFormatException">A path holds no run, or a run cannot be read.</exception>
    public static StoredEvidence Read(IReadOnlyList<string> paths, string engineDigest, bool withLadders, CancellationToken cancellation)
    {
        var (suites, real, ladders) = (new List<IReadOnlyList<CaseRecord>>(), new List<CaseRecord>(), new List<CaseRecord>());
        foreach (var path in paths.SelectMany(RecordedRun.RunsIn))
        {
            using var run = RunDirectory.OpenForReading(path);
            var manifest = run.ReadManifest();
            var isScaling = manifest.Kind == RunKind.Scaling;
            if (manifest.Kind == RunKind.Hunt || manifest.Engines.All(e => e.Digest != engineDigest) || (isScaling && !withLadders))
            {
                continue;
            }

            List<CaseRecord> records = [.. JournalReader.ReadCancellable(run.JournalPath, cancellation).Records.Where(r => r.EngineDigest == engineDigest)];
            if (isScaling)
            {
                ladders.AddRange(records);
                continue;
            }

            var whole = manifest.Modules.Where(m => m.Category == nameof(ModuleCategory.RealWorld)).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
            suites.Add(records);
            real.AddRange(records.Where(r => whole.Contains(r.Module)));
        }

        return new StoredEvidence(RunTimeEvidence.FromRuns(suites, engineDigest), FirstCompileCost.FromRecords(real), ladders);
    }
}
