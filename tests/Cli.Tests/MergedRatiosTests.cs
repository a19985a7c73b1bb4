using System.Globalization;
using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Runs;
using CompileBench.Results.Storage;
using Xunit;

namespace CompileBench.Cli.Tests;

/// <summary>
/// The ratios of a run that was merged from shards, against those of the same suite measured whole on one machine. <c>tests/Cluster/slurm.sh</c> measures
/// both and names them by <c>COMPILEBENCH_MERGED_RUN</c> and <c>COMPILEBENCH_SINGLE_RUN</c>.
/// </summary>
public sealed class MergedRatiosTests
{
    // A busy machine leaves some ratios of few rounds without bounds. Its noise does not change a ratio this much.
    private const double MostWithoutBounds = 3;

    [Fact]
    public void Ratios_OfMergedRunAndOfWholeRun_AgreeWithinTheirBounds()
    {
        var (merged, single) = (Environment.GetEnvironmentVariable("COMPILEBENCH_MERGED_RUN"), Environment.GetEnvironmentVariable("COMPILEBENCH_SINGLE_RUN"));
        Assert.SkipWhen(merged is null || single is null, "tests/Cluster/slurm.sh runs it on the runs that it measured");
        var (ratios, whole) = (RatiosOf(merged!), RatiosOf(single!));

        Assert.NotEmpty(ratios);
        Assert.Equal(whole.Keys.Order(), ratios.Keys.Order());
        foreach (var (what, ratio) in ratios)
        {
            var other = whole[what];
            TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: merged {ratio.Ratio:0.000} ({ratio.Bounds?.Lower:0.000} to {ratio.Bounds?.Upper:0.000}), whole {other.Ratio:0.000} ({other.Bounds?.Lower:0.000} to {other.Bounds?.Upper:0.000})"));
            var agree = ratio.Bounds is { } own && other.Bounds is { } wholes
                ? own.Lower <= wholes.Upper && wholes.Lower <= own.Upper
                : ratio.Ratio / other.Ratio is > 1 / MostWithoutBounds and < MostWithoutBounds;
            Assert.True(agree, $"{what} differs");
        }
    }

    private static SortedDictionary<string, RatioEstimate> RatiosOf(string run) => new(
        RunAnalysis.FromRecords(JournalReader.Read(Path.Combine(run, "cases.jsonl")).Records).Engines
            .SelectMany(e => e.Rows).SelectMany(r => r.Cells.Where(c => c.Value.Ratio is not null).Select(c => (Case: $"{r.Module} {c.Key}", Ratio: c.Value.Ratio!)))
            .ToDictionary(r => r.Case, r => r.Ratio),
        StringComparer.Ordinal);
}
