using System.Globalization;
using System.Text;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>Which of the superlinear known shapes hunts found again that took no motif from them: how far a search can be trusted to find what it was not told.</summary>
public static class RediscoveryPage
{
    private const int Steepest = 2;

    /// <summary>The page as Markdown.</summary>
    /// <param name="hunts">The hunts, each with its manifest.</param>
    /// <param name="ladders">The superlinear ladders of their engine.</param>
    public static string Markdown(IReadOnlyList<(RunManifest Manifest, HuntResults Results)> hunts, SuperlinearLadders ladders)
    {
        ArgumentNullException.ThrowIfNull(hunts);
        ArgumentNullException.ThrowIfNull(ladders);
        var text = new StringBuilder();
        text.Line($"# Known shapes that hunts found again in Wasmtime {MarkdownText.Name(hunts[0].Manifest.Engines[0].Label)}").Line();
        text.Line($"Made by `compilebench hunt rediscovered` from {string.Join(", ", hunts.Select(h => $"run `{h.Manifest.Run}`"))} and the laws of run `{ladders.Run}` alone: every figure here is in them.").Line();
        text.Line($"The hunts took no motif from the known shapes. A shape counts that is superlinear under the setting in the scaling run, with an exponent *k* of {HuntWords.Fixed(SuperlinearLadders.LeastExponent)} or more. It is found again where a pattern or a finding that was confirmed "
            + "as superlinear has the same instructions in the same proportions and needs the features that the shape is about; that does not say that the cause is the same. *Slope* is the exponent of the steepest such pattern over the last two doublings of its size, and *after* how many candidates had been screened when the first was confirmed; without it the shape was met in a reduced finding only.").Line();
        text.Line("| setting | found again | steepest shapes | seconds | candidates | per second of screening | share of a processor |").Line("|---|--:|---|--:|--:|--:|--:|");
        foreach (var (_, results, setting) in Parts(hunts))
        {
            text.Line(Row(results, setting, ladders));
        }

        text.Line();
        foreach (var (_, results, setting) in Parts(hunts))
        {
            Section(text, results, setting, ladders);
        }

        return text.ToString();
    }

    private static IEnumerable<(RunManifest Manifest, HuntResults Results, string Setting)> Parts(IEnumerable<(RunManifest Manifest, HuntResults Results)> hunts) =>
        hunts.SelectMany(h => h.Manifest.Settings.Select(s => (h.Manifest, h.Results, s)));

    private static string Row(HuntResults results, string setting, SuperlinearLadders ladders)
    {
        var (all, again) = (Known(ladders, setting), Again(results, setting));
        var steepest = all.Take(Steepest).Select(l => $"{MarkdownText.Name(l.Shape)} {HuntWords.Fixed(l.Exponent)}: {(again.ContainsKey(l.Shape) ? "found again" : "not found")}");
        return $"| {MarkdownText.Name(setting)} | {Number(all.Count(l => again.ContainsKey(l.Shape)))} of {Number(all.Count)} | {string.Join("; ", steepest)} | {results.Seconds.ToString("0", CultureInfo.InvariantCulture)} | {Number(results.Screened)} "
            + $"| {(results.Screened / Math.Max(1, results.ScreeningSeconds)).ToString("0", CultureInfo.InvariantCulture)} | {(results.ProcessorShare is { } share ? share.ToString("0%", CultureInfo.InvariantCulture) : NotAvailable.Text)} |";
    }

    private static void Section(StringBuilder text, HuntResults results, string setting, SuperlinearLadders ladders)
    {
        text.Line($"## {MarkdownText.Name(setting)}").Line().Line("| known shape | its k | slope | after | the pattern |").Line("|---|--:|--:|--:|---|");
        var again = Again(results, setting);
        foreach (var (shape, exponent) in Known(ladders, setting))
        {
            text.Line(again.TryGetValue(shape, out var found)
                ? $"| {MarkdownText.Name(shape)} | {HuntWords.Fixed(exponent)} | {HuntWords.Fixed(found.Slope)} | {(found.Screened is { } screened ? Number(screened) : NotAvailable.Text)} | `{PlainText.Clean(found.Pattern)}` |"
                : $"| {MarkdownText.Name(shape)} | {HuntWords.Fixed(exponent)} | | | not found |");
        }

        text.Line();
    }

    private static List<(string Shape, double Exponent)> Known(SuperlinearLadders ladders, string setting) =>
        [.. ladders.Exponents.Where(l => l.Key.Settings == setting).Select(l => (l.Key.Shape, l.Value)).OrderByDescending(l => l.Value).ThenBy(l => l.Shape, StringComparer.Ordinal)];

    private static Dictionary<string, HuntRediscovery> Again(HuntResults results, string setting) =>
        results.Rediscovered.Where(r => r.Settings == setting).ToDictionary(r => r.Shape, StringComparer.Ordinal);

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
