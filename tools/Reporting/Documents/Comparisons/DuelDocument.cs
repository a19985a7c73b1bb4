using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Comparisons;

/// <summary>A duel's result as a document.</summary>
public static class DuelDocument
{
    /// <summary>Makes the document.</summary>
    /// <param name="result">The duel.</param>
    /// <param name="missing">Requested modules that are not available: one line each, with the reason.</param>
    public static ComparisonDocument FromResult(DuelResult result, IReadOnlyList<string> missing)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ComparisonDocument
        {
            Baseline = result.Baseline.Label,
            Candidate = result.Candidate.Label,
            Comparisons = result.Comparisons,
            Summaries = result.Summaries,
            ThresholdOf = result.ThresholdOf,
            SuiteMisrate = result.Options.SuiteMisrate,
            Method = Method(result),
            Caption = $"Wasmtime {result.Candidate.Label} and {result.Baseline.Label} · {RunCaption.Host(result.Manifest.Host)} · {RunCaption.Day(result.Manifest.StartedAt)} · "
                + RunCaption.Count(result.Comparisons.Where(c => c.Metric is ComparisonMetric.Wall or ComparisonMetric.Instructions).Sum(c => c.Pairs), "pair"),
            Notes = [.. Notes(result), .. missing],
        };
    }

    /// <summary>The end of a duel in a few words.</summary>
    public static string End(DuelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var how = result.End switch
        {
            DuelEnd.Settled => "nothing was left to measure",
            DuelEnd.TimeUp => "time was up",
            _ => "interrupted",
        };
        var share = result.MeasuredShare is { } s ? $", {PercentText.Format(s)} of the measuring time inside measured {Runs(result)}" : "";
        return $"{ComparisonWords.Decided(result.Comparisons)}; {how} after {result.Elapsed.TotalSeconds:0} s{share}";
    }

    private static string Method(DuelResult result)
    {
        var pairs = result.Comparisons.Any(c => c.Metric != ComparisonMetric.Instructions)
            ? $"Both engines {result.Operation.Past} {Object(result)}in turn in one process, a fresh one for each block, in random order." : "";
        var counts = result.Comparisons.Any(c => c.Metric == ComparisonMetric.Instructions)
            ? "Instructions are those of one compile, counted by Valgrind's callgrind." : "";
        return string.Join(' ', new[] { pairs, counts }.Where(s => s.Length > 0));
    }

    private static IEnumerable<string> Notes(DuelResult result)
    {
        if (result.Baseline.Digest == result.Candidate.Digest)
        {
            yield return $"{result.Baseline.Label} and {result.Candidate.Label} are the same library: every change is a false one";
        }

        foreach (var note in result.Notes)
        {
            yield return note;
        }

        foreach (var u in result.Unsupported)
        {
            yield return $"{u.Settings} is unsupported by {u.Engine} and was not compared: {u.Reason}";
        }

        foreach (var s in result.NotCompared)
        {
            yield return $"{s.What} was not compared: {s.Message}";
        }

        // Other work on the machine does not change counted instructions.
        foreach (var busy in result.Comparisons.All(c => c.Metric == ComparisonMetric.Instructions) ? [] : RunWarnings.ForMachine(result.Manifest.Host))
        {
            yield return busy;
        }

        var judged = result.Comparisons.Where(ComparisonWords.WasJudged).ToList();
        var open = judged.Count(c => !ComparisonWords.IsDecided(c));
        if (result.End == DuelEnd.Interrupted)
        {
            yield return $"interrupted after {Elapsed(result)}: verdicts rest on the pairs measured by then";
        }
        else if (open > 0 && result.End == DuelEnd.Settled)
        {
            // Times are settled then; what is open are peaks of memory, of which more would not tell more.
            yield return $"{ComparisonWords.Decided(judged)} after {Elapsed(result)}: more time would not decide more, a larger --threshold may";
        }
        else if (open > 0)
        {
            yield return $"{ComparisonWords.Decided(judged)} after {Elapsed(result)}: a longer --time-limit, fewer modules or settings, or a larger --threshold decides more";
        }

        var times = judged.Where(c => c.Metric is ComparisonMetric.Wall or ComparisonMetric.Cpu).ToList();
        if (times.Count > 0 && times.TrueForAll(c => c.Verdict == ChangeVerdict.Inconclusive) && IsCompile(result) && !judged.Exists(c => c.Metric == ComparisonMetric.Instructions))
        {
            yield return "time decided nothing on this machine: --metric instructions counts the instructions of each compile instead, which other work on the machine does not change (needs Valgrind)";
        }
    }

    private static bool IsCompile(DuelResult result) => result.Operation.Role == OperationRole.Subject;

    private static string Runs(DuelResult result) => IsCompile(result) ? "compiles" : $"runs of {result.Operation.Name}";

    private static string Object(DuelResult result) => IsCompile(result) ? "" : "each module ";

    private static string Elapsed(DuelResult result) => DurationText.Format(result.Elapsed.TotalNanoseconds);
}
