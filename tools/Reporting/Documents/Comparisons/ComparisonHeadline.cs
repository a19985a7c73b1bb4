using CompileBench.Analysis.Comparison;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>The answer of a comparison in two sentences, which stands before every table.</summary>
public static class ComparisonHeadline
{
    /// <summary>
    /// <c>all Cranelift settings, 12 cases: 51.0.0 takes 3.1% more wall time than 50.0.1 (1.9% to 4.3%). 10 of 12 comparisons decided (1 slower, 9 no change that
    /// matters, 2 inconclusive).</c> The first sentence is about the first metric over all settings of Cranelift, or the first setting where that mean is missing; without a summary it says that there is no verdict.
    /// </summary>
    public static string ForDocument(ComparisonDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (document.Comparisons.Count == 0)
        {
            return $"{document.Candidate} against {document.Baseline}: nothing was compared.";
        }

        var metric = document.Metrics.First();
        var claims = document.Summaries.Where(s => s.Metric == metric).ToList();
        var answer = (claims.Find(s => s.Settings == ComparisonSummary.Overall) ?? claims.FirstOrDefault()) is { } summary
            ? ComparisonClaim.ForSummary(summary, document.Baseline, document.Candidate, document.ThresholdOf(metric))
            : $"{document.Candidate} against {document.Baseline}: no verdict on {ComparisonWords.ForMetric(metric)}";
        return $"{answer}. {ComparisonWords.Decided(document.Comparisons)} ({ComparisonWords.Counts(document.Comparisons)}).";
    }
}
