using System.Diagnostics;
using System.Globalization;
using BenchmarkDotNet.Attributes;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Sources;
using CompileBench.Reporting.Page;

namespace Benchmarks;

/// <summary>
/// The report of 5,005 cases of 30 samples, each time in a fresh process as a command line makes it, against its limits: 5 s, 500 MB, a page
/// of 3 MB that is usable in Chromium within 1 s. Prints all four; one that is exceeded fails the benchmark.
/// </summary>
[Config(typeof(FreshProcessConfig))]
public class ReportBenchmarks
{
    private const double MostSeconds = 5;
    private const double MostMemory = 500e6;
    private const double MostPageBytes = 3e6;
    private const double MostPageMilliseconds = 1000;

    private string _directory = "";
    private TimeSpan _elapsed;
    private TimeSpan _processor;

    /// <summary>Writes the run.</summary>
    [GlobalSetup]
    public void Setup()
    {
        HostNatives.Use();
        _directory = Directory.CreateTempSubdirectory("compilebench-report-").FullName;
        InventedRun.Write(Path.Combine(_directory, "run"));
    }

    /// <summary>Reads the run and writes its whole report: charts, documents, page and exchange files.</summary>
    [Benchmark]
    public void Report()
    {
        var processorStart = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        ReportWriter.Write([RunSource.Read(Path.Combine(_directory, "run"))], Path.Combine(_directory, "report"));
        _elapsed = Stopwatch.GetElapsedTime(start);
        _processor = Environment.CpuUsage.TotalTime - processorStart;
    }

    /// <summary>Prints what it took; the peak is this process's, BenchmarkDotNet and the writing of the run included.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        using var self = Process.GetCurrentProcess();
        var page = Path.Combine(_directory, "report", PageWriter.PageFile);
        var pageBytes = new FileInfo(page).Length;
        var ready = OpenedPage.ReadyMilliseconds(page);
        Directory.Delete(_directory, recursive: true);

        Console.WriteLine();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// report of {InventedRun.Cases} cases of {InventedRun.SamplesPerCase} samples: {_elapsed.TotalSeconds:0.00} s (at most {MostSeconds}; {_processor.TotalSeconds:0.00} s of processor time), peak {self.PeakWorkingSet64 / 1e6:0} MB (at most {MostMemory / 1e6:0})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"// its page: {pageBytes / 1e6:0.00} MB (at most {MostPageBytes / 1e6:0}), usable after {(ready is { } ms ? $"{ms:0} ms" : "n/a: no Chromium found")} (at most {MostPageMilliseconds:0} ms)"));
        if (_elapsed.TotalSeconds > MostSeconds || self.PeakWorkingSet64 > MostMemory || pageBytes > MostPageBytes || ready > MostPageMilliseconds)
        {
            throw new InvalidOperationException("a limit of the report is exceeded: see the lines above");
        }
    }
}
