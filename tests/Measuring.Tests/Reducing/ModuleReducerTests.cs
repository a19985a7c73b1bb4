using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Reducing;
using CompileBench.Modules.Generation.Fuzzing;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Editing;
using Xunit;

namespace CompileBench.Measuring.Tests.Reducing;

public class ModuleReducerTests
{
    private static readonly TimeSpan Ample = TimeSpan.FromMinutes(2);

    [Fact]
    public void Reduce_TwoBodiesThatMatter_KeepsThoseAlone()
    {
        var module = FuzzGenerator.Generate(11, FuzzOptions.Everything);
        var sizes = ModuleParts.Find(module).Bodies.Select(b => b.Size).ToList();
        Assert.True(sizes.Count >= 6, "the seed gives too few functions");
        int[] wanted = [1, sizes.Count - 2];

        var reduced = new ModuleReducer(module, (candidate, _) => Holds(candidate), Ample, _ => { }).Reduce();

        Assert.True(reduced.Finished);
        var left = ModuleParts.Find(reduced.Bytes).Bodies.Select(b => b.Size).ToList();
        Assert.All(wanted, i => Assert.Contains(sizes[i], left));
        Assert.All(left, size => Assert.True(size == 3 || wanted.Any(i => sizes[i] == size), $"a body of {size} bytes is left"));
        Assert.True(left.Count < sizes.Count, "functions that nothing names are left");

        // As if each of the two were needed whole.
        bool Holds(byte[] candidate)
        {
            var found = ModuleParts.Find(candidate).Bodies.Select(b => b.Size).ToList();
            return wanted.All(i => found.Contains(sizes[i]));
        }
    }

    [Fact]
    public void Reduce_UnderARealEngine_ATenthOfTheSizeShowsTheSameAndCompiles()
    {
        var module = FuzzGenerator.Generate(3, FuzzOptions.WinchFriendly with { Functions = 100 });
        var condition = Condition.Parse("code(winch) > 3KB and loops >= 1");
        using var meter = new QuantityMeter([EngineBuild.FromPackage()], OperationLimits.Default, (_, _, _, _) => null);
        var token = TestContext.Current.CancellationToken;
        Assert.True(Holds(module), condition.Describe(q => meter.Measure(module, q, token)));

        var reduced = new ModuleReducer(module, (candidate, _) => Holds(candidate), Ample, _ => { }).Reduce();

        Assert.True(reduced.Bytes.Length < module.Length / 10, $"{module.Length} bytes became {reduced.Bytes.Length}");
        Assert.True(Holds(reduced.Bytes));
        Assert.IsType<Outcome.Completed>(meter.Compile(reduced.Bytes, "speed-backtracking", null, 1, token));
        Assert.True(ComplexityMetric.Find("loops")!.GetValue(ModuleProfiler.Profile(reduced.Bytes)) >= 1);

        bool Holds(byte[] candidate) => condition.Holds(q => meter.Measure(candidate, q, token));
    }

    [Fact]
    public void Reduce_Stopped_TheBestSoFarIsThere()
    {
        var module = FuzzGenerator.Generate(11, FuzzOptions.Everything);
        var found = new List<byte[]>();
        var tried = 0;
        var reducer = new ModuleReducer(module, (candidate, _) => Holds(candidate), Ample, _ => { });

        Assert.Throws<OperationCanceledException>(() => reducer.Reduce());

        Assert.Equal(3, found.Count);
        Assert.Same(found[^1], reducer.Best);

        // Every other candidate shows it; the sixth is stopped while it is measured.
        bool Holds(byte[] candidate)
        {
            tried++;
            if (tried % 2 == 1)
            {
                found.Add(candidate);
            }

            return tried < 6 ? tried % 2 == 1 : throw new OperationCanceledException();
        }
    }

    [Fact]
    public void Reduce_NoTime_GivesTheModuleBack()
    {
        var module = FuzzGenerator.Generate(5, FuzzOptions.Default);

        var reduced = new ModuleReducer(module, (_, _) => false, TimeSpan.Zero, _ => { }).Reduce();

        Assert.Same(module, reduced.Bytes);
        Assert.False(reduced.Finished);
    }

    [Fact]
    public void Reduce_TheTimeEndsWhileACandidateIsMeasured_DropsItAndKeepsTheBest()
    {
        var module = FuzzGenerator.Generate(11, FuzzOptions.Everything);
        var found = new List<byte[]>();

        var reduced = new ModuleReducer(module, Holds, TimeSpan.FromMilliseconds(300), _ => { }, cancellation: TestContext.Current.CancellationToken).Reduce();

        Assert.False(reduced.Finished);
        Assert.Same(Assert.Single(found), reduced.Bytes);

        // The second candidate is measured until it is stopped.
        bool Holds(byte[] candidate, CancellationToken end)
        {
            if (found.Count == 0)
            {
                found.Add(candidate);
                return true;
            }

            end.WaitHandle.WaitOne();
            throw new OperationCanceledException(end);
        }
    }
}
