using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Reducing;
using CompileBench.Modules.Generation;
using CompileBench.Modules.Profiling;
using CompileBench.Modules.Wasm.Reading;
using Xunit;

namespace CompileBench.Measuring.Tests.Reducing;

/// <summary>Each section in which the cost of a module may lie is reduced to what a condition over its metrics needs, and the result is valid.</summary>
public class SectionReductionTests
{
    [Theory]
    [InlineData("element-segment-nulls@5000", "tableElements > 100", "tableElements", 101, 600)]
    [InlineData("table-elements@5000", "tableElements > 50", "tableElements", 51, 300)]
    [InlineData("data-segments@300", "dataBytes > 99", "dataBytes", 100, 200)]
    [InlineData("many-globals@300", "globalCount > 9", "globalCount", 10, 150)]
    public void Reduce_Ladder_KeepsWhatTheConditionNeeds(string recipe, string condition, string metric, int expected, int mostBytes)
    {
        var reduced = Reduce(Generate(recipe), condition);

        Assert.Equal(expected, ModuleProfiler.Profile(reduced.Bytes)[ComplexityMetric.Find(metric)!]);
        Assert.InRange(reduced.Bytes.Length, 8, mostBytes);
        Assert.NotEmpty(reduced.Left);
    }

    [Fact]
    public void Reduce_LongConstantExpression_IsCut()
    {
        byte[] expression = [0x41, 1, .. Repeat([0x41, 2, 0x6A], 2000), 0x0B];
        var module = Module((6, [1, 0x7F, 0, .. expression]));

        var reduced = Reduce(module, "constantExpressionBytes > 100");

        Assert.InRange(ModuleProfiler.Profile(reduced.Bytes)[ModuleMetrics.ConstantExpressionBytes], 101, 106);
    }

    [Fact]
    public void Reduce_NestedConstantExpression_IsCut()
    {
        byte[] expression = [.. Repeat([0x41, 1], 500), .. Repeat([0x6A], 499), 0x0B];
        var module = Module((6, [1, 0x7F, 0, .. expression]));

        var reduced = Reduce(module, "constantExpressionBytes > 100");

        Assert.InRange(ModuleProfiler.Profile(reduced.Bytes)[ModuleMetrics.ConstantExpressionBytes], 101, 110);
    }

    [Fact]
    public void Reduce_TypeWithAThousandParameters_LosesThem()
    {
        var module = Module(
            (1, [1, 0x60, 0xE8, 0x07, .. Enumerable.Repeat((byte)0x7E, 1000), 0]),
            (3, [1, 0]),
            (10, [1, 2, 0, 0x0B]));

        Assert.InRange(Reduce(module, "parameters > 20").Bytes.Length, 8, 60);
        Assert.InRange(Reduce(module, "functionCount > 0").Bytes.Length, 8, 30);
    }

    [Fact]
    public void Reduce_UnusedLocalsImportsAndExports_AreRemoved()
    {
        // Two imported functions, of which the second is called; 40 locals, of which the last is used; two exports.
        var module = Module(
            (1, [2, 0x60, 0, 0, 0x60, 1, 0x7F, 0]),
            (2, [2, 1, (byte)'m', 1, (byte)'a', 0, 1, 1, (byte)'m', 1, (byte)'b', 0, 0]),
            (3, [2, 0, 0]),
            (7, [2, 1, (byte)'x', 0, 2, 1, (byte)'y', 0, 3]),
            (10, [2, 10, 1, 40, 0x7F, 0x10, 1, 0x20, 39, 0x1A, 0x01, 0x0B, 2, 0, 0x0B]));

        var reduced = Reduce(module, "directCalls > 0 and localAccesses > 0");

        var profile = ModuleProfiler.Profile(reduced.Bytes);
        Assert.Equal((1, 1, 0), ((int)profile[FunctionMetrics.Locals], (int)profile[ModuleMetrics.FunctionCount], (int)profile[ModuleMetrics.ExportCount]));
        Assert.InRange(profile[ModuleMetrics.ImportCount], 0, 1);
        Assert.Equal(1, profile[ModuleMetrics.TypeCount]);
        Assert.True(reduced.Bytes.Length < module.Length);
    }

    [Fact]
    public void Reduce_LongLoop_LosesStatementsInIt()
    {
        // A loop of 400 assignments: cut after any of them, the loop would never come round again.
        byte[] body = [1, 1, 0x7F, 0x03, 0x40, .. Repeat([0x20, 0, 0x41, 1, 0x6A, 0x21, 0], 400), 0x20, 0, 0x0D, 0, 0x0B, 0x0B];
        var module = Module((1, [1, 0x60, 0, 0]), (3, [1, 0]), (10, [1, .. Leb(body.Length), .. body]));

        var reduced = Reduce(module, "loops > 0 and localAccesses > 20 and joinArguments > 0");

        Assert.InRange(reduced.Bytes.Length, 30, 200);
    }

    [Fact]
    public void Reduce_NothingCanGo_SaysWhy()
    {
        var module = Module((1, [1, 0x60, 0, 0]), (3, [1, 0]), (10, [1, 2, 0, 0x0B]));

        var reduced = Reduce(module, $"bytes >= {module.Length}");

        Assert.Equal(module, reduced.Bytes);
        Assert.Contains(reduced.Left, left => left.StartsWith("code section", StringComparison.Ordinal) && left.Contains("the condition does not hold for", StringComparison.Ordinal));
    }

    [Fact]
    public void Describe_RefusedModule_GivesTheEnginesWords()
    {
        var module = Module((1, [1, 0x60, 0, 1, 0x7F]), (3, [1, 0]), (10, [1, 2, 0, 0x0B]));
        var condition = Condition.Parse("code(winch) > 1 and bytes > 2");
        using var meter = new QuantityMeter([EngineBuild.FromPackage()], OperationLimits.Default, (_, _, _, _) => null);
        var token = TestContext.Current.CancellationToken;

        var described = condition.Describe(q => meter.Measure(module, q, token), q => meter.FindRefusal(module, q, token));

        Assert.Contains("code(winch) has no value: ", described, StringComparison.Ordinal);
        Assert.Contains("type mismatch", described, StringComparison.Ordinal);
        Assert.Contains("type mismatch", meter.FindRefusal(module, token), StringComparison.Ordinal);
    }

    private static ReducedModule Reduce(byte[] module, string text)
    {
        var condition = Condition.Parse(text);
        using var meter = new QuantityMeter([EngineBuild.FromPackage()], OperationLimits.Default, (_, _, _, _) => null);
        var token = TestContext.Current.CancellationToken;
        Assert.Null(meter.FindRefusal(module, token));
        Assert.True(Holds(module), condition.Describe(q => meter.Measure(module, q, token)));

        var reduced = new ModuleReducer(module, (candidate, _) => Holds(candidate), TimeSpan.FromMinutes(3), _ => { }, (candidate, _) => meter.FindRefusal(candidate, token) is null).Reduce();

        Assert.True(reduced.Finished);
        Assert.True(Holds(reduced.Bytes));
        ModuleDecoder.Decode(reduced.Bytes);
        Assert.Null(meter.FindRefusal(reduced.Bytes, token));
        return reduced;

        bool Holds(byte[] candidate) => condition.Holds(q => meter.Measure(candidate, q, token));
    }

    private static byte[] Generate(string recipe) => GeneratorRecipe.Parse(recipe).Generate();

    private static byte[] Module(params (byte Id, byte[] Contents)[] sections) =>
        [0, 0x61, 0x73, 0x6D, 1, 0, 0, 0, .. sections.SelectMany(s => (byte[])[s.Id, .. Leb(s.Contents.Length), .. s.Contents])];

    private static byte[] Repeat(byte[] bytes, int times) => [.. Enumerable.Repeat(bytes, times).SelectMany(b => b)];

    private static byte[] Leb(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Leb(value >> 7)];
}
