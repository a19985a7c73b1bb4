namespace CompileBench.Measuring.Instructions;

/// <summary>Finds programs the way a shell does.</summary>
public static class ExecutablePath
{
    /// <summary>The first file of this name on the search path; null where there is none.</summary>
    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(directory => Path.Combine(directory, name))
            .FirstOrDefault(File.Exists);
}
