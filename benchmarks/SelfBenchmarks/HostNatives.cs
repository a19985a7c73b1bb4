using System.Runtime.InteropServices;
using System.Runtime.Loader;
using CompileBench.Benchmarks.Contract;

namespace CompileBench.Benchmarks.SelfBenchmarks;

/// <summary>Native libraries of packages, for BenchmarkDotNet's program: it is built against the host's assemblies and brings no natives of its own.</summary>
internal static class HostNatives
{
    /// <summary>From now on a native library that is not found is looked for beside the host.</summary>
    public static void Use()
    {
        var root = Path.Combine(PlanFile.HostDirectory() ?? AppContext.BaseDirectory, "runtimes");
        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) =>
            Candidates(root, name).Select(path => NativeLibrary.TryLoad(path, out var handle) ? handle : 0).FirstOrDefault(handle => handle != 0);
    }

    // The folder of this very system first; where a package names it more broadly (osx), whichever loads.
    private static IEnumerable<string> Candidates(string root, string name) => !Directory.Exists(root) ? [] :
        Directory.EnumerateFiles(root, $"{name}.*", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(root, $"lib{name}.*", SearchOption.AllDirectories))
            .OrderBy(path => path.Contains($"{Path.DirectorySeparatorChar}{RuntimeInformation.RuntimeIdentifier}{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(path => path, StringComparer.Ordinal);
}
