using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Prediction;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>A module's predicted compile under one setting, held against the budget of a fuzzer.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="Verdict">Over: the lower end of the 90% interval is beyond the budget. Too close to call: the budget lies in the interval. Unknown: the setting refuses the module.</param>
/// <param name="Time">The predicted time; null where the setting refuses the module.</param>
public sealed record FuzzedCompile(string Settings, BudgetVerdict Verdict, CostEstimate? Time);

/// <summary>A module under every setting.</summary>
/// <param name="Module">Its name.</param>
/// <param name="Compiles">One for each setting.</param>
public sealed record FuzzedModule(string Module, IReadOnlyList<FuzzedCompile> Compiles)
{
    /// <summary>The settings with this verdict.</summary>
    public IReadOnlyList<FuzzedCompile> With(BudgetVerdict verdict) => [.. Compiles.Where(c => c.Verdict == verdict)];
}

/// <summary>Which setting a fuzzer should compile under, and which modules to drop.</summary>
/// <param name="Budget">The limit of the fuzzer.</param>
/// <param name="Modules">The modules.</param>
/// <param name="Settings">The setting to use: the fewest modules over the budget, then the fewest refused, then the fewest too close to call, then the shortest time.</param>
public sealed record FuzzAdvice(CompileBudget Budget, IReadOnlyList<FuzzedModule> Modules, string Settings)
{
    /// <summary>The modules that a setting compiles beyond the budget, longest first.</summary>
    public IReadOnlyList<FuzzedModule> Dropped(string settings) => WithVerdict(settings, BudgetVerdict.Over);

    /// <summary>The modules with this verdict under a setting, longest first.</summary>
    public IReadOnlyList<FuzzedModule> WithVerdict(string settings, BudgetVerdict verdict) =>
    [
        .. Modules.Where(m => m.Compiles.Any(c => c.Settings == settings && c.Verdict == verdict))
            .OrderByDescending(m => m.Compiles.First(c => c.Settings == settings).Time?.Value ?? 0).ThenBy(m => m.Module, StringComparer.Ordinal),
    ];

    /// <summary>The predicted time of all modules that the setting compiles within the budget or too close to it, in nanoseconds.</summary>
    public double TotalTime(string settings) => Modules.SelectMany(m => m.Compiles).Where(c => c.Settings == settings && c.Verdict != BudgetVerdict.Over).Sum(c => c.Time?.Value ?? 0);

    /// <summary>Judges predictions by the budget.</summary>
    /// <param name="modules">Each module with its prediction and the settings that refuse it; at least one module.</param>
    /// <param name="budget">The limit of the fuzzer.</param>
    public static FuzzAdvice FromPredictions(IReadOnlyList<(string Module, ModulePrediction Prediction, IReadOnlyDictionary<string, string> Refused)> modules, CompileBudget budget)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(budget);
        FuzzedModule[] judged = [.. modules.Select(m => new FuzzedModule(m.Module, [.. m.Prediction.Settings.Select(s => Judge(s, m.Refused.ContainsKey(s.Settings), budget))]))];
        var settings = judged.SelectMany(m => m.Compiles.Select(c => c.Settings)).Distinct().ToList();
        var all = new FuzzAdvice(budget, judged, settings[0]);
        return all with
        {
            Settings = settings.OrderBy(s => all.Dropped(s).Count)
                .ThenBy(s => all.WithVerdict(s, BudgetVerdict.Unknown).Count)
                .ThenBy(s => all.WithVerdict(s, BudgetVerdict.TooCloseToCall).Count)
                .ThenBy(all.TotalTime)
                .ThenBy(SettingNames.DistanceFromBaseline)
                .First(),
        };
    }

    private static FuzzedCompile Judge(SettingPrediction prediction, bool isRefused, CompileBudget budget) =>
        isRefused || prediction.Nanoseconds is not { } time ? new FuzzedCompile(prediction.Settings, BudgetVerdict.Unknown, null)
        : new FuzzedCompile(
            prediction.Settings,
            time.Lower90 > budget.NativeNanoseconds ? BudgetVerdict.Over : time.Upper90 > budget.NativeNanoseconds ? BudgetVerdict.TooCloseToCall : BudgetVerdict.Within,
            time);
}
