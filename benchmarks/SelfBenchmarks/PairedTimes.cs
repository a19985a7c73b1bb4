using CompileBench.Analysis.Ratios;
using CompileBench.Analysis.Timing;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>The times of the suite's way and of the bare way of doing the same, measured in turn in one process.</summary>
/// <param name="BareMedian">The median of the bare way, in nanoseconds.</param>
/// <param name="Ratio">The suite's median over the bare one, with 95% bounds.</param>
/// <param name="Pairs">The number of pairs.</param>
internal sealed record PairedTimes(double BareMedian, RatioEstimate Ratio, int Pairs)
{
    /// <summary>Measures both in turn, so that drift reaches both alike.</summary>
    /// <param name="pairs">The number of pairs, at least 1.</param>
    /// <param name="bare">Does it the bare way; returns nanoseconds.</param>
    /// <param name="suite">Does it the suite's way; returns nanoseconds.</param>
    public static PairedTimes Measure(int pairs, Func<double> bare, Func<double> suite)
    {
        var (bareTimes, suiteTimes) = (new double[pairs], new double[pairs]);
        for (var i = 0; i < pairs; i++)
        {
            // Which of the two goes first changes, for the second finds caches as the first left them.
            if (i % 2 == 0)
            {
                bareTimes[i] = bare();
                suiteTimes[i] = suite();
            }
            else
            {
                suiteTimes[i] = suite();
                bareTimes[i] = bare();
            }
        }

        var reference = TimeEstimate.FromLaunches([bareTimes])!;
        return new PairedTimes(reference.Centre, RatioEstimate.Between(TimeEstimate.FromLaunches([suiteTimes])!, reference), pairs);
    }

    /// <summary>Prints the ratio in one line of BenchmarkDotNet's log.</summary>
    public void Print(string subject)
    {
        // BenchmarkDotNet may have left its own line open.
        Console.WriteLine();
        Console.WriteLine($"// suite over bare, {subject}: {Ratio.Ratio:0.0000} ({Ratio.Bounds?.Lower:0.0000} to {Ratio.Bounds?.Upper:0.0000}), bare median {BareMedian / 1e6:0.000} ms, {Pairs} pairs");
    }
}
