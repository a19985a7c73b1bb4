using CompileBench.Analysis.Prediction.Training;
using Xunit;

namespace CompileBench.Analysis.Tests.Prediction;

public sealed class PackageGroupsTests
{
    [Fact]
    public void Join_PackagesThatShareFunctions_AreOneGroupUnderTheFirstName()
    {
        var groups = PackageGroups.Join([("npm b", [1, 2, 3, 4, 5]), ("npm a", [3, 4, 5, 6, 7]), ("npm c", [20, 21, 22, 23, 24])]);

        Assert.Equal("npm a", groups["npm a"]);
        Assert.Equal("npm a", groups["npm b"]);
        Assert.Equal("npm c", groups["npm c"]);
    }

    [Fact]
    public void Join_ChainOfThree_IsOneGroup()
    {
        var groups = PackageGroups.Join([("a", [1, 2, 3]), ("b", [3, 4, 5]), ("c", [5, 6, 7])]);

        Assert.Single(groups.Values.Distinct());
    }

    [Fact]
    public void Join_OneSharedFunctionOfMany_StayApart()
    {
        long[] one = [.. Enumerable.Range(0, 48).Select(i => (long)i)];
        long[] other = [0, .. Enumerable.Range(100, 47).Select(i => (long)i)];

        Assert.Equal(2, PackageGroups.Join([("a", one), ("b", other)]).Values.Distinct().Count());
    }

    [Fact]
    public void Join_NoSketches_StayApart() => Assert.Equal(2, PackageGroups.Join([("a", []), ("b", [])]).Values.Distinct().Count());
}
