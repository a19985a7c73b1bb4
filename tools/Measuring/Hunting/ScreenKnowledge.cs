namespace CompileBench.Measuring.Hunting;

/// <summary>What a hunt knows while one batch of candidates is screened. It does not change meanwhile, so that several threads can read it.</summary>
/// <param name="grid">The grid.</param>
/// <param name="growth">What the findings say: what they explain is hardly worth a second stage.</param>
internal sealed class ScreenKnowledge(EliteGrid grid, KnownGrowth growth)
{
    /// <summary>What the findings say.</summary>
    public KnownGrowth Growth => growth;

    /// <summary>The law of a setting: what most candidates show at the first stage; null before that is known.</summary>
    public double? LawFor(string settings) => grid.LawFor(settings);

    /// <summary>The fitness of the elite of a cell that went through all stages; null where there is none.</summary>
    public double? FitnessOf(string cell) => grid.Find(cell) is { Stage: CandidateScreen.Stages } elite ? elite.Fitness : null;
}
