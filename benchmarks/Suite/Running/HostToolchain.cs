using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.CsProj;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>BenchmarkDotNet's toolchain for this runtime, with the generator that builds against what already runs.</summary>
internal static class HostToolchain
{
    private static readonly Toolchain Original = (Toolchain)CsProjCoreToolchain.NetCoreApp10_0;

    /// <summary>What starts BenchmarkDotNet's processes unless told otherwise.</summary>
    public static IExecutor DefaultExecutor => Original.Executor;

    /// <summary>The toolchain.</summary>
    /// <param name="executor">What starts processes.</param>
    /// <param name="buildFolder">The folder in which BenchmarkDotNet's program is built.</param>
    public static IToolchain With(IExecutor executor, string buildFolder) => new Toolchain(Original.Name, new HostReferencingGenerator(buildFolder), Original.Builder, executor);
}
