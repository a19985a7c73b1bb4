using System.Diagnostics;
using CompileBench.Analysis.Prediction;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Catalog;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Schema.Models;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Training;

/// <summary>
/// Finds out how fast a host compiles, by compiling generated modules whose times the model has, within two seconds. The result is kept in the user's
/// cache under the digest of the engine, and measured again only for another engine, processor or model.
/// </summary>
public static class HostCalibration
{
    /// <summary>The time that the compiles of a calibration may take together; the one that is running then is the last.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1.5);

    private const int Samples = 3;

    private static readonly OperationLimits Limits = new(TimeSpan.FromSeconds(10), null);

    /// <summary>The factors of settings: from the cache, or measured and stored there.</summary>
    /// <param name="calibration">The modules and their times on the machine of the training runs.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellation">Ends measuring.</param>
    /// <returns>A factor per setting; settings that could not be measured in time have the factor of the others, and <see cref="HostFactor.One"/> where none could.</returns>
    public static IReadOnlyDictionary<string, HostFactor> Obtain(
        IReadOnlyList<CalibrationTime> calibration, IReadOnlyList<string> settings, EngineBuild engine, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(engine);
        var wanted = calibration.Where(c => settings.Contains(c.Settings)).ToList();
        var host = HostFacts.Describe(null);
        var path = Path.Combine(ModuleCache.ForCurrentUser().Folder, "calibration", engine.Digest.Hex + ".json");
        var known = Read(path) is { } file && file.Cpu == host.Cpu && file.Host == host.Name ? file.Times : [];
        var missing = wanted.Where(w => !known.Any(k => k.Module == w.Module && k.Settings == w.Settings)).ToList();
        if (missing.Count > 0)
        {
            known = [.. known, .. Measure(missing, engine, cancellation)];
            Write(path, new HostSpeedDocument { Host = host.Name, Cpu = host.Cpu, Times = known });
        }

        return Factors(wanted, known, settings);
    }

    /// <summary>The factors that measured times give.</summary>
    internal static IReadOnlyDictionary<string, HostFactor> Factors(IReadOnlyList<CalibrationTime> reference, IReadOnlyList<CalibrationTime> measured, IReadOnlyList<string> settings)
    {
        var ratios = (from r in reference join m in measured on (r.Module, r.Settings) equals (m.Module, m.Settings) select (r.Settings, Ratio: m.Nanoseconds / r.Nanoseconds)).ToLookup(r => r.Settings, r => r.Ratio);
        var all = Factor([.. ratios.SelectMany(r => r)]);
        return settings.ToDictionary(s => s, s => ratios[s].Any() ? Factor([.. ratios[s]]) : all);
    }

    // The median; the modules disagree by as much as the factor may be wrong.
    private static HostFactor Factor(List<double> ratios)
    {
        ratios.Sort();
        return ratios.Count == 0
            ? HostFactor.One
            : new HostFactor((ratios[ratios.Count / 2] + ratios[(ratios.Count - 1) / 2]) / 2, Math.Sqrt(ratios[^1] / ratios[0]));
    }

    private static List<CalibrationTime> Measure(IReadOnlyList<CalibrationTime> missing, EngineBuild engine, CancellationToken cancellation)
    {
        var catalog = ModuleCatalog.Load();
        var directory = Directory.CreateTempSubdirectory("compilebench-calibration");
        try
        {
            using var slot = new WorkerSlot(engine.LibraryPath, null);
            var measured = new List<CalibrationTime>();
            var start = Stopwatch.GetTimestamp();

            // First one module of every setting, then the next: where time ends early, no setting is left out.
            foreach (var one in missing.GroupBy(m => m.Settings).SelectMany(g => g.Select((m, i) => (Module: m, Turn: i))).OrderBy(m => m.Turn).Select(m => m.Module))
            {
                if (Stopwatch.GetElapsedTime(start) > MostTime)
                {
                    break;
                }

                if (Compile(catalog, directory.FullName, one, slot, cancellation) is { } nanoseconds)
                {
                    measured.Add(one with { Nanoseconds = nanoseconds });
                }
            }

            return measured;
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static double? Compile(ModuleCatalog catalog, string directory, CalibrationTime one, WorkerSlot slot, CancellationToken cancellation)
    {
        if (!catalog.TryFind(one.Module, out var entry, out _) || entry.Origin is not GeneratedModule)
        {
            return null;
        }

        var path = Path.Combine(directory, one.Module + ".wasm");
        if (!File.Exists(path))
        {
            File.WriteAllBytes(path, catalog.Generate(entry));
        }

        var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, one.Settings, path, null, Samples), Limits, cancellation);
        List<double> times = [.. outcome.Samples.Select(s => s.CpuNanosecondsPerOperation ?? s.NanosecondsPerOperation).Order()];
        return outcome is Outcome.Completed && times.Count > 0 ? times[times.Count / 2] : null;
    }

    // A cache that cannot be read is measured again; one that cannot be written costs the next command two seconds.
    private static HostSpeedDocument? Read(string path)
    {
        try
        {
            return File.Exists(path) ? ModelsJson.ReadHostSpeed(RegularFile.ReadAllBytes(path, FileLimits.Model)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or RecordFormatException)
        {
            return null;
        }
    }

    private static void Write(string path, HostSpeedDocument document)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            AtomicFile.Write(path, ModelsJson.Document(document));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Measured again by the next command.
        }
    }
}
