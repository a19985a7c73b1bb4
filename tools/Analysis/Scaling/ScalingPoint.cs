using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>One size of a ladder: its values, or a lower bound where the limit cut it off, or neither where nothing is known.</summary>
/// <param name="Size">The size, above 0, in the ladder's unit.</param>
/// <param name="Centre">The logarithmic centre of the values; null where there is none.</param>
/// <param name="Launches">How many processes measured it; 0 where there is no centre.</param>
/// <param name="Samples">How many values there are in all; 0 where there is no centre.</param>
/// <param name="AtLeast">A lower bound of the value, above 0; null where the value itself is known or nothing is.</param>
public sealed record ScalingPoint(double Size, LogCentre? Centre, int Launches, int Samples, double? AtLeast)
{
    /// <summary>The value's centre in its own unit; null where it is not known.</summary>
    public double? Value => Centre is { } centre ? Math.Exp(centre.Value) : null;

    /// <summary>
    /// How much the size counts in a fit. The sizes at the top are dear and get fewer samples, yet sit where they tilt the line most.
    /// Of a size's chance variance a third is taken to be its own, a third to average out over its processes and a third over its samples,
    /// so a weight lies between 1 and 3; the coverage of the bounds was seen by simulation not to hang on the exact shares.
    /// </summary>
    internal double Weight => 3.0 / (1 + (1.0 / Math.Max(1, Launches)) + (1.0 / Math.Max(1, Samples)));

    /// <summary>A measured size, from values grouped by launch.</summary>
    /// <exception cref="ArgumentException">There is no value, or one is not above 0.</exception>
    public static ScalingPoint Measured(double size, params IReadOnlyList<double>[] launches)
    {
        ArgumentNullException.ThrowIfNull(launches);
        if (launches.Any(l => l.Any(v => !(v > 0))) || LogCentre.FromLaunches(launches) is not { } centre)
        {
            throw new ArgumentException($"Size {size} needs at least one value, all above 0.", nameof(launches));
        }

        return new ScalingPoint(CheckedSize(size), centre, launches.Count(l => l.Count > 0), launches.Sum(l => l.Count), null);
    }

    /// <summary>A size whose compile was cut off at a limit: the true value is larger than <paramref name="atLeast"/>.</summary>
    public static ScalingPoint Censored(double size, double atLeast) => new(CheckedSize(size), null, 0, 0, atLeast);

    /// <summary>A size that was tried and gave no value of this kind at all.</summary>
    public static ScalingPoint Unknown(double size) => new(CheckedSize(size), null, 0, 0, null);

    private static double CheckedSize(double size) => size > 0 && double.IsFinite(size)
        ? size
        : throw new ArgumentOutOfRangeException(nameof(size), size, "A size must be above 0.");
}
