using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>The ladders as a hunt uses them: to take motifs from, and to tell whether a finding grows in the way of a known shape.</summary>
internal static class KnownLadders
{
    /// <summary>From this likeness on a finding counts as covered.</summary>
    public const double CoveringLikeness = 0.93;

    private const int SmallSize = 24;
    private const int MotifsPerLadder = 4;

    private static readonly Lazy<IReadOnlyList<(string Name, PatternSignature Signature)>> Signatures = new(
        () => [.. LadderShapes.All.Where(s => s.Sizes.Contains(SmallSize) && s.Sizes.Contains(2 * SmallSize)).Select(s => (s.Name, PatternSignature.FromModules(At(s, SmallSize), At(s, 2 * SmallSize))))]);

    /// <summary>Motifs of all ladders.</summary>
    public static IEnumerable<HarvestedMotif> Motifs() =>
        LadderShapes.All.Where(s => s.Sizes.Contains(3)).SelectMany(s => MotifHarvest.FromModule(At(s, 3), MotifsPerLadder));

    /// <summary>All ladders that grow like this.</summary>
    public static IEnumerable<string> Alike(PatternSignature signature) =>
        Signatures.Value.Where(known => signature.LikenessTo(known.Signature) >= CoveringLikeness).Select(known => known.Name);

    /// <summary>The public reports that a ladder reproduces.</summary>
    public static IReadOnlyList<string> ReportsOf(string ladder) => LadderShapes.TryFind(ladder, out var shape) ? [.. shape.KnownIssues] : [];

    /// <summary>What grows in a pattern, read at the sizes at which ladders are compared.</summary>
    public static PatternSignature SignatureOf(Pattern pattern)
    {
        var size = Math.Min(32, pattern.Sizes.Maximum / 2);
        return PatternSignature.FromModules(pattern.Generate(size), pattern.Generate(2 * size));
    }

    /// <summary>The ladder that grows most like this, and how alike it is.</summary>
    public static (string Name, double Likeness) Nearest(PatternSignature signature) =>
        Signatures.Value.Select(known => (known.Name, signature.LikenessTo(known.Signature))).MaxBy(known => known.Item2);

    private static byte[] At(LadderShape shape, int size) => GeneratorRecipe.Create(shape, size).Generate();
}
