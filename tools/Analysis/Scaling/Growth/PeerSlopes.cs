namespace CompileBench.Analysis.Scaling.Growth;

/// <summary>
/// How fast the shapes of one setting grow at equal time. Where compiles of some length leave a cache, all shapes grow faster there, and that is not
/// a property of any one of them.
/// </summary>
internal sealed class PeerSlopes
{
    /// <summary>Fewer shapes do not speak for a setting.</summary>
    internal const int FewestPeers = 8;

    private readonly (GrowthLadder Ladder, (double LogSize, double Log)[] Points)[] _peers;

    internal PeerSlopes(IEnumerable<GrowthLadder> ladders) => _peers = [.. ladders.Select(l => (l, l.Points
        .Where(p => p.Centre is not null).OrderBy(p => p.Size).Select(p => (Math.Log(p.Size), p.Centre!.Value.Value)).ToArray()))];

    /// <summary>The median slope of the other shapes between two times.</summary>
    /// <param name="ladder">The ladder that is compared with them.</param>
    /// <param name="from">The logarithm of the shorter time.</param>
    /// <param name="to">The logarithm of the longer time.</param>
    internal double? MedianBetween(GrowthLadder ladder, double from, double to)
    {
        double[] slopes = [.. _peers.Where(p => p.Ladder != ladder).Select(p => SlopeBetween(p.Points, from, to)).OfType<double>().Order()];
        return slopes.Length < FewestPeers ? null
            : slopes.Length % 2 == 1 ? slopes[slopes.Length / 2]
            : (slopes[(slopes.Length / 2) - 1] + slopes[slopes.Length / 2]) / 2;
    }

    // Over the steps from one size to the next whose middle lies between the times.
    private static double? SlopeBetween((double LogSize, double Log)[] points, double from, double to)
    {
        double along = 0;
        double up = 0;
        for (int i = 1; i < points.Length; i++)
        {
            double middle = (points[i].Log + points[i - 1].Log) / 2;
            if (middle >= from && middle <= to)
            {
                along += points[i].LogSize - points[i - 1].LogSize;
                up += points[i].Log - points[i - 1].Log;
            }
        }

        return along > 0 ? up / along : null;
    }
}
