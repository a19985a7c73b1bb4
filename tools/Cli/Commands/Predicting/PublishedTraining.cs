using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary>The runs in the repository that the published models are trained on.</summary>
internal static class PublishedTraining
{
    /// <summary>How a command describes its default runs.</summary>
    public const string Description = "directories of runs that models are trained on; the first sets the unit of time (default: the published runs of the engine)";

    /// <summary>The named runs; where none is named, the published ones of an engine: the default suite, the ladders, and <c>results/training/ENGINE*</c>.</summary>
    /// <param name="named">Run directories.</param>
    /// <param name="engine">The engine's label; null for that of the package.</param>
    /// <exception cref="UsageException">None is named or published.</exception>
    public static IReadOnlyList<string> Choose(IReadOnlyList<string>? named, string? engine)
    {
        if (named is { Count: > 0 })
        {
            return named;
        }

        var label = engine ?? EngineBuild.FromPackage().Label;
        var training = Path.Combine(RepositoryPlaces.Root, "results", "training");
        string[] runs =
        [
            .. new[] { $"default-{label}", $"scaling-{label}" }.Select(RepositoryPlaces.FindPublished).OfType<string>(),
            .. Directory.Exists(training) ? Directory.GetDirectories(training, $"{label}*").Order(StringComparer.Ordinal).ToArray() : [],
        ];
        return runs.Length > 0 ? runs : throw new UsageException($"there is no published run of engine {label}: name runs");
    }
}
