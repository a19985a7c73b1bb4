using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>The time of a module's workload under each setting, measured in guarded workers.</summary>
/// <param name="Runs">Nanoseconds of one execution by settings' name.</param>
/// <param name="Faults">Settings under which the workload failed, each with the reason.</param>
internal sealed record WorkloadTimes(IReadOnlyDictionary<string, double> Runs, IReadOnlyDictionary<string, string> Faults)
{
    private const int Samples = 3;

    /// <summary>Executes the workload of a module; null where it has none.</summary>
    /// <param name="module">The module.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="limits">What one execution, with its compile, may take.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="WorkloadException">The workload cannot be used.</exception>
    public static WorkloadTimes? Measure(AdvisedModule module, IReadOnlyList<string> settings, EngineBuild engine, OperationLimits limits, CancellationToken cancellation)
    {
        var file = CatalogFile(module);
        if (ModuleWorkloads.Find(file, module.Path, module.Bytes) is null)
        {
            return null;
        }

        var (runs, faults) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        using var slot = new WorkerSlot(engine.LibraryPath, null);
        foreach (var one in settings)
        {
            var request = new OperationRequest(MeasuredOperation.Execute, one, module.Path, null, Samples, WorkloadPath: file);
            var outcome = slot.Run(request, limits, cancellation);
            if (outcome is Outcome.Completed && outcome.Samples.Count > 0)
            {
                double[] times = [.. outcome.Samples.Select(s => s.NanosecondsPerOperation).Order()];
                runs[one] = times[times.Length / 2];
            }
            else
            {
                faults[one] = $"its workload: {outcome.Kind.Describe().Name}: {outcome.Message}";
            }
        }

        return new WorkloadTimes(runs, faults);
    }

    // A file that only shares its name with a module of the catalog has another workload, or none.
    private static string? CatalogFile(AdvisedModule module) =>
        ModuleCatalog.Load().TryFind(module.Name, out var entry, out _) && entry.Digest == ModuleDigest.Compute(module.Bytes)
            ? ModuleWorkloads.FileFor(ModuleCatalog.DefaultFolder, entry)
            : null;
}
