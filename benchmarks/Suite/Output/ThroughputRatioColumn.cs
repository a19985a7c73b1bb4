using System.Globalization;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using CompileBench.Analysis.Ratios;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>How many times the baseline's throughput, from operations of both in turn in one process, which print it themselves.</summary>
internal sealed class ThroughputRatioColumn : NumberColumn
{
    private const string Prefix = "// throughput over the baseline's: ";

    public override string Id => nameof(ThroughputRatioColumn);

    public override string ColumnName => "Throughput";

    public override string Legend => "Times the baseline's on the same module, with 95% bounds, both called in turn in one process";

    /// <summary>What a benchmark prints for this column.</summary>
    public static string Line(RatioEstimate ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{ratio.Ratio:0.00}x ({ratio.Bounds?.Lower:0.00} to {ratio.Bounds?.Upper:0.00})");

    public override string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var lines = summary[benchmarkCase]?.ExecuteResults.SelectMany(result => result.StandardOutput) ?? [];
        return lines.LastOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..] ?? "-";
    }
}
