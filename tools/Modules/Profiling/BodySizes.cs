using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Profiling;

/// <summary>How a module's code is spread over its functions: a module of one function of 4 MB is not one of ten thousand small ones.</summary>
/// <param name="Median">Half of the bodies are as large as this or smaller, in bytes.</param>
/// <param name="Percentile90">90 bodies in 100 are as large as this or smaller.</param>
/// <param name="Percentile99">99 bodies in 100 are as large as this or smaller.</param>
/// <param name="LargestShare">The largest body's share of the bytes of all bodies, 0 to 1.</param>
/// <param name="Gini">The Gini coefficient of body sizes: 0 where all are equal, near 1 where one has nearly all bytes.</param>
internal readonly record struct BodySizes(int Median, int Percentile90, int Percentile99, double LargestShare, double Gini)
{
    /// <summary>Computes the distribution. The sizes are sorted in place.</summary>
    public static BodySizes FromSizes(Span<int> sizes)
    {
        if (sizes.Length == 0)
        {
            return default;
        }

        SortByDigits(sizes);
        double total = 0;
        double ranked = 0;
        for (var at = 0; at < sizes.Length; at++)
        {
            total += sizes[at];
            ranked += (at + 1.0) * sizes[at];
        }

        // G = 2 * sum(rank * size) / (n * sum(size)) - (n + 1) / n, for sizes in ascending order.
        double n = sizes.Length;
        return new BodySizes(
            Rank(sizes, 0.5), Rank(sizes, 0.9), Rank(sizes, 0.99), sizes[^1] / total, (2 * ranked / (n * total)) - ((n + 1) / n));
    }

    /// <summary>
    /// A radix sort, from the lowest byte up. Sorting by comparisons would take a twentieth of a whole profile's time, since each
    /// comparison is a branch that is hard to predict.
    /// </summary>
    private static void SortByDigits(Span<int> sizes)
    {
        const int digitBits = 8;
        const int digits = 1 << digitBits;
        Span<int> places = stackalloc int[digits];
        var from = sizes;
        Span<int> to = new int[sizes.Length];
        for (var shift = 0; FormatLimits.BodyBytes >> shift > 0; shift += digitBits)
        {
            places.Clear();
            foreach (var size in from)
            {
                places[(size >> shift) & (digits - 1)]++;
            }

            var before = 0;
            foreach (ref var place in places)
            {
                var count = place;
                place = before;
                before += count;
            }

            foreach (var size in from)
            {
                to[places[(size >> shift) & (digits - 1)]++] = size;
            }

            var sorted = to;
            to = from;
            from = sorted;
        }

        from.CopyTo(sizes);
    }

    /// <summary>The smallest size that this share of bodies does not exceed: the nearest rank.</summary>
    private static int Rank(ReadOnlySpan<int> sorted, double share) => sorted[int.Max(1, (int)Math.Ceiling(share * sorted.Length)) - 1];
}
