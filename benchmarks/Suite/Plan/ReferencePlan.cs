using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using CompileBench.Modules.Generation;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>The fixed compile that is measured beside every sample: which module, and under which settings of an engine.</summary>
internal static class ReferencePlan
{
    /// <summary>The recipe of the module. Winch compiles it in a few milliseconds.</summary>
    // Part of what a recorded reference time means: another recipe would make times of two runs incomparable.
    public const string Recipe = "many-functions@256";

    private const string FileName = "reference.wasm";

    // The cheapest first.
    private static readonly string[] Candidates = [SettingNames.Winch, SettingNames.NoneSinglePass, SettingNames.NoneBacktracking, SettingNames.Baseline];

    /// <summary>Writes the module into a folder.</summary>
    public static PlannedModule WriteModule(string folder)
    {
        var bytes = GeneratorRecipe.Parse(Recipe).Generate();
        var path = Path.GetFullPath(Path.Combine(folder, FileName));
        AtomicFile.Write(path, bytes);
        return new PlannedModule(Recipe, path, ModuleDigest.Compute(bytes).ToString());
    }

    /// <summary>The cheapest settings that an engine supports; null where it supports none of them.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="described">What is known of it already; other settings are tried.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static string? SettingsFor(EngineBuild engine, EngineDescription described, CancellationToken cancellation) =>
        Candidates.FirstOrDefault(name => (described.Settings.FirstOrDefault(s => s.Settings == name) ?? Probe(engine, name, cancellation)).Supported);

    private static SettingSupport Probe(EngineBuild engine, string name, CancellationToken cancellation) =>
        EngineProbe.Describe(engine, [CompilerSettings.All.First(s => s.Name == name)], cancellation).Settings[0];
}
