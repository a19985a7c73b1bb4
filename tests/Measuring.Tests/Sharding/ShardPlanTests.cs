using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Measuring.Tests.Sharding;

public sealed class ShardPlanTests
{
    private static readonly ModuleCatalog Catalog = ModuleCatalog.Load();

    [Theory]
    [InlineData("quick")]
    [InlineData("default")]
    [InlineData("full")]
    [InlineData("budget")]
    public void Select_AllShardsOfASuite_HaveEveryModuleOnceAndTheCanariesEach(string suite)
    {
        var asked = Catalog.LoadSuite(suite).Entries;
        foreach (var count in new[] { 1, 2, 3, 7, asked.Length }.Where(c => c <= asked.Length).Distinct())
        {
            var shards = Enumerable.Range(1, count).Select(i => ShardedModules.Select(Catalog, asked, new ShardNumber(i, count), 7)).ToList();

            Assert.Equal(asked.Select(e => e.Name.Text).Order(), shards.SelectMany(s => s.Shard!.Units).Order());
            Assert.All(shards, s => Assert.Equal(s.Shard!.Units.Union(Canaries.Modules).Order(), s.Entries.Select(e => e.Name.Text).Order()));
            Assert.Single(shards.Select(s => s.Shard!.Plan).Distinct());
        }
    }

    [Fact]
    public void Select_BudgetSuite_IsBalancedByCostAndNotByCount()
    {
        var asked = Catalog.LoadSuite("budget").Entries;
        var costs = asked.ToDictionary(e => e.Name.Text, e => ModuleCosts.ForRound(e, 7));
        var shards = Enumerable.Range(1, 3).Select(i => ShardedModules.Select(Catalog, asked, new ShardNumber(i, 3), 7).Shard!.Units).ToList();

        // No plan has a shorter longest shard than the mean or the costliest module; this one is at most a third longer.
        var longest = shards.Max(units => units.Sum(u => costs[u]));
        Assert.InRange(longest, 1, Math.Max(costs.Values.Max(), costs.Values.Sum() / 3.0) * 4 / 3);
        Assert.Contains(shards, units => units.Count != asked.Length / 3);
    }

    [Fact]
    public void Make_UnitsInAnotherOrder_GiveTheSamePlan()
    {
        ShardUnit[] units = [.. Enumerable.Range(0, 50).Select(i => new ShardUnit($"module-{i}", "", i % 7))];
        var shuffled = units.ToArray();
        new Random(1).Shuffle(shuffled);

        Assert.Equal(ShardPlan.Make(units, 4, []).Digest, ShardPlan.Make(shuffled, 4, []).Digest);
    }

    [Fact]
    public void Digest_AnythingElseIsMeasured_IsAnother()
    {
        ShardUnit[] units = [new("a", "sha256:1", 1), new("b", "sha256:2", 1)];
        string[] others =
        [
            ShardPlan.Make(units, 2, []).Digest,
            ShardPlan.Make(units, 2, ["c"]).Digest,
            ShardPlan.Make(units, 1, []).Digest,
            ShardPlan.Make([units[0]], 1, []).Digest,
            ShardPlan.Make([units[0], units[1] with { Identity = "sha256:3" }], 2, []).Digest,
        ];

        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void Select_MoreShardsThanModules_SaysSo()
    {
        var asked = Catalog.LoadSuite("quick").Entries;
        var number = new ShardNumber(asked.Length + 1, asked.Length + 1);

        var e = Assert.Throws<UsageException>(() => ShardedModules.Select(Catalog, asked, number, 7));

        Assert.Contains($"use at most {asked.Length} shards", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Select_Shapes_AreAllInOneShardEachWithTheCanary()
    {
        var shards = Enumerable.Range(1, 4).Select(i => ShardedShapes.Select(LadderShapes.All, new ShardNumber(i, 4))).ToList();

        Assert.Equal(LadderShapes.All.Select(s => s.Name).Order(), shards.SelectMany(s => s.Shard!.Units).Order());
        Assert.All(shards, s => Assert.Equal(s.Shard!.Units.Union(Canaries.Shapes).Order(), s.Shapes.Select(x => x.Name).Order()));
    }

    [Fact]
    public void Select_WithoutShard_IsWhatWasAsked()
    {
        var asked = Catalog.LoadSuite("quick").Entries;

        var all = ShardedModules.Select(Catalog, asked, null, 7);

        Assert.Null(all.Shard);
        Assert.Equal(asked.AsEnumerable(), all.Entries);
    }
}
