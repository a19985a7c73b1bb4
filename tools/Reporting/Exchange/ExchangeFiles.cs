using System.Text;
using CompileBench.Reporting.Runs;

namespace CompileBench.Reporting.Exchange;

/// <summary>Writes every format that other tools read.</summary>
public static class ExchangeFiles
{
    /// <summary>Writes the files and returns their names.</summary>
    /// <param name="runs">The runs, oldest first.</param>
    /// <param name="directory">Where to; made where it is missing.</param>
    public static IReadOnlyList<string> Write(IReadOnlyList<RunData> runs, string directory)
    {
        Directory.CreateDirectory(directory);
        var files = new (string Name, byte[] Bytes)[]
        {
            ("sightglass.json", SightglassExport.Json(runs)),
            ("sightglass.csv", Encoding.UTF8.GetBytes(SightglassExport.Csv(runs))),
            ("github-action-benchmark.json", MetricExports.GitHubActionBenchmark(runs)),
            ("bencher.json", MetricExports.Bencher(runs)),
            ("openmetrics.txt", Encoding.UTF8.GetBytes(MetricExports.OpenMetrics(runs))),
            ("cases.csv", Encoding.UTF8.GetBytes(MetricExports.Csv(runs))),
        };
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(directory, name), bytes);
        }

        return [.. files.Select(f => f.Name)];
    }
}
