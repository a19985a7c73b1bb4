using CompileBench.Measuring.Scaling;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class ShapeSelectionTests
{
    [Fact]
    public void Of_NothingNamed_AllShapes() => Assert.Equal(LadderShapes.All, ShapeSelection.Select([]));

    [Fact]
    public void Of_GlobsAndNames_EachShapeOnce() =>
        Assert.Equal(["nested-loops", "nested-loops-locals", "simd-run"], ShapeSelection.Select(["simd-run,nested-loops", "nested-loops*"]).Select(s => s.Name));

    [Fact]
    public void Of_AMisspeltName_SuggestsTheNearest() =>
        Assert.Contains("'nested-blocks'", Assert.Throws<UsageException>(() => ShapeSelection.Select(["nested-blcoks"])).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_ANameWithASize_SaysToLeaveItOff() =>
        Assert.Contains("write 'nested-blocks'", Assert.Throws<UsageException>(() => ShapeSelection.Select(["nested-blocks@64"])).Message, StringComparison.Ordinal);
}
