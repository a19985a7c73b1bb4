using System.Globalization;
using System.Text;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Evaluation;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>How well the policy of <c>advise</c> chooses settings for modules whose packages it has not seen, as a page. Every figure is recomputed from recorded runs.</summary>
/// <param name="evaluation">The modules and their costs.</param>
public sealed class PolicyPage(PolicyEvaluation evaluation)
{
    /// <summary>The document's name.</summary>
    public const string FileName = "policy.md";

    private const double GoalMean = 0.03;
    private const double GoalPercentile95 = 0.10;
    private const double GoalCompileFactor = 3;
    private const double GoalRunTimeLost = 0.05;

    private static readonly double?[] Deadlines = [50e6, 200e6, 1e9];

    // From one run of a module to a million.
    private static readonly double[] RunCounts = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

    private readonly double[] _demands = evaluation.HasRunTimes ? RunCounts : [0];

    private readonly IReadOnlyList<ModuleSet> _sets = [.. Sets(evaluation).Where(s => s.Cases.Count > 0)];

    /// <summary>The document.</summary>
    public string Markdown()
    {
        var text = new StringBuilder();
        text.Line($"# How well the policy chooses settings, Wasmtime {MarkdownText.Name(evaluation.Set.Engine)}").Line();
        AppendIntroduction(text);
        AppendGoals(text);
        AppendRunTimes(text);
        foreach (var set in _sets)
        {
            AppendRegrets(text, set);
        }

        AppendDeadlines(text);
        AppendPathological(text);
        AppendChoices(text);
        AppendWorst(text);
        return text.ToString();
    }

    private static IEnumerable<ModuleSet> Sets(PolicyEvaluation evaluation)
    {
        var cases = evaluation.Cases;
        if (evaluation.HasRunTimes)
        {
            yield return new ModuleSet("Executed modules", "compiles measured, run times measured", [.. cases.Where(c => c.IsExecuted)], "executed modules");
        }

        var runs = evaluation.HasRunTimes ? "run times assumed" : "run times not known";
        yield return new ModuleSet("Real modules", $"compiles measured, {runs}", [.. cases.Where(c => c is { Kind: TrainingKind.Real, IsExecuted: false })], evaluation.HasRunTimes ? "other real modules" : "real modules");
        yield return new ModuleSet("Random modules", $"compiles measured, {runs}", [.. cases.Where(c => c.Kind == TrainingKind.Random)], "random modules");
        yield return new ModuleSet("Sizes of ladders", $"compiles measured, {runs}; shapes never seen", [.. cases.Where(c => c.Kind == TrainingKind.Ladder)], "sizes of ladders");
    }

    private void AppendIntroduction(StringBuilder text)
    {
        text.Line($"Made by `compilebench advise evaluate` from the compiles of runs {string.Join(", ", evaluation.Set.Runs.Select(r => $"`{r}`"))}{(evaluation.HasRunTimes ? $" and the executions of {CountText.Format(evaluation.Evidence.Modules.Count, "module")}" : "")}: {string.Join(", ", _sets.Select(s => $"{s.Cases.Count:N0} {s.Words}"))}.");
        text.Line("For each module and number of runs, the *best choice* is the setting with the smallest measured compile + runs x run time. *Regret* is by how much the total under another setting exceeds that, as a share. The columns give the mean, what 95 of 100 modules do not exceed, and the largest.").Line();
        text.Line("- **Measured**: every compile, and run times of the executed modules. The best choice and every regret are computed from them. Compiles shorter than 0.2 ms are not predicted and left out.");
        text.Line("- **Predicted**: what the policy compares. Compile times come from models that saw nothing of the module's package, shape or seed; run times are geometric means of the executed modules of other packages. It is told how long a run takes under the default settings, and which settings refuse the module.");
        text.Line(evaluation.HasRunTimes
            ? $"- **Assumed**: a run of a module that was not executed takes {DurationText.Format(PolicyEvaluation.AssumedRun)} under the default settings and as much longer under another one as the mean of the executed modules. There, regret comes from predicted compiles alone."
            : "- No recorded run executed a workload. Settings are compared by their compiles alone, which is what a fuzzer does; advice for programs that run their modules is not judged here.");
        text.Line($"- *Winch first*: Winch for every module that it compiles, else the default settings. *None above 100 KB*: the default settings up to 100 KB of module, {SettingNames.NoneBacktracking} above. *Best single setting*: the one with the smallest mean regret in that row, chosen with knowledge of the measurements; the default settings for modules that it refuses.").Line();
    }

    private void AppendGoals(StringBuilder text)
    {
        text.Line("## Goals").Line();
        text.Line("| figure | goal | reached | missed |").Line("|---|---|---|---|");
        foreach (var set in _sets)
        {
            var regrets = _demands.Select(n => (Runs: n, Regret: RegretSummary.FromRule(PolicyRule.Policy, set.Cases, n, null)!)).ToList();
            var mean = regrets.MaxBy(r => r.Regret.Mean);
            var tail = regrets.MaxBy(r => r.Regret.Percentile95);
            var missed = regrets.Where(r => r.Regret.Mean > GoalMean || r.Regret.Percentile95 > GoalPercentile95).Select(r => Runs(r.Runs)).ToList();
            text.Line($"| mean and 95th percentile of regret, {set.Words}, at the worst number of runs | {PercentText.Format(GoalMean)}, {PercentText.Format(GoalPercentile95)} | {PercentText.Format(mean.Regret.Mean)} at {Runs(mean.Runs)}, {PercentText.Format(tail.Regret.Percentile95)} at {Runs(tail.Runs)} | {(missed.Count == 0 ? "none" : $"at {string.Join(", ", missed)}")} |");
        }

        var pathological = _demands.Select(n => (Runs: n, Summary: PathologicalSummary.FromRule(PolicyRule.Policy, evaluation.Cases, n))).Where(p => p.Summary is not null).ToList();
        if (pathological.Count > 0)
        {
            var both = pathological.Where(p => p.Summary!.CompileFactor >= GoalCompileFactor && p.Summary.RunTimeLost <= GoalRunTimeLost).ToList();
            var reached = both.Count > 0 && evaluation.HasRunTimes
                ? $"{RatioText.Format(both[0].Summary!.CompileFactor)} less at {PercentText.Format(both[0].Summary!.RunTimeLost)} lost, at {Runs(both[0].Runs)}"
                : $"{RatioText.Format(pathological[0].Summary!.CompileFactor)} less at {(evaluation.HasRunTimes ? $"{PercentText.Format(pathological[0].Summary!.RunTimeLost)} lost" : "an unknown loss")}, at {Runs(pathological[0].Runs)}";
            text.Line($"| total compile time on pathological modules, and run time lost | {RatioText.Format(GoalCompileFactor)} less, {PercentText.Format(GoalRunTimeLost)} | {reached} | {(both.Count > 0 && evaluation.HasRunTimes ? "none" : evaluation.HasRunTimes ? "no number of runs reaches both" : "run time not judged")} |");
        }

        text.Line();
    }

    private void AppendRunTimes(StringBuilder text)
    {
        if (!evaluation.HasRunTimes)
        {
            return;
        }

        text.Line("## Run time of each setting").Line();
        text.Line($"Time of one execution divided by that under {SettingNames.Baseline}: geometric means over {CountText.Format(evaluation.Evidence.Modules.Count, "executed module")}, with 95% bounds for similar modules where these are not wider than the ratio.").Line();
        text.Line("| setting | modules | run time | lowest | highest |").Line("|---|--:|--:|---|---|");
        foreach (var s in evaluation.Evidence.Summaries)
        {
            text.Line($"| {MarkdownText.Name(s.Settings)} | {s.ModuleCount} | {AdviceWords.Ratio(s)} | {RatioText.Format(s.Minimum.Estimate.Ratio)} {MarkdownText.Name(s.Minimum.Module)} | {RatioText.Format(s.Maximum.Estimate.Ratio)} {MarkdownText.Name(s.Maximum.Module)} |");
        }

        text.Line();
    }

    private void AppendRegrets(StringBuilder text, ModuleSet set)
    {
        text.Line($"## Regret: {char.ToLowerInvariant(set.Heading[0])}{set.Heading[1..]} ({set.Basis})").Line();
        text.Line($"{CountText.Format(set.Cases.Count, "module")}, no deadline.").Line();
        text.Line("| runs | policy | best single setting | | Winch first | none above 100 KB | default |").Line("|--:|---|---|---|---|---|---|");
        foreach (var runs in _demands)
        {
            var single = RegretSummary.BestSingle(set.Cases, runs, null)!.Value;
            text.Line($"| {Runs(runs)} | {Regret(PolicyRule.Policy)} | {MarkdownText.Name(single.Settings)} | {Words(single.Regret)} | {Regret(PolicyRule.WinchFirst)} | {Regret(PolicyRule.NoneAboveCap)} | {Regret(PolicyRule.ForSetting(SettingNames.Baseline))} |");

            string Regret(PolicyRule rule) => Words(RegretSummary.FromRule(rule, set.Cases, runs, null));
        }

        text.Line();
    }

    private void AppendDeadlines(StringBuilder text)
    {
        var cases = evaluation.Cases.Where(c => c.Kind == TrainingKind.Real && c.Costs.All(s => s.FirstCompile is not null)).ToList();
        if (cases.Count == 0)
        {
            return;
        }

        text.Line("## Deadlines").Line();
        text.Line($"The {cases.Count} real modules whose first compile in a process was measured under every setting. *Meets*: for how many the first compile under the chosen setting takes no longer than the deadline, of those for which some setting meets it. The regret is that of the modules that meet it, against the best choice that does.").Line();
        text.Line("| deadline | runs | policy meets | regret | best single setting | meets | regret | Winch first meets | regret | none above 100 KB meets | regret |").Line("|--:|--:|--:|---|---|--:|---|--:|---|--:|---|");
        foreach (var deadline in Deadlines)
        {
            foreach (var runs in _demands.Where(n => n is 0 or 1 or 1e3 or 1e6))
            {
                if (RegretSummary.BestSingle(cases, runs, deadline) is not { } single)
                {
                    continue;
                }

                text.Line($"| {DurationText.Format(deadline, 2)} | {Runs(runs)} | {Both(RegretSummary.FromRule(PolicyRule.Policy, cases, runs, deadline))} | {MarkdownText.Name(single.Settings)} | {Both(single.Regret)} | {Both(RegretSummary.FromRule(PolicyRule.WinchFirst, cases, runs, deadline))} | {Both(RegretSummary.FromRule(PolicyRule.NoneAboveCap, cases, runs, deadline))} |");
            }
        }

        text.Line();

        static string Both(RegretSummary? regret) => regret is null ? "none | " : $"{regret.Met} of {regret.Modules} | {Words(regret)}";
    }

    private void AppendPathological(StringBuilder text)
    {
        if (PathologicalSummary.FromRule(PolicyRule.Policy, evaluation.Cases, 0) is not { } first)
        {
            return;
        }

        text.Line("## Pathological modules").Line();
        text.Line($"The {first.Modules} modules, mostly sizes of ladders, that compile ten times slower or more under {SettingNames.Baseline} than under {SettingNames.NoneSinglePass}. *Compiles*: the time of all compiles under the default settings, divided by that under the chosen ones. *Run time*: how much longer all runs take than under the default settings{(evaluation.HasRunTimes ? " (assumed)" : "; not known")}. *Together*: compiles and runs under the default settings, divided by those under the chosen ones.").Line();
        text.Line("| runs | policy: compiles | run time | together | Winch first: compiles | run time | together | none above 100 KB: compiles | run time | together |").Line("|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var runs in _demands)
        {
            text.Line($"| {Runs(runs)} | {Summary(PolicyRule.Policy)} | {Summary(PolicyRule.WinchFirst)} | {Summary(PolicyRule.NoneAboveCap)} |");

            string Summary(PolicyRule rule)
            {
                var s = PathologicalSummary.FromRule(rule, evaluation.Cases, runs)!;
                return $"{RatioText.Format(s.CompileFactor)} | {(evaluation.HasRunTimes ? $"{(s.RunTimeLost > 0 ? "+" : "")}{PercentText.Format(s.RunTimeLost)}" : NotAvailable.Text)} | {RatioText.Format(s.TotalFactor)}";
            }
        }

        text.Line();
    }

    private void AppendChoices(StringBuilder text)
    {
        var settings = evaluation.Set.Settings;
        text.Line("## What the policy chooses").Line();
        text.Line("The number of modules for which each setting is chosen, without a deadline; in brackets for how many it is the best choice.").Line();
        text.Line($"| modules | runs | {string.Join(" | ", settings.Select(MarkdownText.Name))} |").Line($"|---|--:|{string.Concat(settings.Select(_ => "--:|"))}");
        foreach (var set in _sets)
        {
            foreach (var runs in _demands.Where(n => n is 0 or 1 or 1e3 or 1e6))
            {
                var chosen = set.Cases.Select(c => c.Choose(SettingPolicy.Default, runs, null).Settings).ToLookup(s => s);
                var best = set.Cases.Select(c => c.Oracle(runs, null)!.Settings).ToLookup(s => s);
                text.Line($"| {set.Words} | {Runs(runs)} | {string.Join(" | ", settings.Select(s => $"{chosen[s].Count()} ({best[s].Count()})"))} |");
            }
        }

        text.Line();
    }

    private void AppendWorst(StringBuilder text)
    {
        var worst = evaluation.Cases.Where(c => c.Kind == TrainingKind.Real)
            .SelectMany(c => _demands.Select(n => (Case: c, Runs: n, Chosen: c.Choose(SettingPolicy.Default, n, null), Best: c.Oracle(n, null)!)))
            .Select(w => (w.Case, w.Runs, w.Chosen, w.Best, Regret: (w.Chosen.TotalAfter(w.Runs) / w.Best.TotalAfter(w.Runs)) - 1))
            .GroupBy(w => w.Case.Module)
            .Select(g => g.MaxBy(w => w.Regret))
            .OrderByDescending(w => w.Regret).ThenBy(w => w.Case.Module, StringComparer.Ordinal)
            .Take(10);
        text.Line("## The ten largest regrets among real modules").Line();
        text.Line("| module | runs | chosen | total | best choice | total | regret | run times |").Line("|---|--:|---|--:|---|--:|--:|---|");
        foreach (var w in worst)
        {
            text.Line($"| {MarkdownText.Name(w.Case.Module)} | {Runs(w.Runs)} | {w.Chosen.Settings} | {DurationText.Format(w.Chosen.TotalAfter(w.Runs))} | {w.Best.Settings} | {DurationText.Format(w.Best.TotalAfter(w.Runs))} | {PercentText.Format(w.Regret)} | {(w.Case.IsExecuted ? "measured" : evaluation.HasRunTimes ? "assumed" : "not known")} |");
        }

        text.Line();
    }

    private static string Words(RegretSummary? regret) =>
        regret is null ? NotAvailable.Text : $"{PercentText.Format(regret.Mean)} / {PercentText.Format(regret.Percentile95)} / {PercentText.Format(regret.Worst)}";

    private static string Runs(double runs) => runs == 0 ? "compile only" : runs.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Modules that are judged together.</summary>
    private sealed record ModuleSet(string Heading, string Basis, IReadOnlyList<PolicyCase> Cases, string Words);
}
