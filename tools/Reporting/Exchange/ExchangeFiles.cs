using System.Text;
using CompileBench.Reporting.Documents.Runs;

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
        var files = new (string Name, Action<Stream> Write)[]
        {
            ("sightglass.json", stream => SightglassExport.Json(runs, stream)),
            ("sightglass.csv", stream => SightglassExport.Csv(runs, stream)),
            ("github-action-benchmark.json", stream => stream.Write(MetricExports.GitHubActionBenchmark(runs))),
            ("bencher.json", stream => stream.Write(MetricExports.Bencher(runs))),
            ("openmetrics.txt", stream => stream.Write(Encoding.UTF8.GetBytes(MetricExports.OpenMetrics(runs)))),
            ("cases.csv", stream => stream.Write(Encoding.UTF8.GetBytes(MetricExports.Csv(runs)))),
        };
        foreach (var (name, write) in files)
        {
            using var stream = File.Create(Path.Combine(directory, name));
            write(stream);
        }

        return [.. files.Select(f => f.Name)];
    }
}
