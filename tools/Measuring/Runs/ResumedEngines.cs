using CompileBench.Engines.Acquisition;
using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Duel;
using CompileBench.Measuring.Selection;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>
/// Finds the engines of a resumed run without trusting the run's directory: a library is the package's, a fetched version, or a path that the
/// command line states again; never a path from the manifest. Its digest must be the manifest's, and nothing is loaded before it is compared.
/// </summary>
public static class ResumedEngines
{
    /// <summary>The engines in the manifest's order.</summary>
    /// <param name="manifest">The run's manifest.</param>
    /// <param name="restated">The values of <c>--engine</c> on the command line.</param>
    /// <param name="progress">Told in one line when a version has to be fetched; null for none.</param>
    /// <param name="cancellation">Ends a fetch.</param>
    /// <exception cref="UsageException">A library is not stated, is not one of the run's, or has another digest.</exception>
    /// <exception cref="EngineUnavailableException">A library cannot be read, or a version cannot be had.</exception>
    public static IReadOnlyList<EngineBuild> Resolve(
        RunManifest manifest, IReadOnlyList<string> restated, IProgress<string>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var given = EngineSelection.ByLabel(restated, progress, cancellation);
        if (given.Keys.FirstOrDefault(label => manifest.Engines.All(e => e.Label != label)) is { } other)
        {
            throw new UsageException(
                $"run {manifest.Run} has no engine '{other}': it was begun with {string.Join(", ", manifest.Engines.Select(e => e.Label))}; leave --engine {other} out or start a new run");
        }

        var builds = new List<EngineBuild>();
        foreach (var engine in manifest.Engines)
        {
            var build = given.GetValueOrDefault(engine.Label) ?? Again(engine, builds) ?? Find(manifest, engine, progress, cancellation);
            builds.Add(build.Digest.ToString() == engine.Digest ? build : throw Changed(manifest, engine, build));
        }

        return builds;
    }

    // A duel of an engine against itself has one library under two labels.
    private static EngineBuild? Again(EngineDescription engine, List<EngineBuild> builds) =>
        builds.FirstOrDefault(b => engine.Label == b.Label + DuelSetup.AgainSuffix && engine.Digest == b.Digest.ToString()) is { } same
            ? same with { Label = engine.Label }
            : null;

    private static EngineBuild Find(RunManifest manifest, EngineDescription engine, IProgress<string>? progress, CancellationToken cancellation) =>
        engine.Label == PackagedLibrary.Version || EnginePackages.IsVersion(engine.Label)
            ? FindVersion(manifest, engine, progress, cancellation)
            : throw new UsageException(
                $"engine {engine.Label} of run {manifest.Run} was a file, and a resumed run loads no file that its directory names: state it again with --engine {engine.Label}=PATH");

    private static EngineBuild FindVersion(RunManifest manifest, EngineDescription engine, IProgress<string>? progress, CancellationToken cancellation)
    {
        try
        {
            return EngineBuild.Parse(engine.Label, progress, cancellation);
        }
        catch (EngineUnavailableException e)
        {
            throw new UsageException($"engine {engine.Label} of run {manifest.Run} is not named as a file on the command line, and {e.Message}: state its library with --engine {engine.Label}=PATH");
        }
    }

    private static UsageException Changed(RunManifest manifest, EngineDescription engine, EngineBuild build) => new(
        $"engine {engine.Label} of run {manifest.Run} has {engine.Digest}, {build.LibraryPath} has {build.Digest}: state the run's library with --engine {engine.Label}=PATH, or start a new run");
}
