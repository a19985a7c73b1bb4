using CompileBench.Modules.Generation;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Measuring.Hunting;

/// <summary>The ladders as a hunt uses them: to take motifs from, and to tell whether a finding grows in the way of a known shape.</summary>
internal static class KnownLadders
{
    /// <summary>From this likeness on a finding counts as covered.</summary>
    public const double CoveringLikeness = 0.93;

    private const int SmallSize = 24;
    private const int MotifsPerLadder = 4;

    private static readonly Lazy<IReadOnlyList<(string Name, WasmFeatures Features, PatternSignature Signature)>> Signatures = new(
        () => [.. LadderShapes.All.Where(s => s.Sizes.Contains(SmallSize) && s.Sizes.Contains(2 * SmallSize)).Select(s => (s.Name, s.Features, PatternSignature.FromModules(At(s, SmallSize), At(s, 2 * SmallSize))))]);

    /// <summary>Motifs of all ladders.</summary>
    public static IEnumerable<HarvestedMotif> Motifs() =>
        LadderShapes.All.Where(s => s.Sizes.Contains(3)).SelectMany(s => MotifHarvest.FromModule(At(s, 3), MotifsPerLadder));

    /// <summary>All ladders that grow like a pattern.</summary>
    public static IEnumerable<string> Alike(Pattern pattern)
    {
        var signature = SignatureOf(pattern);
        return Comparable(pattern).Where(known => signature.LikenessTo(known.Signature) >= CoveringLikeness).Select(known => known.Name);
    }

    /// <summary>The public reports that a ladder reproduces.</summary>
    public static IReadOnlyList<string> ReportsOf(string ladder) => LadderShapes.TryFind(ladder, out var shape) ? [.. shape.KnownIssues] : [];

    /// <summary>What grows in a pattern, read at the sizes at which ladders are compared.</summary>
    public static PatternSignature SignatureOf(Pattern pattern)
    {
        var size = Math.Min(32, pattern.Sizes.Maximum / 2);
        return PatternSignature.FromModules(pattern.Generate(size), pattern.Generate(2 * size));
    }

    /// <summary>The ladder that grows most like a pattern, and how alike it is.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="signature">What grows in it.</param>
    public static (string Name, double Likeness) Nearest(Pattern pattern, PatternSignature signature) =>
        Comparable(pattern).Select(known => (known.Name, signature.LikenessTo(known.Signature))).MaxBy(known => known.Item2);

    // The instructions of a 64-bit memory are those of a 32-bit one, and a call is a call whether it hands over a reference: a ladder that is about a feature is not met without it.
    private static IEnumerable<(string Name, WasmFeatures Features, PatternSignature Signature)> Comparable(Pattern pattern) =>
        Signatures.Value.Where(known => (known.Features & ~pattern.Features) == 0);

    private static byte[] At(LadderShape shape, int size) => GeneratorRecipe.Create(shape, size).Generate();
}
