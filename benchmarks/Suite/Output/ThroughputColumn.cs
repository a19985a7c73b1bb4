using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CompileBench.Benchmarks.Contract;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>Module bytes read per second of the median operation, in MB of a million bytes.</summary>
internal sealed class ThroughputColumn : NumberColumn
{
    public override string Id => nameof(ThroughputColumn);

    public override string ColumnName => "MB/s";

    public override string Legend => "Module bytes per second of the median operation, in millions";

    public override string GetValue(Summary summary, BenchmarkCase benchmarkCase) =>
        MegabytesPerSecond(summary, benchmarkCase) is { } rate ? rate.ToString("0", CultureInfo.InvariantCulture) : "?";

    private static double? MegabytesPerSecond(Summary summary, BenchmarkCase benchmark) =>
        summary[benchmark]?.ResultStatistics is { } time && benchmark.Parameters["Module"] is string module
            ? new FileInfo(PlanFile.FromEnvironment().Module(module).Path).Length / 1e6 / (time.Median / 1e9)
            : null;
}
