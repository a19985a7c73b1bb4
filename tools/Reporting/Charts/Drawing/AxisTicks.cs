using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>One tick: where, and what stands there (empty: a minor tick).</summary>
internal readonly record struct AxisTick(double Value, string Label)
{
    /// <summary>Whether it carries a label.</summary>
    public bool IsMajor => Label.Length > 0;
}

/// <summary>Chooses ticks that are round numbers in the unit people read, no more than there is room for.</summary>
internal static class AxisTicks
{
    /// <summary>Ticks of an axis that runs from one value to another.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="low">Its lower end in the base unit; positive on a logarithmic axis.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="room">How many labels fit.</param>
    public static IReadOnlyList<AxisTick> For(ChartAxis axis, double low, double high, int room)
    {
        room = Math.Max(2, room);
        if (axis.Quantity == AxisQuantity.Category)
        {
            return Categories(axis, low, high, room);
        }

        return axis.IsLogarithmic ? Logarithmic(axis, low, high, room) : Linear(axis, low, high, room);
    }

    /// <summary>A value as the axis writes it, without needless digits: <c>1 ms</c>, <c>500 KB</c>, <c>2x</c>, <c>20k</c>.</summary>
    public static string Label(AxisQuantity quantity, double value) => quantity switch
    {
        AxisQuantity.Time => Trim(DurationText.Format(Math.Abs(value) < 1e-9 ? 0 : value)),
        AxisQuantity.Bytes => Trim(ByteSizeText.Format(Math.Abs(value) < 1e-9 ? 0 : value)),
        AxisQuantity.Ratio => $"{value:0.####}x",
        _ => Math.Abs(value) switch
        {
            >= 1e9 => $"{value / 1e9:0.##}G",
            >= 1e6 => $"{value / 1e6:0.##}M",
            >= 1e4 => $"{value / 1e3:0.##}k",
            _ => $"{value:0.####}",
        },
    };

    private static string Trim(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var number = space < 0 ? text : text[..space];
        return number.Contains('.', StringComparison.Ordinal) ? number.TrimEnd('0').TrimEnd('.') + text[number.Length..] : text;
    }

    private static List<AxisTick> Logarithmic(ChartAxis axis, double low, double high, int room)
    {
        // A stretch this short is read like a ruler: 0.8, 0.9, 1, 1.1, 1.2.
        if (high / low < 3)
        {
            return Linear(axis, low, high, room);
        }

        var first = (int)Math.Floor(Math.Log10(low));
        var last = (int)Math.Ceiling(Math.Log10(high));
        double[][] steps = [[1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 5], [1, 3], [1]];
        foreach (var step in steps)
        {
            var major = Decades(first, last, step, 1).Where(v => Within(v, low, high)).ToList();
            if (major.Count <= room && NarrowestGap(step) >= 0.8 * Math.Log10(high / low) / room)
            {
                return major.Count < 2
                    ? Linear(axis, low, high, room)
                    : WithMinor(axis, major, Decades(first, last, steps[0], 1).Where(v => Within(v, low, high)));
            }
        }

        var every = 2;
        while (Decades(first, last, [1], every).Count(v => Within(v, low, high)) > room)
        {
            every++;
        }

        return WithMinor(
            axis,
            [.. Decades(first, last, [1], every).Where(v => Within(v, low, high))],
            Decades(first, last, [1], 1).Where(v => Within(v, low, high)));
    }

    // In decades: 9 and 10 stand much closer together than 1 and 2.
    private static double NarrowestGap(double[] step) => step.Append(10).Zip(step.Append(10).Skip(1)).Min(p => Math.Log10(p.Second / p.First));

    private static IEnumerable<double> Decades(int first, int last, double[] step, int every) =>
        from decade in Enumerable.Range(first, last - first + 1)
        where decade % every == 0
        from digit in step
        select digit * Math.Pow(10, decade);

    private static bool Within(double value, double low, double high) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9);

    private static List<AxisTick> WithMinor(ChartAxis axis, List<double> major, IEnumerable<double> minor) =>
    [
        .. major.Select(v => new AxisTick(v, Label(axis.Quantity, v))),
        .. minor.Where(v => !major.Any(m => Math.Abs(m - v) < v * 1e-9)).Select(v => new AxisTick(v, "")),
    ];

    private static List<AxisTick> Linear(ChartAxis axis, double low, double high, int room)
    {
        if (!(high > low))
        {
            return [new(low, Label(axis.Quantity, low))];
        }

        var rough = (high - low) / room;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = new[] { 1, 2, 2.5, 5, 10 }.Select(m => m * power).First(s => (high - low) / s <= room);
        if (axis.Quantity == AxisQuantity.Count)
        {
            step = Math.Max(1, step);
        }

        var from = (long)Math.Ceiling((low / step) - 1e-9);
        var to = (long)Math.Floor((high / step) + 1e-9);
        return [.. Enumerable.Range(0, (int)Math.Max(0, to - from + 1)).Select(i => (from + i) * step).Select(v => new AxisTick(v, Label(axis.Quantity, v)))];
    }

    private static List<AxisTick> Categories(ChartAxis axis, double low, double high, int room)
    {
        var shown = Enumerable.Range(0, axis.Categories.Count).Where(i => i >= low && i <= high).ToList();
        var every = Math.Max(1, (int)Math.Ceiling(shown.Count / (double)room));
        return [.. shown.Select(i => new AxisTick(i, (shown.Count - 1 - i) % every == 0 ? axis.Categories[i] : ""))];
    }
}
