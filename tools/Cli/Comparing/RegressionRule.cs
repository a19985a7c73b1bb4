using System.CommandLine;
using CompileBench.Analysis;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Comparisons;

namespace CompileBench.Cli.Comparing;

/// <summary>Which verdicts make a comparison end with exit code 1.</summary>
internal sealed record RegressionRule(IReadOnlySet<ChangeVerdict> Fails)
{
    private const string Never = "never";

    private static readonly Dictionary<string, ChangeVerdict[]> Names = new()
    {
        ["slower"] = [ChangeVerdict.Slower],
        ["larger"] = [ChangeVerdict.Larger],
        ["changed"] = [ChangeVerdict.Slower, ChangeVerdict.Faster, ChangeVerdict.Larger, ChangeVerdict.Smaller],
        ["inconclusive"] = [ChangeVerdict.Inconclusive],
        [Never] = [],
    };

    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--fail-on")
    {
        Description = $"verdicts of a case that end in exit code 1: {string.Join(", ", Names.Keys)}; several with commas",
        DefaultValueFactory = _ => "slower,larger",
    };

    /// <summary>Reads the option's value.</summary>
    /// <exception cref="UsageException">A word is not known.</exception>
    public static RegressionRule Parse(string text) => new(text
        .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .SelectMany(word => Names.TryGetValue(word, out var verdicts)
            ? verdicts
            : throw new UsageException($"--fail-on '{word}' is not known: {string.Join(", ", Names.Keys)}{NearestNames.Suggestion(word, Names.Keys)}"))
        .ToHashSet());

    /// <summary>0, or 1 where a case or a summary has a failing verdict.</summary>
    public int ExitCode(ComparisonDocument document) =>
        document.Comparisons.Any(c => Fails.Contains(c.Verdict)) || document.Summaries.Any(s => Fails.Contains(s.Verdict)) ? 1 : 0;
}
