using BenchmarkDotNet.Reports;
using CompileBench.Benchmarks.Contract;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>What the benchmark processes of a session spent their time on, in nanoseconds of wall time.</summary>
internal sealed class SpentTime
{
    /// <summary>Reference compiles.</summary>
    public double ReferenceNanoseconds { get; private set; }

    /// <summary>Untimed operations before the timed ones.</summary>
    public double UntimedNanoseconds { get; private set; }

    /// <summary>Adds what the processes of one report say of themselves.</summary>
    public void Add(BenchmarkReport report)
    {
        foreach (var launch in report.ExecuteResults)
        {
            var child = ChildReport.Find(launch.PrefixedLines.Concat(launch.StandardOutput).Concat(launch.Results));
            ReferenceNanoseconds += child?.ReferenceNanoseconds ?? 0;
            UntimedNanoseconds += child?.UntimedNanoseconds ?? 0;
        }
    }
}
