using System.Globalization;
using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>Advice for a fuzzer: the setting, the modules to drop, what to bound in the generator.</summary>
/// <param name="advice">The advice.</param>
/// <param name="bounds">What to bound, by measured ladders; empty where none is recorded or none exceeds the budget.</param>
/// <param name="laddersAreKnown">Whether there are recorded ladders.</param>
public sealed class FuzzAdviceText(FuzzAdvice advice, IReadOnlyList<ShapeBound> bounds, bool laddersAreKnown)
{
    private const int MostModules = 50;

    private string Budget => DurationText.Format(advice.Budget.NativeNanoseconds);

    private string InFuzzer => string.Create(CultureInfo.InvariantCulture, $"{DurationText.Format(advice.Budget.Limit.TotalNanoseconds)} where everything is {advice.Budget.Factor:0.##} times slower");

    /// <summary>The document.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        text.Add(Answer());
        text.Add(Settings());
        if (Listed().Count > 0)
        {
            text.Add(Modules());
        }

        if (Listed().Count > MostModules)
        {
            text.Add($"{Listed().Count - MostModules} more modules may exceed the limit under some setting: --json has all.");
        }

        if (bounds.Count > 0)
        {
            text.Add(Bounds());
        }

        ModuleAdviceText.AddConfiguration(text, [advice.Settings]);
        text.Add(Next());
        return text;
    }

    private string Answer()
    {
        var (drop, close, refused) = (Count(advice.Settings, BudgetVerdict.Over), Count(advice.Settings, BudgetVerdict.TooCloseToCall), Count(advice.Settings, BudgetVerdict.Unknown));
        var all = advice.Modules.Count == 1 ? "the module" : $"all {advice.Modules.Count} modules";
        var kept = drop + close + refused == 0 ? $"{all} {(advice.Modules.Count == 1 ? "is" : "are")} expected to compile within {Budget}"
            : $"{advice.Modules.Count - drop - close - refused} of {CountText.Format(advice.Modules.Count, "module")} are expected to compile within {Budget}; drop {drop}, {close} may exceed it, {refused} are refused";
        return $"Use {advice.Settings}: {kept} ({InFuzzer}).";
    }

    private TextTable Settings()
    {
        var table = new TextTable("settings", ">within", ">may exceed", ">drop", ">refused", ">all compiles, without dropped");
        foreach (var settings in advice.Modules.SelectMany(m => m.Compiles.Select(c => c.Settings)).Distinct())
        {
            table.AddRow(
                settings, Number(settings, BudgetVerdict.Within), Number(settings, BudgetVerdict.TooCloseToCall), Number(settings, BudgetVerdict.Over), Number(settings, BudgetVerdict.Unknown),
                DurationText.Format(advice.TotalTime(settings)));
        }

        return table;
    }

    private TextTable Modules()
    {
        var table = new TextTable("module", "drop under", "may exceed under", ">longest compile", ">in the fuzzer") { Title = "modules over the limit under some setting" };
        foreach (var module in Listed().Take(MostModules))
        {
            var longest = Longest(module);
            table.AddRow(
                module.Module, Names(module, BudgetVerdict.Over), Names(module, BudgetVerdict.TooCloseToCall),
                DurationText.Format(longest), DurationText.Format(advice.Budget.Slowed(longest)));
        }

        return table;
    }

    private TextTable Bounds()
    {
        var table = new TextTable("shape", ">at most", "of", "exceeds it first", "not tested beyond") { Title = $"what to bound in a generator: the largest size that compiles within {Budget}, measured" };
        foreach (var bound in bounds)
        {
            table.AddRow(
                bound.Shape, bound.Words, bound.SizeUnit, bound.Bound.SetBy!,
                string.Join(", ", bound.Bound.NotTestedBeyond.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Size:0} under {t.Settings}"))));
        }

        return table;
    }

    private string Next()
    {
        var drop = Count(advice.Settings, BudgetVerdict.Over) > 0 ? "drop the modules that the table names under this setting, " : "";
        var bound = bounds.Count > 0 ? "bound the generator by the sizes above, " : laddersAreKnown ? "" : "measure ladders (compilebench scaling) to learn what to bound, ";
        var close = Count(advice.Settings, BudgetVerdict.TooCloseToCall) > 0 ? " Measure those that may exceed the limit: the suite with --preflight-only compiles each once." : "";
        return $"Next: {drop}{bound}configure the engine with the lines above.{close}";
    }

    private IReadOnlyList<FuzzedModule> Listed() =>
        [.. advice.Modules.Where(m => m.Compiles.Any(c => c.Verdict is BudgetVerdict.Over or BudgetVerdict.TooCloseToCall)).OrderByDescending(Longest).ThenBy(m => m.Module, StringComparer.Ordinal)];

    private static double Longest(FuzzedModule module) => module.Compiles.Max(c => c.Time?.Value ?? 0);

    private static string Names(FuzzedModule module, BudgetVerdict verdict) => string.Join(", ", module.With(verdict).Select(c => c.Settings));

    private int Count(string settings, BudgetVerdict verdict) => advice.WithVerdict(settings, verdict).Count;

    private string Number(string settings, BudgetVerdict verdict) => Count(settings, verdict).ToString("N0", CultureInfo.InvariantCulture);
}
