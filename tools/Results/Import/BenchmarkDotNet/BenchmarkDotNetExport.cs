using System.Globalization;
using System.Text.Json;
using CompileBench.Results.Schema;

namespace CompileBench.Results.Import.BenchmarkDotNet;

/// <summary>
/// Reads a plain BenchmarkDotNet export (<c>*-report-full.json</c>, seen with 0.15.8) of this suite's benchmarks: those that have a
/// <c>Module</c> parameter. The raw workload iterations are taken, never the statistics, which leave outliers out.
/// </summary>
public static class BenchmarkDotNetExport
{
    /// <summary>How such files are called.</summary>
    public const string FileSuffix = "-report-full.json";

    /// <summary>Reads one export.</summary>
    /// <param name="json">The file's bytes.</param>
    /// <param name="name">What to call it in messages and in the manifest.</param>
    /// <param name="writtenAt">When the file was written, for the export does not say when it measured.</param>
    /// <exception cref="RecordFormatException">It is no such export, or of another project's benchmarks.</exception>
    public static ImportedRun Read(ReadOnlyMemory<byte> json, string name, DateTimeOffset writtenAt)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, name, writtenAt);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RecordFormatException($"{name} is not a full BenchmarkDotNet export: {FirstLine(e.Message)}", e);
        }
    }

    private static ImportedRun Read(JsonElement root, string name, DateTimeOffset writtenAt)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("Benchmarks", out var benchmarks) || benchmarks.ValueKind != JsonValueKind.Array)
        {
            throw new RecordFormatException($"{name} is not a full BenchmarkDotNet export: it has no Benchmarks");
        }

        var records = new List<CaseRecord>();
        var notices = new List<string>();
        var others = 0;
        foreach (var benchmark in benchmarks.EnumerateArray())
        {
            var parameters = Parameters(Text(benchmark, "Parameters"));
            if (!parameters.TryGetValue("Module", out var module))
            {
                others++;
                continue;
            }

            records.Add(Record(benchmark, parameters, module, writtenAt));
        }

        if (records.Count == 0)
        {
            throw new RecordFormatException($"{name} holds no benchmark with a Module parameter: it was not made by this suite");
        }

        if (others > 0)
        {
            notices.Add($"{name}: {others} benchmarks without a Module parameter were passed over");
        }

        return new ImportedRun(Manifest(root, name, records, writtenAt), records, notices);
    }

    private static CaseRecord Record(JsonElement benchmark, Dictionary<string, string> parameters, string module, DateTimeOffset writtenAt)
    {
        var samples = Samples(benchmark);
        return new CaseRecord
        {
            Operation = OperationOf(Text(benchmark, "Method")),
            Module = module,
            Settings = parameters.GetValueOrDefault("Settings", "-"),
            Engine = parameters.GetValueOrDefault("Engine", "unknown"),
            ModuleDigest = ImportedRun.UnknownDigest,
            EngineDigest = ImportedRun.UnknownDigest,
            Outcome = samples.Count > 0 ? OutcomeKind.Completed : OutcomeKind.Crashed,
            Message = samples.Count > 0 ? null : "the export holds no measurement of it: the benchmark failed",
            Samples = samples,
            StartedAt = writtenAt,
        };
    }

    private static string OperationOf(string method) =>
        method.Contains("Validate", StringComparison.OrdinalIgnoreCase) ? OperationNames.Validate
        : method.Contains("Deserialize", StringComparison.OrdinalIgnoreCase) ? OperationNames.Deserialize
        : method is "Run" or "Execute" ? OperationNames.Execute
        : OperationNames.Compile;

    private static List<CompileTimeSample> Samples(JsonElement benchmark)
    {
        if (!benchmark.TryGetProperty("Measurements", out var measurements) || measurements.ValueKind != JsonValueKind.Array)
        {
            return [];
        }

        return
        [
            .. measurements.EnumerateArray()
                .Where(m => Text(m, "IterationMode") == "Workload" && Text(m, "IterationStage") == "Actual")
                .Select(m => new CompileTimeSample(
                    m.GetProperty("LaunchIndex").GetInt32(),
                    m.GetProperty("IterationIndex").GetInt32() - 1,
                    SampleKind.Warm,
                    m.GetProperty("Operations").GetInt64(),
                    (long)m.GetProperty("Nanoseconds").GetDouble(),
                    null))
                .Where(s => s.Operations > 0 && s.Nanoseconds > 0),
        ];
    }

    // Module=argon2&Settings=winch, as the export joins them; a value may itself hold the sign.
    private static Dictionary<string, string> Parameters(string joined) =>
        joined.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('=', 2))
            .Where(p => p.Length == 2)
            .GroupBy(p => p[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First()[1], StringComparer.OrdinalIgnoreCase);

    private static RunManifest Manifest(JsonElement root, string name, IReadOnlyList<CaseRecord> records, DateTimeOffset writtenAt)
    {
        var host = root.TryGetProperty("HostEnvironmentInfo", out var info) ? info : default;
        var cores = host.ValueKind == JsonValueKind.Object && host.TryGetProperty("LogicalCoreCount", out var count) && count.TryGetInt32(out var c) ? c : 0;
        return new RunManifest
        {
            Run = name,
            Kind = RunKind.Imported,
            ToolVersion = "BenchmarkDotNet " + Text(host, "BenchmarkDotNetVersion"),
            Host = new HostDescription("unknown host", Text(host, "OsVersion"), Text(host, "Architecture"), Text(host, "ProcessorName"), cores, 0, Text(host, "RuntimeVersion"), null),
            Engines = [.. records.Select(r => r.Engine).Distinct().Select(e => new EngineDescription(e, null, ImportedRun.UnknownDigest, []))],
            Settings = [.. records.Select(r => r.Settings).Where(s => s != "-").Distinct()],
            StartedAt = writtenAt,
            EndedAt = writtenAt,
        };
    }

    private static string Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null
            ? value.ValueKind == JsonValueKind.String ? value.GetString()! : Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""
            : "";

    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r');
}
