using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Sharding;

/// <summary>What is never divided among shards: a module with all its settings and engines, or a shape with all its sizes.</summary>
/// <param name="Name">The name, unique in a plan.</param>
/// <param name="Identity">What else identifies it, such as a digest; empty where nothing does.</param>
/// <param name="Cost">How long it takes in comparison with others, from 0.</param>
public sealed record ShardUnit(string Name, string Identity, long Cost);

/// <summary>
/// Divides what was asked for among shards. Each unit is in exactly one shard, and the shards take about the same time: the costliest unit first, each
/// goes to the shard with the least cost so far (Graham, R. L. 1969, "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17). The plan
/// follows from the units and the count alone, so that every machine makes the same plan without talking to another.
/// </summary>
public sealed class ShardPlan
{
    private readonly Dictionary<string, int> _shards;
    private readonly IReadOnlyList<ShardUnit> _units;
    private readonly IReadOnlyList<string> _canaries;
    private readonly int _count;

    private ShardPlan(IReadOnlyList<ShardUnit> units, Dictionary<string, int> shards, int count, IReadOnlyList<string> canaries)
    {
        (_units, _shards, _count, _canaries) = (units, shards, count, canaries);
        Digest = ComputeDigest();
    }

    /// <summary>SHA-256 of the plan, <c>sha256:…</c>.</summary>
    public string Digest { get; }

    /// <summary>Makes the plan.</summary>
    /// <param name="units">All that was asked for, in any order.</param>
    /// <param name="count">How many shards, from 1.</param>
    /// <param name="canaries">What every shard measures.</param>
    public static ShardPlan Make(IReadOnlyList<ShardUnit> units, int count, IReadOnlyList<string> canaries)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(canaries);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var shards = new Dictionary<string, int>(units.Count, StringComparer.Ordinal);
        var loads = new PriorityQueue<int, (long Cost, int Units, int Shard)>(Enumerable.Range(1, count).Select(shard => (shard, (0L, 0, shard))));
        foreach (var unit in units.OrderByDescending(u => u.Cost).ThenBy(u => u.Name, StringComparer.Ordinal))
        {
            loads.TryDequeue(out var shard, out var load);
            shards.Add(unit.Name, shard);
            loads.Enqueue(shard, (load.Cost + unit.Cost, load.Units + 1, shard));
        }

        return new ShardPlan(units, shards, count, canaries);
    }

    /// <summary>The names of the units of a shard, in the order they were given.</summary>
    /// <param name="index">The shard, from 1.</param>
    public IReadOnlyList<string> UnitsOf(int index) => [.. _units.Where(u => _shards[u.Name] == index).Select(u => u.Name)];

    /// <summary>The description of a shard for its manifest.</summary>
    /// <param name="number">The shard, of as many as the plan has.</param>
    /// <exception cref="UsageException">The shard has no unit, because there are fewer units than shards.</exception>
    public ShardDescription Describe(ShardNumber number)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(number.Count, _count);
        var units = UnitsOf(number.Index);
        return units.Count > 0
            ? new ShardDescription(number.Index, number.Count, Digest, units, _canaries)
            : throw new UsageException($"--shard {number} has nothing to measure: there are {_units.Count} modules or shapes, and none is divided; use at most {_units.Count} shards");
    }

    // Costs are left out: they decide nothing but the shards, which are in.
    private string ComputeDigest()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"compilebench shards 1\n{_count}\n");
        foreach (var unit in _units.OrderBy(u => u.Name, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{unit.Name}\t{unit.Identity}\t{_shards[unit.Name]}\n");
        }

        foreach (var canary in _canaries)
        {
            text.Append(CultureInfo.InvariantCulture, $"canary\t{canary}\n");
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
