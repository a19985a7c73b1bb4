namespace CompileBench.Analysis.Comparison.Duel.Blocks;

/// <summary>
/// How a duel divides its misrate. The summaries come first because they are few and precise: they show a change in most cases
/// long before any single case does. When all comparisons of a level are changes, its share passes to the next level
/// (Bretz, F., Maurer, W., Brannath, W. and Posch, M. 2009, "A graphical approach to sequentially rejective multiple test procedures", Stat. Med. 28).
/// </summary>
/// <param name="Overall">The share of the summary over all settings.</param>
/// <param name="Settings">The share of the summaries of single settings together.</param>
/// <param name="Cases">The share of the cases together.</param>
public sealed record MisrateShares(double Overall, double Settings, double Cases)
{
    /// <summary>A fifth, three tenths and a half.</summary>
    public static MisrateShares Default { get; } = new(0.2, 0.3, 0.5);
}
