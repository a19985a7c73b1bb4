using System.Globalization;
using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>Advice for one module: the answer first, then the table that it comes from, then what to do.</summary>
/// <param name="advice">The advice.</param>
/// <param name="evidence">The recorded executions.</param>
/// <param name="found">What a check found; null where nothing was compiled.</param>
public sealed class ModuleAdviceText(ModuleAdvice advice, RunTimeEvidence evidence, CheckedCompile? found)
{
    private double Total => advice.Chosen.TotalAfter(advice.Runs);

    /// <summary>The document.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        text.Add(Answer());
        text.Add(Settings());
        text.Add(AdviceWords.Source(advice, evidence.Modules.Count));
        if (advice.RunTimes is not null)
        {
            text.Add(AdviceWords.Ranges(advice));
        }

        if (advice.Change is { } change)
        {
            text.Add(AdviceWords.Change(change));
        }

        AddConfiguration(text, [advice.Chosen.Settings]);
        text.Add(Next());
        return text;
    }

    /// <summary>Adds the lines that configure some settings.</summary>
    internal static void AddConfiguration(TextDocument text, IReadOnlyList<string> settings)
    {
        foreach (var one in settings)
        {
            var lines = ConfigurationLines.ForSettings(one);
            text.Add($"C#, {one}:");
            lines.CSharp.ToList().ForEach(l => text.Add("  " + l));
            text.Add($"Rust, {one}:");
            lines.Rust.ToList().ForEach(l => text.Add("  " + l));
            if (ConfigurationLines.WarningFor(one) is { } warning)
            {
                text.Add($"warning: {warning}.");
            }
        }

        if (settings.Any(s => ConfigurationLines.ForSettings(s).NeedsNativeConfig))
        {
            text.Add("C#, called above; with using System.Runtime.CompilerServices, System.Runtime.InteropServices and Wasmtime:");
            ConfigurationLines.NativeConfig.ToList().ForEach(l => text.Add("  " + l));
        }
    }

    private string Answer()
    {
        var (settings, limits) = (advice.Chosen.Settings, advice.Question.Limits);
        var row = advice.Rows.First(r => r.Settings == settings);
        if (!advice.KeepsLimits)
        {
            return $"Use {settings}, which comes closest: no setting is expected to compile {advice.Module} within {AdviceWords.Limits(limits)}; its first compile takes about {DurationText.Format(row.FirstCompile)}.";
        }

        var total = advice.Runs > 0 ? $", in total {DurationText.Format(Total)} with {AdviceWords.Demand(advice)}" : "";
        var alone = advice.RunTimes is null ? ", by the compile alone" : "";
        var beside = settings == SettingNames.Baseline ? ", Wasmtime's default"
            : advice.Default is { } kept ? $", {AdviceWords.Beside(Total, kept.TotalAfter(advice.Runs))} under {SettingNames.Baseline}, the default" : "";
        var within = limits.IsNone ? "" : $"; its first compile is expected within {AdviceWords.Limits(limits)}";
        return $"Use {settings}: {advice.Module} compiles in about {DurationText.Format(advice.Chosen.Compile)}{total}{beside}{alone}{within}.";
    }

    private TextTable Settings()
    {
        var table = new TextTable("settings", ">compile", ">90% interval", ">first compile", ">memory", ">90% interval", ">one run", ">run time", ">other modules", ">total", ">beside the advised", "limits")
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"{advice.Module}, {advice.Bytes:N0} bytes"),
        };
        foreach (var row in advice.Rows.OrderBy(r => r.Candidate?.TotalAfter(advice.Runs) ?? double.PositiveInfinity))
        {
            table.AddRow([.. Costs(row), .. RunTimes(row.Settings), .. Totals(row)]);
        }

        return table;
    }

    private static IEnumerable<string> Costs(AdviceRow row) =>
    [
        row.Settings,
        DurationText.Format(row.Prediction.Nanoseconds?.Value),
        AdviceWords.Interval(row.Prediction.Nanoseconds, n => DurationText.Format(n)),
        DurationText.Format(row.FirstCompile),
        ByteSizeText.Format(row.Prediction.AnonymousBytes?.Value),
        AdviceWords.Interval(row.Prediction.AnonymousBytes, b => ByteSizeText.Format(b)),
    ];

    private IEnumerable<string> RunTimes(string settings)
    {
        double? run = advice.RunTimes is { } times && times.Runs.TryGetValue(settings, out var value) ? value : null;
        var summary = evidence.Summaries.FirstOrDefault(s => s.Settings == settings);
        return
        [
            DurationText.Format(run),
            RatioText.Format(run / advice.RunTimes?.Baseline),
            summary is null ? "" : $"{AdviceWords.Ratio(summary)}; {RatioText.Format(summary.Minimum.Estimate.Ratio)} to {RatioText.Format(summary.Maximum.Estimate.Ratio)} seen",
        ];
    }

    private IEnumerable<string> Totals(AdviceRow row) => row.Candidate is not { } candidate
        ? [NotAvailable.Text, "", row.Excluded!]
        :
        [
            DurationText.Format(candidate.TotalAfter(advice.Runs)),
            row.Settings == advice.Chosen.Settings ? "advised" : AdviceWords.Difference(candidate.TotalAfter(advice.Runs), Total),
            AdviceWords.Keeps(candidate, row.FirstCompile, advice.Question.Limits),
        ];

    private string Next() => found is null
        ? "Next: configure the engine with the lines above. --check compiles the module under this setting and judges the first compile of a process."
        : found.IsFine
            ? $"Next: configure the engine with the lines above. Checked: {AdviceWords.Checked(found, advice.Question.Limits)}."
            : $"Next: choose another limit or change the module. Checked: {AdviceWords.Checked(found, advice.Question.Limits)}.";
}
