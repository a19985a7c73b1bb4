using CompileBench.Analysis.Comparison;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Comparing;

/// <summary>Reads the name of a metric.</summary>
internal static class MetricOption
{
    /// <summary><c>wall, cpu, instructions, memory</c>.</summary>
    public static string Names { get; } = string.Join(", ", Enum.GetValues<ComparisonMetric>().Select(ComparisonWords.Name));

    /// <summary>The metric of that name.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static ComparisonMetric Parse(string name)
    {
        var known = Enum.GetValues<ComparisonMetric>().ToDictionary(ComparisonWords.Name);
        return known.TryGetValue(name, out var metric)
            ? metric
            : throw new UsageException($"--metric '{name}' is not known: {Names}{NearestNames.Suggestion(name, known.Keys)}");
    }
}
