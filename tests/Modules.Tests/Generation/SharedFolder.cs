namespace CompileBench.Modules.Tests.Generation;

/// <summary>Material for tests that lies beside the repository in some places and not in others.</summary>
internal static class SharedFolder
{
    /// <summary>The full path of a file or folder in it, or null where it is absent.</summary>
    public static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Benchmarks.sln")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", name);
                return Path.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
