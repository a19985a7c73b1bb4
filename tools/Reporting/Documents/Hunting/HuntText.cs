using CompileBench.Reporting.Documents.Tables;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>The result of a hunt as console text: the answer, a table of the findings, and what to do next.</summary>
public static class HuntText
{
    /// <summary>Makes the document.</summary>
    /// <param name="results">What the hunt found.</param>
    /// <param name="run">The run's directory.</param>
    /// <param name="ladders">The superlinear ladders of the engine; null where no scaling run says which ladders are.</param>
    public static TextDocument FromResults(HuntResults results, string run, SuperlinearLadders? ladders = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        var text = new TextDocument();
        text.Add(HuntWords.Answer(results));
        if (results.Findings.Count > 0)
        {
            text.Add(Table(results));
        }

        text.Add(HuntWords.Effort(results));
        if (HuntWords.Engines(results) is { Length: > 0 } engines)
        {
            text.Add(engines);
        }

        if (HuntWords.Rediscovered(results, ladders) is { Length: > 0 } known)
        {
            text.Add(known);
        }

        if (results.Refusal is { } refusal)
        {
            text.Add($"the first refusal: {refusal}");
        }

        text.Add(results.Findings.Count > 0
            ? $"next: read the page with compilebench hunt findings {run} -o hunt.md; keep a shape with --adopt NAME; go on with compilebench hunt --resume {run}"
            : $"next: go on with compilebench hunt --resume {run} --time-limit 30m");
        return text;
    }

    private static TextTable Table(HuntResults results)
    {
        var table = new TextTable("finding", "setting", results.Baseline is null ? ">slope" : ">ratio", ">by instructions", ">bytes per unit", ">largest", "where it grows", "known shape");
        foreach (var finding in results.Findings.OrderByDescending(f => f.Slope ?? double.PositiveInfinity))
        {
            table.AddRow(
                finding.Name, finding.Settings, finding.Slope is null ? finding.Message ?? "" : HuntWords.Bounded(finding.Slope, finding.Lower, finding.Upper),
                HuntWords.Fixed(finding.InstructionSlope), HuntWords.Fixed(finding.MotifBytes), HuntWords.Largest(finding, results), HuntWords.Place(finding), HuntWords.Covered(finding));
        }

        return table;
    }
}
