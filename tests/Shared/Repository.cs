namespace CompileBench.Shared;

/// <summary>The working copy that a test was built from.</summary>
public static class Repository
{
    /// <summary>The full path of its root: the nearest folder above the test's assembly that contains <c>Benchmarks.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file or folder below the root. It need not exist.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Benchmarks.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} contains Benchmarks.sln. Run the tests from a working copy.");
    }
}
