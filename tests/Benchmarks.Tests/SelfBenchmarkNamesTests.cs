using System.Reflection;
using BenchmarkDotNet.Attributes;
using Benchmarks;
using CompileBench.Benchmarks.Child;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class SelfBenchmarkNamesTests
{
    private static readonly IReadOnlyList<Type> All =
        [.. typeof(CompileBenchmarks).Assembly.GetTypes().Where(t => !t.IsAbstract && t.GetMethods().Any(m => m.GetCustomAttribute<BenchmarkAttribute>() is not null))];

    // '*Execute*' asks for executions of modules, and not for what the suite costs itself.
    [Fact]
    public void FilterOfAnOperation_FindsTheBenchmarksOfTheOperationAlone() =>
        Assert.All(OperationDescription.All, operation => Assert.All(
            All.Where(t => t.GetMethods().Any(m => $"{t.FullName}.{m.Name}".Contains(operation.Name, StringComparison.OrdinalIgnoreCase) && m.GetCustomAttribute<BenchmarkAttribute>() is not null)),
            found => Assert.True(typeof(OperationBenchmarks).IsAssignableFrom(found), $"*{operation.Name}* finds {found.Name}")));
}
