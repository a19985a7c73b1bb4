using CompileBench.Measuring.Scaling;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Sharding;

/// <summary>The shapes that a scaling run measures: all that were asked for, or the part of one shard and the canaries.</summary>
/// <param name="Shapes">The shapes, in the catalog's order.</param>
/// <param name="Shard">The shard; null where all are measured.</param>
public sealed record ShardedShapes(IReadOnlyList<LadderShape> Shapes, ShardDescription? Shard)
{
    /// <summary>The shapes of a shard. All cost the same, because a scaling run divides its time equally among its shapes.</summary>
    /// <param name="asked">All that were asked for.</param>
    /// <param name="shard">The shard; null for all shapes and no canaries.</param>
    /// <exception cref="UsageException">There are fewer shapes than shards, and this shard has none.</exception>
    public static ShardedShapes Select(IReadOnlyList<LadderShape> asked, ShardNumber? shard)
    {
        ArgumentNullException.ThrowIfNull(asked);
        if (shard is not { } number)
        {
            return new ShardedShapes(asked, null);
        }

        var description = ShardPlan.Make([.. asked.Select(s => new ShardUnit(s.Name, "", 1))], number.Count, Canaries.Shapes).Describe(number);
        return new ShardedShapes(ShapeSelection.Select([.. description.Units, .. description.Canaries]), description);
    }
}
