using System.Text;
using System.Text.Json;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;
using CompileBench.Results.Import.Sightglass;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Exchange;

/// <summary>Writes the times of compiling, instantiating and executing as Sightglass keeps them, so that its <c>summarize</c> and <c>effect-size</c> can read them.</summary>
public static class SightglassExport
{
    private const int Pending = 1 << 16;

    /// <summary>Writes an array of measurements as UTF-8; there is one a sample, so they are never held all at once.</summary>
    public static void Json(IEnumerable<RunData> runs, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartArray();
        foreach (var m in Measurements(runs))
        {
            JsonSerializer.Serialize(json, m, SightglassContext.Default.SightglassMeasurement);
            if (json.BytesPending > Pending)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Writes the same as CSV with a head, UTF-8.</summary>
    public static void Csv(IEnumerable<RunData> runs, Stream stream)
    {
        using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("arch,engine,wasm,process,iteration,phase,event,count");
        foreach (var m in Measurements(runs))
        {
            text.WriteLine(string.Join(',', CsvText.Field(m.Arch), CsvText.Field(m.Engine), CsvText.Field(m.Wasm), m.Process, m.Iteration, m.Phase, m.Event, m.Count));
        }
    }

    private static IEnumerable<SightglassMeasurement> Measurements(IEnumerable<RunData> runs)
    {
        foreach (var (run, index) in runs.Select((r, i) => (r, i)))
        {
            foreach (var record in run.Records.Where(r => SightglassReader.FindPhase(r.Operation) is not null && r.Outcome == OutcomeKind.Completed))
            {
                foreach (var launch in record.Samples.GroupBy(s => s.Launch))
                {
                    // Launches of several runs are different processes; iteration 0 is the cold one, as it is there.
                    var process = (uint)((index * 10_000) + launch.Key);
                    foreach (var (sample, iteration) in launch.OrderBy(s => s.Kind).ThenBy(s => s.Iteration).Select((s, i) => (s, i)))
                    {
                        yield return new SightglassMeasurement(
                            Architecture(run.Manifest.Host.Architecture), $"{record.Engine}/{record.Settings}", $"{record.Module}.wasm", process, (uint)iteration,
                            SightglassReader.FindPhase(record.Operation)!, SightglassReader.WallEvent, (ulong)Math.Round(sample.NanosecondsPerOperation));
                    }
                }
            }
        }
    }

    // Rust's names, which Sightglass uses.
    private static string Architecture(string name) => name.ToLowerInvariant() switch { "x64" => "x86_64", "arm64" => "aarch64", var other => other };
}
