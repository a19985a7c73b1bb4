using System.Runtime.CompilerServices;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>
/// The suite's program with a faulty worker where the real one lies. Everything else is the real thing: it lies inside the repository, where
/// BenchmarkDotNet finds the project it builds against, and apart from the program a person uses, so that both can run.
/// </summary>
internal static class HostDirectory
{
    private const string Worker = "CompileBench.Worker";
    private const string FaultyWorker = "CompileBench.FaultyWorker";

    /// <summary>Makes the directory of one campaign and returns the path of the suite's program in it. Campaigns that run at the same time share no file.</summary>
    /// <param name="campaign">The name of the test.</param>
    public static string Make([CallerMemberName] string campaign = "")
    {
        var source = AppContext.BaseDirectory;
        var target = Path.Combine(source, $"faulty-host-{campaign}");
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (var data in (string[])["runtimes", "catalog"])
        {
            Directory.CreateSymbolicLink(Path.Combine(target, data), Path.Combine(source, data));
        }

        // A native starter looks for the assembly it was built for, whatever it is called itself.
        File.Copy(Path.Combine(source, FaultyWorker), Path.Combine(target, Worker), overwrite: true);
        return Path.Combine(target, "Benchmarks.dll");
    }
}
