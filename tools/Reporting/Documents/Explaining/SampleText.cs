using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Explaining;

/// <summary>A sampled compile as console text: shares of time by stage and by function, with bounds.</summary>
public static class SampleText
{
    /// <summary>Makes the document.</summary>
    /// <param name="sampled">The sampled compile.</param>
    /// <param name="top">How many functions to show.</param>
    public static TextDocument FromExplanation(SampledExplanation sampled, int top)
    {
        ArgumentNullException.ThrowIfNull(sampled);
        var text = new TextDocument();
        text.Add(ExplanationClaim.ForSamples(sampled));
        text.Add($"{sampled.Module}, Wasmtime {sampled.Engine}, {sampled.Settings}: {ExplanationWords.Duration(sampled.Compile)} of time, {sampled.Samples:N0} samples; shares with 95% bounds");
        var stages = new TextTable(">samples", ">share of time", "stage");
        foreach (var s in sampled.Stages)
        {
            stages.AddRow($"{s.Samples:N0}", Share(s.Share), s.Stage.Name);
        }

        text.Add(stages);
        var functions = new TextTable(">samples", ">share of time", "stage", "function") { Title = "functions of the compiler with the most samples" };
        foreach (var f in sampled.Functions.Take(top))
        {
            functions.AddRow($"{f.Samples:N0}", Share(f.Share), f.Stage.Name, f.Name);
        }

        text.Add(functions);
        return text;
    }

    private static string Share(BinomialShare share) =>
        $"{InstructionText.Percent(share.Share),6} ({InstructionText.Percent(share.Lower)} to {InstructionText.Percent(share.Upper)})";
}
