using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.CsProj;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>BenchmarkDotNet's toolchain for this runtime, with the generator that builds against what already runs.</summary>
internal static class HostToolchain
{
    private static readonly Toolchain Original = (Toolchain)CsProjCoreToolchain.NetCoreApp10_0;

    /// <summary>The name of the toolchain.</summary>
    public static string Name => Original.Name;

    /// <summary>What builds BenchmarkDotNet's program.</summary>
    public static IBuilder Builder => Original.Builder;

    /// <summary>What starts BenchmarkDotNet's processes unless told otherwise.</summary>
    public static IExecutor DefaultExecutor => Original.Executor;

    /// <summary>A toolchain that builds for every call of BenchmarkDotNet.</summary>
    /// <param name="buildFolder">The folder in which BenchmarkDotNet's program is built.</param>
    public static IToolchain BuildingIn(string buildFolder) => new Toolchain(Name, new HostReferencingGenerator(buildFolder), Builder, DefaultExecutor);
}
