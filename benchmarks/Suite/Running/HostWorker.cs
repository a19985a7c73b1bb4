using Benchmarks;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>A worker for benchmarks of guarding itself: the host's, for BenchmarkDotNet builds none beside its own program.</summary>
internal static class HostWorker
{
    /// <summary>Starts one for the engine of this process's plan.</summary>
    public static IsolatedWorker Start()
    {
        var library = PlanFile.FromEnvironment().Engine(OverheadBenchmarks.OwnEngineLabel).LibraryPath;
        return IsolatedWorker.Start(WorkerExecutable.StartInfo(["--engine", library], PlanFile.HostDirectory()));
    }

    /// <summary>One compile of a module of the plan.</summary>
    public static OperationRequest Compile(string module, string settings)
    {
        var planned = PlanFile.FromEnvironment().Module(module);
        return new OperationRequest(MeasuredOperation.Compile, settings, planned.Path, planned.Digest);
    }
}
