using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>Advice for several modules: one setting for all, those for which another one pays, and what to do.</summary>
/// <param name="folder">The advice.</param>
/// <param name="evidence">The recorded executions.</param>
/// <param name="found">What a check found of each module; empty where nothing was compiled.</param>
public sealed class FolderAdviceText(FolderAdvice folder, RunTimeEvidence evidence, IReadOnlyList<CheckedCompile> found)
{
    private readonly CompileLimits _limits = folder.Modules[0].Advice.Question.Limits;

    /// <summary>The document.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        text.Add(Answer());
        text.Add(Modules());
        text.Add(TextTotals());
        text.Add(evidence.IsEmpty
            ? "Run times are not known: no recorded run executed a workload. Only compiles are compared."
            : $"Run times: of the module itself where it was executed, else geometric means of {CountText.Format(evidence.Modules.Count, "executed module")}.");
        ModuleAdviceText.AddConfiguration(text, [.. folder.Modules.Select(m => m.Use.Settings).Prepend(folder.Settings ?? folder.Modules[0].Use.Settings).Distinct()]);
        text.Add(Next());
        return text;
    }

    private string Answer()
    {
        var over = folder.OverLimits.Count;
        var limits = _limits.IsNone ? ""
            : over == 0 ? $"; each first compile is expected within {AdviceWords.Limits(_limits)}"
            : $"; {CountText.Format(over, "module")} may exceed {AdviceWords.Limits(_limits)}";
        if (folder.Settings is not { } settings)
        {
            return $"Use a setting for each module: none compiles all {folder.Modules.Count}{limits}.";
        }

        var exceptions = folder.Exceptions.Count;
        var apart = exceptions == 0 ? ", and no other one pays for any of them"
            : $", but another one for {exceptions} of them: together that is {AdviceWords.Beside(folder.TotalApart, folder.TotalUnder(settings)!.Value)} with one for all";
        return $"Use {settings} for the {folder.Modules.Count} modules{(evidence.IsEmpty ? ", by their compiles alone" : "")}{apart}{limits}.";
    }

    private TextTable Modules()
    {
        string[] check = found.Count > 0 ? [">first compile, measured"] : [];
        var table = new TextTable(["module", "use", ">compile", ">90% interval", ">total", ">beside the one for all", "limits", .. check]);
        foreach (var (advice, use) in folder.Modules)
        {
            var row = advice.Rows.First(r => r.Settings == use.Settings);
            var beside = folder.Settings is { } all && advice.Find(all) is { } common ? AdviceWords.Difference(use.TotalAfter(advice.Runs), common.TotalAfter(advice.Runs)) : "";
            string[] measured = found.Count == 0 ? [] : [found.FirstOrDefault(f => f.Module == advice.Module) is { } one ? Measured(one) : ""];
            table.AddRow(
            [
                advice.Module, use.Settings, DurationText.Format(use.Compile), AdviceWords.Interval(row.Prediction.Nanoseconds, n => DurationText.Format(n)),
                DurationText.Format(use.TotalAfter(advice.Runs)), beside, AdviceWords.Keeps(use, row.FirstCompile, _limits), .. measured,
            ]);
        }

        return table;
    }

    private TextTable TextTotals()
    {
        var table = new TextTable("all modules under", ">compiles and runs", ">beside one setting each");
        table.AddRow("one setting each", DurationText.Format(folder.TotalApart), "");
        foreach (var settings in folder.Modules.SelectMany(m => m.Advice.Rows.Select(r => r.Settings)).Distinct().OrderBy(s => SettingNames.RankIn(SettingNames.All, s)))
        {
            table.AddRow(settings, folder.TotalUnder(settings) is { } total ? DurationText.Format(total) : "does not compile all", folder.TotalUnder(settings) is { } sum ? AdviceWords.Difference(sum, folder.TotalApart) : "");
        }

        return table;
    }

    private static string Measured(CheckedCompile one) => one.Fault ?? $"{AdviceWords.First(one)}{(one.Deadline is { } verdict ? $", {Verdict(verdict)}" : "")}{(one.KeepsMemory is false ? ", over the memory" : "")}";

    private static string Verdict(BudgetVerdict verdict) => verdict switch { BudgetVerdict.Within => "within", BudgetVerdict.Over => "over", _ => "too close to call" };

    private string Next()
    {
        if (found.Count == 0)
        {
            return "Next: configure engines with the lines above. --check compiles each module under its setting and judges the first compile of a process.";
        }

        var (fine, close) = (found.Count(f => f.IsFine && f.Deadline is null or BudgetVerdict.Within), found.Count(f => f.IsFine && f.Deadline is BudgetVerdict.TooCloseToCall or BudgetVerdict.Unknown));
        var within = _limits.IsNone ? "compile under the advised setting" : $"keep to {AdviceWords.Limits(_limits)} under the advised setting";
        var rest = close > 0 ? $", {close} are too close to call" : "";
        return $"Next: configure engines with the lines above. Checked: {fine} of {CountText.Format(found.Count, "module")} {within}{rest}.";
    }
}
