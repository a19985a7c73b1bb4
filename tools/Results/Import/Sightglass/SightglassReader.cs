using System.Text.Json;
using CompileBench.Results.Schema;

namespace CompileBench.Results.Import.Sightglass;

/// <summary>
/// Reads Sightglass' JSON: an array of its <c>Measurement</c> objects (crate <c>sightglass-data</c>), of which the wall times of compiling,
/// instantiating and executing are taken. Each process there is a launch here; its first iteration is the cold one.
/// </summary>
public static class SightglassReader
{
    /// <summary>The phase that this project is about, as Sightglass writes it.</summary>
    public const string CompilationPhase = "Compilation";

    private static readonly Dictionary<string, string> Phases = new(StringComparer.Ordinal)
    {
        [OperationNames.Compile] = CompilationPhase,
        [OperationNames.Instantiate] = "Instantiation",
        [OperationNames.Execute] = "Execution",
    };

    private static readonly Dictionary<string, string> Operations = Phases.ToDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

    /// <summary>The event that counts nanoseconds of wall time.</summary>
    public const string WallEvent = "nanoseconds";

    /// <summary>Sightglass' phase of an operation; null where it has none.</summary>
    /// <param name="operation">One of <see cref="OperationNames"/>.</param>
    public static string? FindPhase(string operation) => Phases.GetValueOrDefault(operation);

    /// <summary>Reads one file.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="name">What to call it in messages and in the manifest.</param>
    /// <param name="writtenAt">When the file was written, for it does not say when it measured.</param>
    /// <exception cref="RecordFormatException">It is no such file, or holds no compile times.</exception>
    public static ImportedRun Read(ReadOnlySpan<byte> json, string name, DateTimeOffset writtenAt)
    {
        SightglassMeasurement[] all;
        try
        {
            all = JsonSerializer.Deserialize(json, SightglassContext.Default.SightglassMeasurementArray) ?? [];
        }
        catch (JsonException e)
        {
            throw new RecordFormatException($"{name} is not Sightglass' JSON: {e.Message.Split(". ")[0]}", e);
        }

        var taken = all.Where(m => Operations.ContainsKey(m.Phase) && m.Event == WallEvent && m.Count > 0).ToList();
        if (!taken.Exists(m => m.Phase == CompilationPhase))
        {
            throw new RecordFormatException($"{name} holds no compile times: of {all.Length} measurements none has phase {CompilationPhase} and event {WallEvent}");
        }

        var records = taken.GroupBy(m => new MeasuredCase(Operations[m.Phase], ModuleOf(m), SettingsOf(m), EngineOf(m))).Select(g => Record(g.Key, g, writtenAt)).ToList();
        var notices = new List<string>();
        if (taken.Count < all.Length)
        {
            notices.Add($"{name}: {all.Length - taken.Count} measurements of other phases or events were passed over");
        }

        return new ImportedRun(Manifest(name, taken, records, writtenAt), records, notices);
    }

    private static CaseRecord Record(MeasuredCase key, IEnumerable<SightglassMeasurement> measurements, DateTimeOffset writtenAt) => new()
    {
        Operation = key.Operation,
        Module = key.Module,
        Settings = key.Settings,
        Engine = key.Engine,
        ModuleDigest = ImportedRun.UnknownDigest,
        EngineDigest = ImportedRun.UnknownDigest,
        Outcome = OutcomeKind.Completed,
        Samples =
        [
            .. measurements.GroupBy(m => m.Process).SelectMany((process, launch) => process.OrderBy(m => m.Iteration).Select((m, i) =>
                new CompileTimeSample(launch + 1, Math.Max(0, i - 1), i == 0 ? SampleKind.Cold : SampleKind.Warm, 1, (long)Math.Min(m.Count, long.MaxValue), null))),
        ],
        StartedAt = writtenAt,
    };

    private static RunManifest Manifest(string name, List<SightglassMeasurement> taken, List<CaseRecord> records, DateTimeOffset writtenAt) => new()
    {
        Run = name,
        Kind = RunKind.Imported,
        ToolVersion = "Sightglass",
        Host = new HostDescription("unknown host", "unknown system", taken[0].Arch, null, 0, 0, "none", null),
        Engines = [.. records.Select(r => r.Engine).Distinct().Select(e => new EngineDescription(e, null, ImportedRun.UnknownDigest, []))],
        Settings = [.. records.Select(r => r.Settings).Distinct()],
        StartedAt = writtenAt,
        EndedAt = writtenAt,
    };

    // Sightglass names an engine by its library's path. This project's export writes label/settings, which has no file extension.
    private static string EngineOf(SightglassMeasurement m)
    {
        var parts = m.Engine.Split('/', '\\');
        return IsLibrary(parts[^1]) || parts.Length < 2 ? (parts.Length >= 2 ? $"{parts[^2]}/{parts[^1]}" : parts[^1]) : parts[^2];
    }

    private static string SettingsOf(SightglassMeasurement m)
    {
        if (!string.IsNullOrWhiteSpace(m.EngineFlags))
        {
            return m.EngineFlags;
        }

        var parts = m.Engine.Split('/', '\\');
        return IsLibrary(parts[^1]) || parts.Length < 2 ? SettingNames.Baseline : parts[^1];
    }

    private static bool IsLibrary(string file) => Path.GetExtension(file) is ".so" or ".dylib" or ".dll";

    private static string ModuleOf(SightglassMeasurement m)
    {
        var file = m.Wasm.Split('/', '\\')[^1];
        return file.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase) ? file[..^5] : file;
    }
}
