namespace CompileBench.Measuring.Runs;

/// <summary>Where the repository's folders lie, whatever directory the command was typed in.</summary>
public static class RepositoryPlaces
{
    /// <summary>The repository's root; the current directory where the program was moved out of it.</summary>
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory) ?? FindRoot(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;

    /// <summary><c>results/runs</c>.</summary>
    public static string Runs => Path.Combine(Root, "results", "runs");

    /// <summary>The directory of a published run; null where there is none of this name.</summary>
    /// <param name="name">Its name, such as <c>default-50.0.1</c>.</param>
    public static string? FindPublished(string name) => Path.Combine(Root, "results", "published", name) is var path && Directory.Exists(path) ? path : null;

    private static string? FindRoot(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Benchmarks.sln")))
            {
                return directory.FullName;
            }
        }

        return null;
    }
}
