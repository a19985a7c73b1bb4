using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// The elites of a hunt, one per cell of settings, repetition and signature, so that one steep shape does not hide the others (Mouret and Clune,
/// "Illuminating search spaces by mapping elites", 2015).
/// Scores are judged against the law of the setting: what most candidates show at the first stage, which all of them pass
/// through.
/// </summary>
internal sealed class EliteGrid
{
    private const int FewestPeers = 20;
    private const int MostPeers = 2000;

    // Of two elites at random the better one is a parent: a larger tournament would breed from the steepest few alone.
    private const int Tournament = 2;

    // Short compiles scatter: what only the first stages saw is never better than what all have seen.
    private static readonly double[] MostFitness = [0, 0.05, double.PositiveInfinity];

    private readonly SortedDictionary<string, Elite> _elites = new(StringComparer.Ordinal);

    // The first scores under each setting, in ascending order.
    private readonly Dictionary<string, List<double>> _peers = new(StringComparer.Ordinal);

    /// <summary>All elites in the order of their cells.</summary>
    public IReadOnlyCollection<Elite> All => _elites.Values;

    /// <summary>The law of a setting: the median of what candidates show at the first stage; null before enough of them were screened.</summary>
    public double? LawFor(string settings) => _peers.TryGetValue(settings, out var peers) && peers.Count >= FewestPeers ? peers[peers.Count / 2] : null;

    /// <summary>The elite of a cell; null where there is none.</summary>
    public Elite? Find(string cell) => _elites.GetValueOrDefault(cell);

    /// <summary>The cell of patterns that are repeated alike and in which the same grows.</summary>
    public static string CellOf(string settings, Repetition repetition, string signature) => $"{settings} {repetition} {signature}";

    /// <summary>Puts an elite of an earlier session in its cell.</summary>
    public void Restore(Elite elite) => _elites[elite.Cell] = elite;

    /// <summary>Offers a candidate.</summary>
    /// <param name="result">What screening said.</param>
    /// <param name="isComparison">Whether scores are ratios of engines.</param>
    /// <returns>The new elite; null where the cell keeps a better one or nothing is known.</returns>
    public Elite? Offer(ScreenResult result, bool isComparison)
    {
        if (result.Score is not { } score || !double.IsFinite(score) || result.Stage == 0)
        {
            return null;
        }

        var law = isComparison ? 0 : Math.Max(1, LawFor(result.Candidate.Settings) ?? 1);
        if (result.FirstScore is { } first)
        {
            AddPeer(result.Candidate.Settings, first);
        }

        if (result.Signature.Length == 0 && result.Stage < 2)
        {
            return null;
        }

        var cell = CellOf(result.Candidate.Settings, result.Candidate.Pattern.Repetition, result.Signature);
        return Offer(new Elite(cell, result.Candidate.Settings, result.Candidate.Pattern, result.Stage, Math.Min(score - law, MostFitness[result.Stage]), result.Size, result.Signature));
    }

    /// <summary>Offers an elite.</summary>
    /// <returns>The elite; null where its cell keeps a better one.</returns>
    public Elite? Offer(Elite elite)
    {
        if (_elites.TryGetValue(elite.Cell, out var known) && known.Fitness >= elite.Fitness)
        {
            return null;
        }

        _elites[elite.Cell] = elite;
        return elite;
    }

    /// <summary>Picks a parent: the best of a few elites at random; null where there is none.</summary>
    public static Elite? Pick(SeededRandom random, IReadOnlyList<Elite> among) =>
        among.Count == 0 ? null : Enumerable.Range(0, Tournament).Select(_ => among[random.Below(among.Count)]).MaxBy(e => e.Fitness);

    private void AddPeer(string settings, double score)
    {
        if (!_peers.TryGetValue(settings, out var peers))
        {
            peers = [];
            _peers.Add(settings, peers);
        }

        if (peers.Count < MostPeers)
        {
            var at = peers.BinarySearch(score);
            peers.Insert(at < 0 ? ~at : at, score);
        }
    }
}
