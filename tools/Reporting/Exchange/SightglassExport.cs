using System.Text;
using System.Text.Json;
using CompileBench.Reporting.Runs;
using CompileBench.Reporting.Text;
using CompileBench.Results;
using CompileBench.Results.Sightglass;

namespace CompileBench.Reporting.Exchange;

/// <summary>Writes compile times as Sightglass keeps them, so that its <c>summarize</c> and <c>effect-size</c> can read them.</summary>
public static class SightglassExport
{
    /// <summary>An array of measurements, UTF-8.</summary>
    public static byte[] Json(IEnumerable<RunData> runs) =>
        JsonSerializer.SerializeToUtf8Bytes(Measurements(runs).ToArray(), SightglassContext.Default.SightglassMeasurementArray);

    /// <summary>The same as CSV with a head.</summary>
    public static string Csv(IEnumerable<RunData> runs)
    {
        var text = new StringBuilder("arch,engine,wasm,process,iteration,phase,event,count\n");
        foreach (var m in Measurements(runs))
        {
            text.AppendJoin(',', CsvText.Field(m.Arch), CsvText.Field(m.Engine), CsvText.Field(m.Wasm), m.Process, m.Iteration, m.Phase, m.Event, m.Count).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<SightglassMeasurement> Measurements(IEnumerable<RunData> runs)
    {
        foreach (var (run, index) in runs.Select((r, i) => (r, i)))
        {
            foreach (var record in run.Records.Where(r => r.Phase == CompileCase.CompilePhase && r.Outcome == CompileOutcomeKind.Compiled))
            {
                foreach (var launch in record.Samples.GroupBy(s => s.Launch))
                {
                    // Launches of several runs are different processes; iteration 0 is the cold one, as it is there.
                    var process = (uint)((index * 10_000) + launch.Key);
                    foreach (var (sample, iteration) in launch.OrderBy(s => s.Kind).ThenBy(s => s.Iteration).Select((s, i) => (s, i)))
                    {
                        yield return new SightglassMeasurement(
                            Architecture(run.Manifest.Host.Architecture), $"{record.Engine}/{record.Settings}", $"{record.Module}.wasm", process, (uint)iteration,
                            SightglassReader.CompilationPhase, SightglassReader.WallEvent, (ulong)Math.Round(sample.NanosecondsPerOperation));
                    }
                }
            }
        }
    }

    // Rust's names, which Sightglass uses.
    private static string Architecture(string name) => name.ToLowerInvariant() switch { "x64" => "x86_64", "arm64" => "aarch64", var other => other };
}
