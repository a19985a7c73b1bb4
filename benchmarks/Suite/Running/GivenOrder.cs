using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Runs benchmarks in the order in which they were handed over, which is the round's.</summary>
internal sealed class GivenOrder : DefaultOrderer, IOrderer
{
    /// <inheritdoc/>
    IEnumerable<BenchmarkCase> IOrderer.GetExecutionOrder(ImmutableArray<BenchmarkCase> cases, IEnumerable<BenchmarkLogicalGroupRule>? rules) => cases;
}
