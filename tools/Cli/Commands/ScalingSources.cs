using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Scaling.Counting;
using CompileBench.Reporting.Documents.Ladders.Findings;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Cli.Commands;

/// <summary>Finds the recorded runs that a scaling run is held against. Only a run that was named must fit: a published one is of one engine on one host.</summary>
internal static class ScalingSources
{
    /// <summary>What a byte of real modules costs; null where no run of them was named and the published one does not fit.</summary>
    /// <param name="scaling">The scaling run.</param>
    /// <param name="named">The directory of a run of the suite; null for the published run of the engine.</param>
    /// <exception cref="RecordFormatException">The run that was named does not fit.</exception>
    public static RealModuleCosts? FindRealModules(RunManifest scaling, string? named)
    {
        if (scaling.Engines.Count != 1)
        {
            return null;
        }

        if (named is not null)
        {
            return RealModuleCosts.FromRun(RunSource.Read(named), scaling);
        }

        return RepositoryPlaces.FindPublished($"default-{scaling.Engines[0].Label}") is { } published && RunSource.Read(published) is var suite && RealModuleCosts.FindRefusal(suite.Manifest, scaling) is null
            ? RealModuleCosts.FromRun(suite, scaling)
            : null;
    }

    /// <summary>Ladders whose instructions were counted; null where no such run was named and the published ones do not fit.</summary>
    /// <param name="scaling">The scaling run.</param>
    /// <param name="named">The directories of runs that counted instructions; empty for the published runs of the engine.</param>
    /// <exception cref="RecordFormatException">The run that was named does not fit.</exception>
    public static CountedLadders? FindCounts(RunManifest scaling, IReadOnlyList<string> named)
    {
        if (scaling.Engines.Count != 1)
        {
            return null;
        }

        var label = scaling.Engines[0].Label;
        var directories = named.Count > 0 ? named : [.. new[] { $"counts-{label}", $"counts-{label}-knobs" }.Select(RepositoryPlaces.FindPublished).OfType<string>()];
        CountedLadders[] parts = [.. directories.Select(d => ReadCounts(d, manifest => CountedLadders.FindRefusal(manifest, scaling), mustFit: named.Count > 0)).OfType<CountedLadders>()];
        return parts.Length == 0 ? null : CountedLadders.FromParts(parts);
    }

    /// <summary>Ladders whose instructions were counted with an engine.</summary>
    /// <param name="directory">The directory of a run that counted instructions.</param>
    /// <param name="engineDigest">The digest of the engine.</param>
    /// <param name="engine">The engine's label, for messages.</param>
    /// <exception cref="RecordFormatException">It is no such run, or has another engine.</exception>
    public static CountedLadders ReadCounts(string directory, string engineDigest, string engine) =>
        ReadCounts(directory, manifest => CountedLadders.FindRefusal(manifest, engineDigest, engine), mustFit: true)!;

    private static CountedLadders? ReadCounts(string directory, Func<RunManifest, string?> findRefusal, bool mustFit)
    {
        using var run = RunDirectory.OpenForReading(directory);
        var manifest = run.ReadManifest();
        return findRefusal(manifest) is not { } refusal ? new CountedLadders([manifest.Run], manifest.Settings, InstructionScaling.ReadCounts(directory))
            : mustFit ? throw new RecordFormatException(refusal)
            : null;
    }
}
