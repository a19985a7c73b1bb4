using System.Collections.Immutable;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Running;
using CompileBench.Benchmarks.Contract;
using CompileBench.Results.Schema;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// The order cases are measured in. All settings of a module stand together, because ratios within a module are what people read and
/// nothing should drift between their terms; which of them goes first rotates from module to module, so that no setting always pays for
/// a machine that warms up.
/// </summary>
internal sealed class SpreadingOrder : DefaultOrderer, IOrderer
{
    /// <inheritdoc/>
    IEnumerable<BenchmarkCase> IOrderer.GetExecutionOrder(ImmutableArray<BenchmarkCase> cases, IEnumerable<BenchmarkLogicalGroupRule>? rules) =>
        Spread(cases, benchmark => BenchmarkIdentity.CaseOf(benchmark));

    /// <summary>Spreads any cases that have an identity.</summary>
    public static IReadOnlyList<T> Spread<T>(IEnumerable<T> cases, Func<T, MeasuredCase> identityOf)
    {
        var ordered = new List<T>();
        var turn = 0;
        foreach (var module in cases.GroupBy(c => identityOf(c).Module))
        {
            var members = module.ToList();
            for (var i = 0; i < members.Count; i++)
            {
                ordered.Add(members[(i + turn) % members.Count]);
            }

            turn++;
        }

        return ordered;
    }
}
