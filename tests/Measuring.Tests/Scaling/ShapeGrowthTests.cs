using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Scaling;
using CompileBench.Modules.Generation.Ladders;
using Xunit;

namespace CompileBench.Measuring.Tests.Scaling;

public class ShapeGrowthTests
{
    // As on a full disk: no size can be written where the files of this shape belong.
    [Fact]
    public void Grow_NoPlaceForItsFiles_TheFaultItselfAndNoSumOfFaults()
    {
        var shape = LadderShapes.All.First(s => s.Name == "nested-blocks");
        var engine = EngineBuild.FromPackage();
        var request = new ScalingRequest { Shapes = [shape], Settings = CompilerSettings.All, Engines = [engine], Out = "unused" };
        var plan = new TimePlan(TimeSpan.FromMinutes(1), 1, TimeProvider.System);
        plan.BeginShape();
        using var files = new RungFiles(shape);
        var folder = Path.GetDirectoryName(files.ForSize(shape.Sizes.Maximum).Path)!;
        Directory.Delete(folder, recursive: true);
        try
        {
            var growth = new ShapeGrowth(files, request, plan, new CompileShare(TimeProvider.System), lanes: 2);

            Assert.ThrowsAny<IOException>(() => growth.Grow([.. request.Settings.Select(s => new Ladder(shape, s, engine))], TestContext.Current.CancellationToken));
        }
        finally
        {
            Directory.CreateDirectory(folder);
        }
    }
}
