using System.CommandLine;
using CompileBench.Analysis.Comparison;
using CompileBench.Measuring;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Comparisons;

namespace CompileBench.Cli.Comparing;

/// <summary>Which verdicts make a comparison end with exit code 1.</summary>
/// <param name="Fails">The verdicts.</param>
/// <param name="OnFailure">Whether a case counts that only the candidate could not compile.</param>
internal sealed record RegressionRule(IReadOnlySet<ChangeVerdict> Fails, bool OnFailure)
{
    private const string Never = "never";
    private const string Failed = "failed";

    private static readonly Dictionary<string, ChangeVerdict[]> Names = new()
    {
        ["slower"] = [ChangeVerdict.Slower],
        ["larger"] = [ChangeVerdict.Larger],
        ["changed"] = [ChangeVerdict.Slower, ChangeVerdict.Faster, ChangeVerdict.Larger, ChangeVerdict.Smaller],
        ["inconclusive"] = [ChangeVerdict.Inconclusive],
        [Failed] = [],
        [Never] = [],
    };

    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--fail-on")
    {
        Description = $"verdicts of a case that cause exit code 1: {string.Join(", ", Names.Keys)}; separate several with commas",
        DefaultValueFactory = _ => $"slower,larger,{Failed}",
    };

    /// <summary>Reads the option's value.</summary>
    /// <exception cref="UsageException">A word is not known.</exception>
    public static RegressionRule Parse(string text)
    {
        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(
            words.SelectMany(word => Names.TryGetValue(word, out var verdicts)
                ? verdicts
                : throw new UsageException($"--fail-on '{word}' is not known: {string.Join(", ", Names.Keys)}{NearestNames.Suggestion(word, Names.Keys)}")).ToHashSet(),
            words.Contains(Failed));
    }

    /// <summary>0, or 1 where a case or a summary has a failing verdict, or the candidate failed on a case.</summary>
    public int ExitCode(ComparisonDocument document) =>
        document.Comparisons.Any(c => Fails.Contains(c.Verdict) || (OnFailure && c.CandidateFailed)) || document.Summaries.Any(s => Fails.Contains(s.Verdict)) ? 1 : 0;
}
