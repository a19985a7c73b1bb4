namespace CompileBench.Cli.Tests;

/// <summary>Where the sources lie, seen from a built test.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Benchmarks.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not run from within the repository");
    }
}
