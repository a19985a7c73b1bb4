namespace CompileBench.Analysis.Prediction.Fitting;

/// <summary>
/// Solves least squares whose coefficients may not be negative, from the normal equations: Lawson and Hanson (1974), "Solving least squares problems",
/// chapter 23, in the form of Bro and de Jong (1997), "A fast non-negativity-constrained least squares algorithm", which begins with a set of
/// coefficients that are expected to be positive. The result does not depend on the processor: it is computed by plain additions, multiplications,
/// divisions and square roots in a fixed order.
/// </summary>
internal static class NonNegativeLeastSquares
{
    // Columns that are nearly combinations of others would make the factor of the normal equations meaningless.
    private const double Ridge = 1e-9;

    // A gradient below this, in units in which columns have length one, is zero.
    private const double Tolerance = 1e-10;

    /// <summary>Minimizes |Ax - b| over x of 0 or more.</summary>
    /// <param name="gram">A'A, row by row; a column of zeros gets the coefficient 0.</param>
    /// <param name="right">A'b.</param>
    /// <param name="start">Coefficients to begin with; their positive places are tried first. Empty for none.</param>
    public static double[] Solve(double[] gram, double[] right, ReadOnlySpan<double> start = default)
    {
        var size = right.Length;
        var scale = new double[size];
        for (var i = 0; i < size; i++)
        {
            scale[i] = gram[(i * size) + i] > 0 ? 1 / Math.Sqrt(gram[(i * size) + i]) : 0;
        }

        var scaledGram = new double[size * size];
        var scaledRight = new double[size];
        double length = 0;
        for (var i = 0; i < size; i++)
        {
            scaledRight[i] = right[i] * scale[i];
            length = Math.Max(length, Math.Abs(scaledRight[i]));
            for (var j = 0; j < size; j++)
            {
                scaledGram[(i * size) + j] = gram[(i * size) + j] * scale[i] * scale[j];
            }

            scaledGram[(i * size) + i] += Ridge;
        }

        var solution = new Solver(scaledGram, scaledRight, Tolerance * length).Solve(start, scale);
        for (var i = 0; i < size; i++)
        {
            solution[i] *= scale[i];
        }

        return solution;
    }

    private sealed class Solver(double[] gram, double[] right, double tolerance)
    {
        private readonly int _size = right.Length;
        private readonly bool[] _isFree = new bool[right.Length];
        private readonly double[] _x = new double[right.Length];
        private readonly double[] _trial = new double[right.Length];
        private readonly double[] _factor = new double[right.Length * right.Length];
        private readonly int[] _places = new int[right.Length];

        public double[] Solve(ReadOnlySpan<double> start, double[] scale)
        {
            for (var i = 0; i < start.Length; i++)
            {
                _isFree[i] = start[i] > 0 && scale[i] > 0;
                _x[i] = _isFree[i] ? start[i] / scale[i] : 0;
            }

            if (_isFree.AsSpan().Contains(true))
            {
                Restore();
            }

            // Each step frees one coefficient; three times their number is the customary limit.
            for (var step = 0; step < 3 * _size && Steepest(scale) is var next and >= 0; step++)
            {
                _isFree[next] = true;
                Restore();
            }

            return _x;
        }

        // The bound coefficient whose growth lowers the error most; -1 where none does.
        private int Steepest(double[] scale)
        {
            var (best, most) = (-1, tolerance);
            for (var i = 0; i < _size; i++)
            {
                if (_isFree[i] || scale[i] == 0)
                {
                    continue;
                }

                var gradient = right[i];
                for (var j = 0; j < _size; j++)
                {
                    gradient -= gram[(i * _size) + j] * _x[j];
                }

                if (gradient > most)
                {
                    (best, most) = (i, gradient);
                }
            }

            return best;
        }

        // Solves for the free coefficients, and binds those that would become negative.
        private void Restore()
        {
            while (true)
            {
                var free = SolveFree();
                var step = 1.0;
                for (var k = 0; k < free; k++)
                {
                    var i = _places[k];
                    if (_trial[i] <= 0)
                    {
                        step = Math.Min(step, _x[i] / Math.Max(_x[i] - _trial[i], double.Epsilon));
                    }
                }

                var bound = false;
                for (var k = 0; k < free; k++)
                {
                    var i = _places[k];
                    var isNegative = _trial[i] <= 0;
                    _x[i] += step * (_trial[i] - _x[i]);
                    if (isNegative && _x[i] <= 1e-15)
                    {
                        (_x[i], _isFree[i], bound) = (0, false, true);
                    }
                }

                if (!bound)
                {
                    return;
                }
            }
        }

        // Cholesky's factor of the free part, forward and backward substitution.
        private int SolveFree()
        {
            var n = 0;
            for (var i = 0; i < _size; i++)
            {
                if (_isFree[i])
                {
                    _places[n++] = i;
                }
            }

            for (var r = 0; r < n; r++)
            {
                var sum = right[_places[r]];
                for (var c = 0; c <= r; c++)
                {
                    var value = gram[(_places[r] * _size) + _places[c]];
                    for (var k = 0; k < c; k++)
                    {
                        value -= _factor[(r * _size) + k] * _factor[(c * _size) + k];
                    }

                    _factor[(r * _size) + c] = c < r ? value / _factor[(c * _size) + c] : Math.Sqrt(Math.Max(value, Ridge));
                    sum -= c < r ? _factor[(r * _size) + c] * _trial[_places[c]] : 0;
                }

                _trial[_places[r]] = sum / _factor[(r * _size) + r];
            }

            for (var r = n - 1; r >= 0; r--)
            {
                var sum = _trial[_places[r]];
                for (var k = r + 1; k < n; k++)
                {
                    sum -= _factor[(k * _size) + r] * _trial[_places[k]];
                }

                _trial[_places[r]] = sum / _factor[(r * _size) + r];
            }

            return n;
        }
    }
}
