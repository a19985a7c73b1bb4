using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>One ladder prepared for fitting: logarithms, weights, the scatter about a smooth curve, and the slopes with their errors per unit of scatter.</summary>
internal sealed class GrowthCurve
{
    private readonly double[] _sizes;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _weights;
    private readonly int _measured;

    private GrowthCurve(ScalingPoint[] measured, ScalingPoint[] censored, ModeratedVariance prior, GrowthOptions options)
    {
        _measured = measured.Length;
        _sizes = [.. measured.Select(p => p.Size), .. censored.Select(p => p.Size)];
        _x = [.. _sizes.Select(s => Math.Log(s))];
        _y = [.. measured.Select(p => p.Centre!.Value.Value), .. censored.Select(p => Math.Log(p.AtLeast!.Value / options.Range.DelayFactor))];
        double[] equal = [.. measured.Select(_ => 1.0)];
        double even = Math.Pow(ScatterWith(equal, options).Deviation, 2);
        _weights = [.. SizeWeights.FromVariances(measured, prior, even), .. censored.Select(_ => 1.0)];
        Scatter = ScatterWith(_weights[.._measured], options);
    }

    internal SmoothScatter Scatter { get; }

    internal double[] Sizes => _sizes[.._measured];

    internal double[] Logs => _y[.._measured];

    internal double[] Weights => _weights[.._measured];

    /// <summary>The curve of a ladder; null where too few sizes are measured.</summary>
    internal static GrowthCurve? FromLadder(GrowthLadder ladder, ModeratedVariance prior, GrowthOptions options)
    {
        ScalingPoint[] points = [.. ladder.Points.Where(p => p.Size > 0 && double.IsFinite(p.Size)).GroupBy(p => p.Size).OrderBy(g => g.Key)
            .Select(g => g.LastOrDefault(p => p.Centre is not null) ?? g.Last())];
        ScalingPoint[] measured = [.. points.Where(p => p.Centre is not null).DistinctBy(p => Math.Log(p.Size))];
        if (measured.Length < StraightRange.FewestSizes)
        {
            return null;
        }

        // A lower bound at a size below a measured one means that a limit was reached by chance.
        ScalingPoint[] censored = [.. points.Where(p => p.AtLeast > 0 && p.Size > measured[^1].Size)];
        return new GrowthCurve(measured, censored, prior, options);
    }

    /// <summary>The slope over the range where one power law holds.</summary>
    internal Slope Whole(double deviation, double degrees, GrowthOptions options)
    {
        var scatter = new SmoothScatter(deviation, (int)Math.Min(degrees, 1e6));
        int start = StraightRange.Start(_x.AsSpan(0, _measured), _y.AsSpan(0, _measured), Weights, scatter, options.Range);
        LogLogLine line = CensoredLine.Through(_x.AsSpan(start), _y.AsSpan(start), _weights.AsSpan(start), _measured - start, deviation);

        // The measured sizes alone decide how wide the bounds are: a size that was cut off may move the line but makes it no surer.
        return new Slope(line.Slope, line.At(0), 1 / Math.Sqrt(LineOver(start, _measured).SumSquaresX), start, _measured, false);
    }

    /// <summary>The slope over the largest sizes; over a size that was cut off, too, where even its lower bound makes it steeper.</summary>
    internal Slope Local(double reach, GrowthOptions options)
    {
        Slope measured = LocalUpTo(_measured, options);
        if (_sizes.Length == _measured)
        {
            return measured;
        }

        Slope cutOff = LocalUpTo(_measured + 1, options);
        return cutOff.Value - (reach * cutOff.UnitError) > measured.Value ? cutOff with { IsAtLeast = true } : measured;
    }

    /// <summary>The sizes a slope is taken from.</summary>
    internal (double From, double To) SizesOf(Slope slope) => (_sizes[slope.Start], _sizes[slope.End - 1]);

    /// <summary>The logarithms of the values at both ends of a slope.</summary>
    internal (double From, double To) LogsOf(Slope slope) => (_y[slope.Start], _y[slope.End - 1]);

    private Slope LocalUpTo(int end, GrowthOptions options)
    {
        double reach = options.LocalDoublings * Math.Log(2) * 0.999;
        int start = Math.Max(0, end - options.LocalSizes);
        while (start > 0 && _x[end - 1] - _x[start] < reach)
        {
            start--;
        }

        LogLogLine line = LineOver(start, end);
        return new Slope(line.Slope, line.At(0), 1 / Math.Sqrt(line.SumSquaresX), start, end, false);
    }

    private LogLogLine LineOver(int start, int end) =>
        LogLogLine.Through(_x.AsSpan(start, end - start), _y.AsSpan(start, end - start), _weights.AsSpan(start, end - start));

    private SmoothScatter ScatterWith(double[] weights, GrowthOptions options) =>
        SmoothScatter.AboutCurve(_x.AsSpan(0, _measured), _y.AsSpan(0, _measured), weights, options.Range);
}

/// <summary>A slope on log-log axes.</summary>
/// <param name="Value">The exponent.</param>
/// <param name="Intercept">The logarithm of the line's value at size 1.</param>
/// <param name="UnitError">Its standard error where sizes scatter by 1.</param>
/// <param name="Start">Index of the first size.</param>
/// <param name="End">Index after the last size.</param>
/// <param name="IsAtLeast">True where the last size was cut off: the exponent is at least this large.</param>
internal readonly record struct Slope(double Value, double Intercept, double UnitError, int Start, int End, bool IsAtLeast);
