using CompileBench.Analysis.Scaling;

namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// A ladder as the scaling command measures it: sizes double from 100, each in its own processes; the two largest sizes get one process and fewer
/// samples; scatter is lognormal within and between processes, and one value in twenty is delayed by an exponential 30% on average.
/// </summary>
internal sealed record SimulatedLadder(int Sizes, int Launches, int Samples, int TopSamples)
{
    internal const double SmallestSize = 100;

    internal double Within { get; init; } = 0.02;

    internal double Between { get; init; } = 0.015;

    /// <summary>Where a compile is cut off, in the unit of the law; the ladder ends there.</summary>
    internal double Limit { get; init; } = double.PositiveInfinity;

    internal List<ScalingPoint> Draw(Func<double, double> law, SimulatedNoise random)
    {
        var points = new List<ScalingPoint>();
        for (int i = 0; i < Sizes; i++)
        {
            double size = SmallestSize * Math.Pow(2, i);
            bool top = i >= Sizes - 2;
            ScalingPoint point = ScalingPoint.Measured(size, Values(law(size), top ? 1 : Launches, top ? TopSamples : Samples, random));
            if (point.Value > Limit)
            {
                points.Add(ScalingPoint.Censored(size, Limit));
                break;
            }

            points.Add(point);
        }

        return points;
    }

    /// <summary>The exponent that perfect measuring would find over a range: the slope of the law itself through the same sizes.</summary>
    internal static double TrueExponent(Func<double, double> law, ExponentEstimate over)
    {
        double[] sizes = Enumerable.Range(0, 64).Select(i => SmallestSize * Math.Pow(2, i)).Where(n => n >= over.FromSize && n <= over.ToSize).ToArray();
        double middle = sizes.Average(Math.Log);
        return sizes.Sum(n => (Math.Log(n) - middle) * Math.Log(law(n))) / sizes.Sum(n => Math.Pow(Math.Log(n) - middle, 2));
    }

    private double[][] Values(double truth, int launches, int samples, SimulatedNoise random) => Enumerable.Range(0, launches)
        .Select(_ =>
        {
            double level = Between * random.Normal();
            return Enumerable.Range(0, samples).Select(_ => truth * Math.Exp(level + (Within * random.Normal()) + random.Delay())).ToArray();
        })
        .ToArray();
}
