using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Bytes;

/// <summary>What a byte of a real module costs under one setting.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Nanoseconds">The median over the modules of the time of one compile over the bytes of the file, in nanoseconds per byte.</param>
/// <param name="Bounds">The bounds of that median; null where there are too few modules.</param>
/// <param name="Largest">The same of the module with the largest cost per byte.</param>
/// <param name="Modules">How many modules there are.</param>
public sealed record UsualByteCost(string Settings, double Nanoseconds, Bounds? Bounds, double Largest, int Modules)
{
    /// <summary>Takes the median.</summary>
    /// <param name="settings">The settings' name.</param>
    /// <param name="modules">Each module's time of one compile in nanoseconds and bytes, both above 0.</param>
    /// <param name="misrate">How often the bounds may miss.</param>
    /// <returns>Null where there is no module.</returns>
    public static UsualByteCost? FromModules(string settings, IEnumerable<(double Nanoseconds, long Bytes)> modules, double misrate = ByteCost.Misrate / 2)
    {
        ArgumentNullException.ThrowIfNull(modules);
        double[] costs = [.. modules.Select(m => m.Nanoseconds / m.Bytes)];
        return costs.Length == 0 ? null : new UsualByteCost(settings, SampleMedian.FromValues(costs), MedianBounds.FromValues(costs, misrate), costs.Max(), costs.Length);
    }
}
