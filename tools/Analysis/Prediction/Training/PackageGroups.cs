namespace CompileBench.Analysis.Prediction.Training;

/// <summary>
/// Joins packages that share functions into one group, so that no function of a held-out package is in the training rows. The share is estimated
/// from sketches: the smallest hashes of function bodies (Broder 1997, "On the resemblance and containment of documents").
/// </summary>
public static class PackageGroups
{
    // Toolchains put the same allocator and runtime into every module; two versions of one program share far more than that.
    private const double SharedBodies = 0.1;

    /// <summary>The group of each package: the first package, by name, of those that share functions.</summary>
    /// <param name="packages">Each package with the sketch of each of its modules.</param>
    public static IReadOnlyDictionary<string, string> Join(IReadOnlyList<(string Package, IReadOnlyList<long> Sketch)> packages)
    {
        ArgumentNullException.ThrowIfNull(packages);
        var names = packages.Select(p => p.Package).Distinct().Order(StringComparer.Ordinal).ToList();
        var parents = names.ToDictionary(n => n, n => n, StringComparer.Ordinal);
        string Find(string name) => parents[name] == name ? name : Find(parents[name]);
        for (var i = 0; i < packages.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (one, other) = (Find(packages[i].Package), Find(packages[j].Package));
                if (one != other && Resemblance(packages[i].Sketch, packages[j].Sketch) >= SharedBodies)
                {
                    var (first, second) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
                    parents[second] = first;
                }
            }
        }

        return names.ToDictionary(n => n, Find, StringComparer.Ordinal);
    }

    // Of the smallest hashes of both together, the share that both have.
    private static double Resemblance(IReadOnlyList<long> one, IReadOnlyList<long> other)
    {
        var size = Math.Min(one.Count, other.Count);
        if (size == 0)
        {
            return 0;
        }

        var both = one.Intersect(other).ToHashSet();
        return one.Union(other).Order().Take(size).Count(both.Contains) / (double)size;
    }
}
