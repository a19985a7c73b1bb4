using CompileBench.Analysis.Randomness;
using CompileBench.Analysis.Scaling.Doubling;
using CompileBench.Analysis.Timing;
using CompileBench.Engines.Isolation;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>A doubling table of one pattern under one setting.</summary>
/// <param name="Rows">The sizes with the cost in each round.</param>
/// <param name="Baselines">The baseline engine's costs in the same order; empty where there is one engine.</param>
/// <param name="Law">How the cost grows.</param>
/// <param name="End">How the size after the last one ended; null where its cost was over the cap or it would be too large.</param>
internal sealed record MeasuredDoublings(IReadOnlyList<DoublingRow> Rows, IReadOnlyList<DoublingRow> Baselines, DoublingLaw Law, Outcome? End)
{
    private const double Misrate = 0.05;

    /// <summary>The ratio of the engines at the largest size in the first round; null where there is one engine.</summary>
    public double? FirstRatio => Rows.Count > 0 && Baselines.Count == Rows.Count ? Rows[^1].Values[0] / Baselines[^1].Values[0] : null;

    /// <summary>The ratio of the engines at the largest size, with its bounds over the rounds; null where there is one engine.</summary>
    public (double Ratio, Bounds Bounds)? Ratio
    {
        get
        {
            if (Baselines.Count == 0 || Rows[^1].Values.Count < 2)
            {
                return null;
            }

            double[] logs = [.. Rows[^1].Values.Zip(Baselines[^1].Values, (c, b) => Math.Log(c / b))];
            var mean = logs.Average();
            var deviation = Math.Sqrt(logs.Sum(l => (l - mean) * (l - mean)) / (logs.Length - 1));
            var reach = StudentQuantile.TwoSided(logs.Length - 1, Misrate) * deviation / Math.Sqrt(logs.Length);
            return (Math.Exp(mean), new Bounds(mean - reach, mean + reach).Exp());
        }
    }
}

/// <summary>Measures doubling tables: grows a pattern until one compile costs more than a cap, then measures the largest sizes again in rounds, in random order.</summary>
/// <param name="meter">The meter.</param>
/// <param name="random">Where the order comes from.</param>
/// <param name="rounds">How many rounds.</param>
/// <param name="cap">The cost from which a pattern is not grown further.</param>
internal sealed class DoublingMeasurer(CostMeter meter, SplitMix64 random, int rounds, double cap)
{
    private const int MostRows = 6;

    // A peak is measured in pages and in a new process each time: small modules would show nothing and take long.
    private const int FirstBytes = 200;
    private const int FirstBytesOfMemory = 3000;

    // A last doubling that costs three times as much or more after one that costs less than 2.5 times: the next one tells a step from a law, and may cost more.
    private const double JumpSlope = 1.6;
    private const double BeforeJump = 1.3;
    private const double JumpCap = 4;

    // Short compiles scatter more and cost less.
    private const double ShortCost = 10e6;
    private const int SamplesOfShort = 2;

    /// <summary>Measures a table.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="endsAfterOneRound">Asked after the first round whether the others are not worth their time; null to make them all.</param>
    /// <param name="cancellation">Stops the measurement.</param>
    /// <exception cref="OperationCanceledException">The hunt was asked to stop.</exception>
    public MeasuredDoublings Measure(Pattern pattern, string settings, Func<MeasuredDoublings, bool>? endsAfterOneRound, CancellationToken cancellation)
    {
        var costs = new List<(int Size, byte[] Module, List<double> Values, List<double> Baselines)>();
        Outcome? end = null;
        for (var size = CandidateScreen.FirstSize(pattern, meter.Metric == HuntMetric.Memory ? FirstBytesOfMemory : FirstBytes); size <= pattern.Sizes.Maximum; size *= 2)
        {
            var module = pattern.Generate(size);
            var reading = meter.Read(module, settings, SamplesAfter(costs.Count == 0 ? 0 : costs[^1].Values[0]), cancellation);
            if (reading.Cost is not { } cost)
            {
                end = reading.Outcome;
                break;
            }

            costs.Add((size, module, [cost], reading.Baseline is { } baseline ? [baseline] : []));
            if (cost > cap && !(cost < JumpCap * cap && EndsWithJump(costs)))
            {
                break;
            }
        }

        costs.RemoveRange(0, Math.Max(0, costs.Count - MostRows));
        if (endsAfterOneRound is null || !endsAfterOneRound(TableFrom(costs, end)))
        {
            AddRounds(costs, settings, cancellation);
        }

        return TableFrom(costs, end);
    }

    private static bool EndsWithJump(List<(int Size, byte[] Module, List<double> Values, List<double> Baselines)> costs) =>
        costs.Count >= 3 && Math.Log2(costs[^1].Values[0] / costs[^2].Values[0]) >= JumpSlope && Math.Log2(costs[^2].Values[0] / costs[^3].Values[0]) < BeforeJump;

    private static int SamplesAfter(double cost) => cost < ShortCost ? SamplesOfShort : 1;

    private static MeasuredDoublings TableFrom(List<(int Size, byte[] Module, List<double> Values, List<double> Baselines)> costs, Outcome? end)
    {
        List<DoublingRow> rows = [.. costs.Select(c => new DoublingRow(c.Size, [.. c.Values]))];
        List<DoublingRow> baselines = [.. costs.Where(c => c.Baselines.Count == c.Values.Count).Select(c => new DoublingRow(c.Size, [.. c.Baselines]))];
        return new MeasuredDoublings(rows, baselines, DoublingLaw.FromRows(rows), end);
    }

    private void AddRounds(List<(int Size, byte[] Module, List<double> Values, List<double> Baselines)> costs, string settings, CancellationToken cancellation)
    {
        for (var round = 1; round < rounds; round++)
        {
            var order = costs.ToArray();
            random.Shuffle<(int, byte[], List<double>, List<double>)>(order);
            foreach (var (_, module, values, baselines) in order)
            {
                var reading = meter.Read(module, settings, SamplesAfter(values[0]), cancellation);

                // A size that compiled once and fails now keeps what it had: every row has as many rounds as the others.
                values.Add(reading.Cost ?? values[^1]);
                if (baselines.Count > 0)
                {
                    baselines.Add(reading.Baseline ?? baselines[^1]);
                }
            }
        }
    }
}
