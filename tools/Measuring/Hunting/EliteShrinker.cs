using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// Takes off an elite what its growth does not need, before rounds are spent on it. Most elites are one of a few causes among steps without effect: they
/// become alike, each cause is measured once, and the motif that is left is a better parent.
/// </summary>
/// <param name="meter">Measures costs.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class EliteShrinker(CostMeter meter, CancellationToken cancellation)
{
    private const int MostTries = 40;
    private const int MostHalvings = 2;
    private const int Growth = 4;
    private const int Samples = 2;

    // What may be lost of the excess over a linear law: in one step, and altogether.
    private const double KeptShare = 0.85;
    private const double KeptAltogether = 0.7;

    /// <summary>Shrinks an elite; returns it as it is where its slope does not repeat or nothing can be taken off.</summary>
    public Elite Shrink(Elite elite)
    {
        var large = elite.Size;
        if (large < Growth || Slope(elite.Pattern) is not { } slope || slope <= 1)
        {
            return elite;
        }

        // Half the size is compiled in a third of the time. It does as long as it shows as much.
        for (var halvings = 0; halvings < MostHalvings && large >= 4 * Growth; halvings++)
        {
            large /= 2;
            if (!(Slope(elite.Pattern) is { } ofHalf && ofHalf >= Kept(slope, KeptShare)))
            {
                large *= 2;
                break;
            }

            slope = ofHalf;
        }

        // Twice, because a single sample can be too long by chance.
        var least = Kept(slope, KeptShare);
        var pattern = new PatternReducer(p => p.Sizes.Contains(large) && Slope(p) >= least && Slope(p) >= least, MostTries).Reduce(elite.Pattern);
        if (pattern.Equals(elite.Pattern) || !(Slope(pattern) >= Kept(slope, KeptAltogether)))
        {
            return elite;
        }

        var signature = PatternSignature.FromModules(pattern.Generate(large / Growth), pattern.Generate(large)).Key;
        return elite with { Cell = EliteGrid.CellOf(elite.Settings, pattern.Repetition, signature), Pattern = pattern, Signature = signature };

        double? Slope(Pattern pattern)
        {
            var readings = meter.ReadAll([new Compile(pattern.Generate(large / Growth), elite.Settings, Samples), new Compile(pattern.Generate(large), elite.Settings, 1)], cancellation);
            return readings[0].Cost is { } low && readings[1].Cost is { } high ? Math.Log(high / low) / Math.Log((double)large / (large / Growth)) : null;
        }
    }

    private static double Kept(double slope, double share) => 1 + ((slope - 1) * share);
}
