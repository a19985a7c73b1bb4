using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Contract;

/// <summary>The values of the benchmarks' parameters in the host.</summary>
/// <param name="Modules">Module names, in catalog order.</param>
/// <param name="Settings">Settings names, baseline first.</param>
/// <param name="Engines">Engine labels, in the order they were given.</param>
public sealed record SuiteParameters(IReadOnlyList<string> Modules, IReadOnlyList<string> Settings, IReadOnlyList<string> Engines)
{
    /// <summary>The values for what was asked.</summary>
    public static SuiteParameters ForPlan(IEnumerable<CatalogEntry> entries, IEnumerable<CompilerSettings> settings, IEnumerable<EngineBuild> builds) =>
        new([.. entries.Select(e => e.Name.Text)], [.. settings.Select(s => s.Name)], [.. builds.Select(b => b.Label)]);

    /// <summary>What is planned; empty in a child, which needs no list.</summary>
    public static SuiteParameters Current { get; set; } = new([], [], []);
}
