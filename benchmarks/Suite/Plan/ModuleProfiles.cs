using CompileBench.Modules;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>What the modules of a run are: every metric of each, for <c>profiles.json</c> and for the charts' x axes.</summary>
internal static class ModuleProfiles
{
    /// <summary>Profiles the plan's modules, writes <c>profiles.json</c> and returns the metrics by module and name. A module that cannot be decoded has none: the engine's own rejection is its record.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="path">Where the file goes.</param>
    /// <param name="complain">Told of each module that cannot be decoded, in one line.</param>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> Write(SuitePlan plan, string path, Action<string> complain)
    {
        var documents = new Dictionary<string, ProfileDocument>();
        foreach (var module in plan.File.Modules)
        {
            try
            {
                var profile = ModuleProfiler.Profile(RegularFile.ReadAllBytes(module.Path, Array.MaxLength, LinkPolicy.Follow));
                documents[module.Name] = ProfileDocument.FromProfile(profile, module.Name, ModuleDigest.Parse(module.Digest));
            }
            catch (Exception e) when (e is WasmDecodeException or RecordFormatException or IOException)
            {
                complain($"{module.Name} cannot be profiled: {e.Message}");
            }
        }

        AtomicFile.Write(path, ProfileJson.SerializeAll(documents));
        return documents.ToDictionary(d => d.Key, d => d.Value.Metrics);
    }
}
