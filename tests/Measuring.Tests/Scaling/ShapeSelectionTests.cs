using CompileBench.Measuring.Scaling;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class ShapeSelectionTests
{
    [Fact]
    public void Select_NothingNamed_AllShapes() => Assert.Equal(LadderShapes.All, ShapeSelection.Select([]));

    [Fact]
    public void Select_GlobsAndNames_EachShapeOnce() =>
        Assert.Equal(["nested-loops", "nested-loops-locals", "simd-run"], ShapeSelection.Select(["simd-run,nested-loops", "nested-loops*"]).Select(s => s.Name));

    [Fact]
    public void Select_AMisspeltName_SuggestsTheNearest() =>
        Assert.Contains("'nested-blocks'", Assert.Throws<UsageException>(() => ShapeSelection.Select(["nested-blcoks"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Select_ANameWithASize_SaysToLeaveItOff() =>
        Assert.Contains("write 'nested-blocks'", Assert.Throws<UsageException>(() => ShapeSelection.Select(["nested-blocks@64"])).Message, StringComparison.Ordinal);
}
