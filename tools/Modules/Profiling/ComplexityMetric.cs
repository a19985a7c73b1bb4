using System.Collections.Frozen;

namespace CompileBench.Modules.Profiling;

/// <summary>
/// A named quantity of a module, most of them also of each function: what a chart's x axis shows and what a model predicts from. The set is
/// closed: <see cref="All"/>. Names are camelCase and never change, since records refer to them.
/// </summary>
public sealed class ComplexityMetric
{
    private static readonly Lazy<ComplexityMetric[]> Registry = new(() =>
        [.. ModuleMetrics.All, .. FunctionMetrics.All, .. InstructionMetrics.All, .. PredictorMetrics.All, .. MaximumMetrics.All]);

    private static readonly Lazy<FrozenDictionary<string, ComplexityMetric>> Names = new(() => Registry.Value.ToFrozenDictionary(metric => metric.Name, StringComparer.Ordinal));

    private readonly Func<ModuleTotals, double> _ofModule;
    private readonly FunctionGetter? _ofFunction;

    private ComplexityMetric(string name, MetricUnit unit, string description, Func<ModuleTotals, double> ofModule, FunctionGetter? ofFunction)
    {
        Name = name;
        Unit = unit;
        Description = description;
        _ofModule = ofModule;
        _ofFunction = ofFunction;
    }

    internal delegate double FunctionGetter(ReadOnlySpan<long> counters);

    /// <summary>Every metric, those of the module first.</summary>
    public static IReadOnlyList<ComplexityMetric> All => Registry.Value;

    /// <summary>The metrics that single functions have as well.</summary>
    public static IEnumerable<ComplexityMetric> ForFunctions => All.Where(metric => metric.HasFunctionValue);

    /// <summary>The stable camelCase name, such as <c>codeSectionBytes</c>.</summary>
    public string Name { get; }

    /// <summary>Its unit.</summary>
    public MetricUnit Unit { get; }

    /// <summary>One sentence that says what is counted.</summary>
    public string Description { get; }

    /// <summary>Whether a single function has the metric.</summary>
    public bool HasFunctionValue => _ofFunction is not null;

    /// <summary>The metric of that name, or null.</summary>
    public static ComplexityMetric? Find(string name) => Names.Value.GetValueOrDefault(name);

    /// <summary>The module's value.</summary>
    public double GetValue(ModuleProfile module) => _ofModule(module.Totals);

    /// <summary>The function's value.</summary>
    /// <exception cref="InvalidOperationException">Only modules have this metric; see <see cref="HasFunctionValue"/>.</exception>
    public double GetValue(FunctionProfile function) => GetValue(function.Counters);

    /// <summary>The value of the function just read.</summary>
    /// <exception cref="InvalidOperationException">Only modules have this metric.</exception>
    public double GetValue(in FunctionCounts function) => GetValue(function.Counters);

    public override string ToString() => Name;

    /// <summary>The module's value of a metric is the sum over its functions.</summary>
    internal static ComplexityMetric Sum(string name, MetricUnit unit, string description, FunctionGetter get) =>
        new(name, unit, description, totals => get(totals.Sums), get);

    /// <summary>The module's value is the largest of its functions'.</summary>
    internal static ComplexityMetric Maximum(string name, string description, int counter) =>
        new(name, MetricUnit.Count, description, totals => totals.Maxima[counter], counters => counters[counter]);

    /// <summary>Only modules have the metric.</summary>
    internal static ComplexityMetric ForModule(string name, MetricUnit unit, string description, Func<ModuleTotals, double> get) =>
        new(name, unit, description, get, ofFunction: null);

    internal double GetValue(ReadOnlySpan<long> counters) =>
        _ofFunction is { } get ? get(counters) : throw new InvalidOperationException($"metric '{Name}' is one of modules, not of functions");
}
