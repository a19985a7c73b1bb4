using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Sharding;

/// <summary>The modules that a run measures: all that was asked for, or the part of one shard and the canaries.</summary>
/// <param name="Entries">The modules.</param>
/// <param name="Shard">The shard; null where all are measured.</param>
public sealed record ShardedModules(IReadOnlyList<CatalogEntry> Entries, ShardDescription? Shard)
{
    /// <summary>
    /// The modules of a shard. A shard has whole modules, because every ratio is between two settings of one module and must not be between two
    /// machines; and it is cut from what was asked for and not from what this machine could obtain, so that the shards fit together.
    /// </summary>
    /// <param name="catalog">The catalog, which makes the canaries.</param>
    /// <param name="asked">All that was asked for.</param>
    /// <param name="shard">The shard; null for all modules and no canaries.</param>
    /// <param name="settings">How many settings and engines each module is measured under, from 1.</param>
    /// <exception cref="UsageException">There are fewer modules than shards, and this shard has none.</exception>
    public static ShardedModules Select(ModuleCatalog catalog, IReadOnlyList<CatalogEntry> asked, ShardNumber? shard, int settings)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(asked);
        if (shard is not { } number)
        {
            return new ShardedModules(asked, null);
        }

        var plan = ShardPlan.Make([.. asked.Select(e => new ShardUnit(e.Name.Text, e.Digest?.ToString() ?? "", ModuleCosts.ForRound(e, settings)))], number.Count, Canaries.Modules);
        var description = plan.Describe(number);
        var own = description.Units.ToHashSet(StringComparer.Ordinal);
        var entries = asked.Where(e => own.Contains(e.Name.Text)).ToList();
        entries.AddRange(Canaries.Modules.Where(name => !own.Contains(name)).Select(name => Canary(catalog, name)));
        return new ShardedModules(entries, description);
    }

    /// <summary>Refuses to complete a shard whose plan this version, or this machine, makes differently.</summary>
    /// <param name="manifest">The run's manifest.</param>
    /// <exception cref="UsageException">The plan is another one.</exception>
    public void CheckSamePlan(RunManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.Shard?.Plan != Shard?.Plan)
        {
            throw new UsageException($"run {manifest.Run} is a shard of a plan that is not made this way now: the modules asked for, or the version of this tool, are others; start a new run");
        }
    }

    /// <summary><c>shard 2/3: 4 of its own, and the canaries many-functions@256, nested-loops-locals@64</c>.</summary>
    public static string Describe(ShardDescription shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        return $"shard {shard.Index}/{shard.Count}: {shard.Units.Count} of its own ({string.Join(", ", shard.Units.Take(3))}{(shard.Units.Count > 3 ? ", ..." : "")}), and the canaries {string.Join(", ", shard.Canaries)}";
    }

    private static CatalogEntry Canary(ModuleCatalog catalog, string name) =>
        catalog.TryFind(name, out var entry, out var fault) ? entry : throw new InvalidOperationException(fault);
}
