namespace CompileBench.Analysis.Prediction;

/// <summary>
/// How far the composition of a prediction is from those of real training modules: a share of one term that is far above the largest share in any of them
/// is another composition and not a larger module.
/// </summary>
internal static class Composition
{
    private const double ShareBeyond = 1.5;
    private const double ShareRoom = 0.1;

    // From a share at the limit to one this much above it, estimates pass from those of real modules to those of generated ones: no step at one more byte.
    private const double Passage = 1.25;

    // The mean passes more slowly: real modules just beyond the limit are predicted nearly as well as others, sizes of ladders far beyond it are not. From 2.5
    // on, choices for real and random modules are as good as without it; a larger number makes those for unseen ladders worse (advise evaluate).
    private const double MeanPassage = 2.5;

    /// <summary>The share of a term above which a composition is unusual.</summary>
    /// <param name="largest">The largest share of the term in any real training module.</param>
    public static double LimitOf(double largest) => (largest * ShareBeyond) + ShareRoom;

    /// <summary>How much the ratios of generated modules count: 0 up to the limit, 1 from <see cref="Passage"/> times the limit on.</summary>
    /// <param name="departure">The largest share over its limit.</param>
    public static double WeightOf(double departure) => Between(departure, Passage);

    /// <summary>The same for the mean: 0 up to the limit, 1 from <see cref="MeanPassage"/> times the limit on.</summary>
    /// <param name="departure">The largest share over its limit.</param>
    public static double MeanWeightOf(double departure) => Between(departure, MeanPassage);

    private static double Between(double departure, double passage) => Math.Clamp(Math.Log(departure) / Math.Log(passage), 0, 1);
}
