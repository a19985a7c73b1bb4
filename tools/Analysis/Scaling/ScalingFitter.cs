using CompileBench.Analysis.Timing;

namespace CompileBench.Analysis.Scaling;

/// <summary>Fits one ladder: chooses the range, draws the line, takes both exponents, and judges.</summary>
internal sealed class ScalingFitter
{
    private readonly ScalingPoint[] _points;
    private readonly ScalingOptions _options;
    private readonly ScalingPoint[] _measured;
    private readonly ScalingPoint[] _censored;
    private readonly double[] _sizes;
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _weights;

    internal ScalingFitter(ScalingPoint[] points, ScalingOptions options)
    {
        _points = points;
        _options = options;
        // Sizes so large that their logarithms are the same number are no two points of a line.
        _measured = points.Where(p => p.Centre is not null).DistinctBy(p => Math.Log(p.Size)).ToArray();

        // A lower bound speaks only for the top: one below a measured size means that a limit struck by chance.
        double largest = _measured.Length > 0 ? _measured[^1].Size : 0;
        _censored = points.Where(p => p.AtLeast > 0 && p.Size > largest).ToArray();
        _sizes = [.. _measured.Select(p => p.Size), .. _censored.Select(p => p.Size)];
        _x = _sizes.Select(s => Math.Log(s)).ToArray();
        _y = [.. _measured.Select(p => p.Centre!.Value.Value), .. _censored.Select(p => Math.Log(p.AtLeast!.Value / options.DelayFactor))];
        _weights = [.. _measured.Select(p => p.Weight), .. _censored.Select(p => p.Weight)];
    }

    internal ScalingFit Fit()
    {
        int count = _measured.Length;
        if (count < StraightRange.FewestSizes)
        {
            return WithoutLaw();
        }

        SmoothScatter scatter = SmoothScatter.AboutCurve(_x.AsSpan(0, count), _y.AsSpan(0, count), _weights.AsSpan(0, count), _options);
        int start = StraightRange.Start(_x.AsSpan(0, count), _y.AsSpan(0, count), _weights.AsSpan(0, count), scatter, _options);
        LogLogLine line = CensoredLine.Through(_x.AsSpan(start), _y.AsSpan(start), _weights.AsSpan(start), count - start, scatter.Deviation);
        double reach = StudentQuantile.TwoSided(scatter.DegreesOfFreedom, _options.Misrate) * scatter.Deviation;
        ExponentEstimate whole = Whole(line, start, reach);
        ExponentEstimate local = Local(reach);
        return new ScalingFit
        {
            Exponent = whole,
            LocalExponent = local,
            Verdict = Judge(whole, local),
            Scatter = scatter.Deviation,
            Residuals = Enumerable.Range(start, count - start).Select(i => _y[i] - line.At(_x[i])).ToArray(),
            Scale = Math.Exp(line.At(0)),
            Points = _points,
        };
    }

    private ScalingFit WithoutLaw() => new()
    {
        Exponent = null,
        LocalExponent = null,
        Verdict = ScalingVerdict.Inconclusive,
        Scatter = null,
        Residuals = [],
        Scale = null,
        Points = _points,
    };

    // The measured sizes alone decide how wide the bounds are: a size that was cut off may move the line but makes it no surer.
    private ExponentEstimate Whole(LogLogLine line, int start, double reach)
    {
        int count = _measured.Length - start;
        double measuredSquares = LogLogLine.Through(_x.AsSpan(start, count), _y.AsSpan(start, count), _weights.AsSpan(start, count)).SumSquaresX;
        return Estimate(line.Slope, reach / Math.Sqrt(measuredSquares), start, _measured.Length);
    }

    private ExponentEstimate Local(double reach)
    {
        ExponentEstimate measured = LocalUpTo(_measured.Length, reach);
        if (_censored.Length == 0)
        {
            return measured;
        }

        // Taking the bound for the value can only understate the slope. If even so it is steeper, growth has run away: at least this much.
        ExponentEstimate cutOff = LocalUpTo(_measured.Length + 1, reach);
        return cutOff.Bounds.Lower > measured.Value ? cutOff with { Bounds = new Bounds(cutOff.Bounds.Lower, double.PositiveInfinity) } : measured;
    }

    private ExponentEstimate LocalUpTo(int end, double reach)
    {
        int from = end - _options.LocalSizes;
        LogLogLine top = LogLogLine.Through(_x.AsSpan(from, end - from), _y.AsSpan(from, end - from), _weights.AsSpan(from, end - from));
        return Estimate(top.Slope, reach / Math.Sqrt(top.SumSquaresX), from, end);
    }

    private ExponentEstimate Estimate(double slope, double reach, int from, int end) =>
        new(slope, new Bounds(slope - reach, slope + reach), _sizes[from], _sizes[end - 1]);

    private ScalingVerdict Judge(ExponentEstimate whole, ExponentEstimate local)
    {
        if (whole.Bounds.Lower > _options.Threshold || local.Bounds.Lower > _options.Threshold)
        {
            return ScalingVerdict.Superlinear;
        }

        return whole.Bounds.Upper < _options.Threshold && local.Bounds.Upper < _options.Threshold
            ? ScalingVerdict.Linear
            : ScalingVerdict.Inconclusive;
    }
}
