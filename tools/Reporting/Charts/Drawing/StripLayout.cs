namespace CompileBench.Reporting.Charts.Drawing;

/// <summary>How far the dots of a strip stand above or below its middle line, so that one can count or at least weigh them.</summary>
internal static class StripLayout
{
    /// <summary>A bee swarm, for few dots: each as close to the middle as those already placed let it be.</summary>
    /// <param name="positions">Positions along the axis in pixels, ascending.</param>
    /// <param name="radius">The dots' radius.</param>
    /// <param name="half">The furthest that a dot may stand from the middle.</param>
    public static float[] Swarm(IReadOnlyList<float> positions, float radius, float half)
    {
        var step = radius * 1.9f;
        var most = (int)(half / step);
        var offsets = new float[positions.Count];
        for (var i = 0; i < positions.Count; i++)
        {
            for (var k = 0; k <= 2 * most; k++)
            {
                var offset = (k % 2 == 0 ? -1 : 1) * ((k + 1) / 2) * step;
                if (IsFree(positions, offsets, i, offset, step))
                {
                    offsets[i] = offset;
                    break;
                }
            }
        }

        return offsets;
    }

    /// <summary>A cloud, for many dots: as wide as there are dots near by, spread evenly and always the same way.</summary>
    /// <param name="positions">Positions along the axis in pixels, ascending.</param>
    /// <param name="half">The furthest that a dot may stand from the middle.</param>
    public static float[] Cloud(IReadOnlyList<float> positions, float half)
    {
        const float Near = 10;
        var density = new int[positions.Count];
        int from = 0, to = 0;
        for (var i = 0; i < positions.Count; i++)
        {
            while (positions[from] < positions[i] - Near)
            {
                from++;
            }

            while (to < positions.Count && positions[to] <= positions[i] + Near)
            {
                to++;
            }

            density[i] = to - from;
        }

        var densest = density.DefaultIfEmpty(1).Max();

        // The golden ratio's multiples fall evenly into an interval, however many are taken.
        return [.. density.Select((d, i) => (float)((((i * 0.6180339887) % 1) - 0.5) * 2 * half * d / densest))];
    }

    private static bool IsFree(IReadOnlyList<float> positions, float[] offsets, int upTo, float offset, float step)
    {
        for (var j = upTo - 1; j >= 0 && positions[upTo] - positions[j] < step; j--)
        {
            if (Math.Abs(offsets[j] - offset) < step * 0.9f)
            {
                return false;
            }
        }

        return true;
    }
}
