using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the engines a command line means.</summary>
public static class EngineSelection
{
    /// <summary>The engines in the order they were named; the package's where none was.</summary>
    /// <param name="named">Each <c>LABEL=PATH</c>, a version or <c>package</c>.</param>
    /// <param name="progress">Told in one line when a version has to be fetched; null for nobody.</param>
    /// <param name="cancellation">Ends a fetch.</param>
    /// <exception cref="UsageException">Two have one label.</exception>
    /// <exception cref="EngineUnavailableException">One is not known or cannot be had.</exception>
    public static IReadOnlyList<EngineBuild> Resolve(IReadOnlyList<string> named, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(named);
        IReadOnlyList<EngineBuild> builds = named.Count == 0 ? [EngineBuild.FromPackage()] : [.. named.Select(name => EngineBuild.Parse(name, progress, cancellation))];
        var twice = builds.GroupBy(b => b.Label).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? builds
            : throw new UsageException($"engine label '{twice.Key}' is given twice: results could not be told apart");
    }
}
