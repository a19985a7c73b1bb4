namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>The stretch of an axis that is shown, and where a value stands on it: ScottPlot knows linear axes only, so logarithms are taken here.</summary>
internal sealed class AxisScale
{
    private readonly bool _isLogarithmic;

    private AxisScale(bool isLogarithmic, double from, double to)
    {
        _isLogarithmic = isLogarithmic;
        From = from;
        To = to;
    }

    /// <summary>The lower end in plot coordinates.</summary>
    public double From { get; }

    /// <summary>The upper end in plot coordinates.</summary>
    public double To { get; }

    /// <summary>The lower end as a value.</summary>
    public double Low => Value(From);

    /// <summary>The upper end as a value.</summary>
    public double High => Value(To);

    /// <summary>A scale that holds all these values with a little room at both ends. Values that it cannot show are left out.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="values">What has to fit.</param>
    /// <param name="shortest">The least extent, in plot coordinates (decades on a logarithmic axis).</param>
    public static AxisScale Around(ChartAxis axis, IEnumerable<double> values, double shortest)
    {
        if (axis.Quantity == AxisQuantity.Category)
        {
            return new(false, -0.5, Math.Max(0.5, axis.Categories.Count - 0.5));
        }

        var shown = values.Where(v => double.IsFinite(v) && (!axis.IsLogarithmic || v > 0)).Select(v => axis.IsLogarithmic ? Math.Log10(v) : v).ToList();
        if (shown.Count == 0)
        {
            shown = [0, 1];
        }

        double from = shown.Min(), to = shown.Max();
        if (!axis.IsLogarithmic)
        {
            // A linear axis of amounts begins at zero: bars of fog below it would mean nothing.
            from = Math.Min(from, 0);
            shortest = Math.Max(shortest, Math.Abs(to) * 1e-6);
        }

        if (to - from < shortest)
        {
            (from, to) = (((from + to) - shortest) / 2, ((from + to) + shortest) / 2);
        }

        var margin = (to - from) * 0.05;
        return new(axis.IsLogarithmic, axis.IsLogarithmic || from < 0 ? from - margin : from, to + margin);
    }

    /// <summary>The same scale with its upper end raised by this share of its extent.</summary>
    public AxisScale WithHeadroom(double share) => new(_isLogarithmic, From, From + ((To - From) / (1 - share)));

    /// <summary>Where a value stands in plot coordinates.</summary>
    public double Coordinate(double value) => _isLogarithmic ? Math.Log10(value) : value;

    /// <summary>Whether a value can be shown at all.</summary>
    public bool CanShow(double? value) => value is { } v && double.IsFinite(v) && (!_isLogarithmic || v > 0);

    private double Value(double coordinate) => _isLogarithmic ? Math.Pow(10, coordinate) : coordinate;
}
