using CompileBench.Engines.Native;
using CompileBench.Engines.Probing;

namespace CompileBench.Measuring.Selection;

/// <summary>Finds the engines a command line means.</summary>
public static class EngineSelection
{
    /// <summary>The engines in the order they were named; the package's where none was.</summary>
    /// <param name="named">Each <c>LABEL=PATH</c>, a version or <c>package</c>.</param>
    /// <param name="progress">Told in one line when a version has to be fetched; null for none.</param>
    /// <param name="cancellation">Ends a fetch.</param>
    /// <exception cref="UsageException">Two have one label.</exception>
    /// <exception cref="EngineUnavailableException">One is not known or cannot be had.</exception>
    public static IReadOnlyList<EngineBuild> Resolve(IReadOnlyList<string> named, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(named);
        return named.Count == 0 ? [EngineBuild.FromPackage()] : [.. Distinct(named, progress, cancellation)];
    }

    /// <summary>The engines by their labels; empty where none was named.</summary>
    internal static IReadOnlyDictionary<string, EngineBuild> ByLabel(IReadOnlyList<string> named, IProgress<string>? progress, CancellationToken cancellation) =>
        Distinct(named, progress, cancellation).ToDictionary(b => b.Label);

    private static List<EngineBuild> Distinct(IReadOnlyList<string> named, IProgress<string>? progress, CancellationToken cancellation)
    {
        var builds = named.Select(name => EngineBuild.Parse(name, progress, cancellation)).ToList();
        var twice = builds.GroupBy(b => b.Label).FirstOrDefault(g => g.Count() > 1);
        return twice is null
            ? builds
            : throw new UsageException($"engine label '{twice.Key}' is given twice: results could not be told apart");
    }
}
