namespace CompileBench.Analysis.Tests.Simulation;

/// <summary>
/// Timing noise as compile times show it: a lognormal body, one value in twenty delayed by something else on the machine,
/// and processes that differ from one another. Its own generator, so that a series is the same on every runtime.
/// </summary>
internal sealed class SimulatedNoise(ulong seed)
{
    /// <summary>The true centre of every simulated case, in nanoseconds.</summary>
    internal const double Median = 1e6;

    private ulong _state = seed;

    /// <summary>Uniform in (0, 1): SplitMix64 (Steele, Lea, Flood 2014).</summary>
    internal double Uniform()
    {
        ulong z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53)) + (0.5 / (1UL << 53));
    }

    /// <summary>Standard normal: Box and Muller (1958).</summary>
    internal double Normal() => Math.Sqrt(-2 * Math.Log(Uniform())) * Math.Cos(2 * Math.PI * Uniform());

    /// <summary>One value's log deviation: two per cent of scatter, and now and then a delay that is symmetric in the log so that the median stays put.</summary>
    internal double LogNoise(double deviation = 0.02)
    {
        double noise = deviation * Normal();
        return Uniform() < 0.05 ? noise * 8 : noise;
    }

    /// <summary>The log of a delay: none in nineteen values of twenty, else exponential with a mean of 0.3.</summary>
    internal double Delay() => Uniform() < 0.05 ? -0.3 * Math.Log(Uniform()) : 0;

    /// <summary>A case's values by launch.</summary>
    internal double[][] Launches(int launches, int iterations, double between) => Enumerable.Range(0, launches)
        .Select(_ =>
        {
            double level = between * Normal();
            return Enumerable.Range(0, iterations).Select(_ => Median * Math.Exp(level + LogNoise())).ToArray();
        })
        .ToArray();
}
