using Xunit;

namespace CompileBench.Shared;

/// <summary>Skips a test that cannot run here. The same need always gives the same reason, so that a summary counts the tests of each reason.</summary>
public static class Requires
{
    /// <summary>Skips the test on systems other than Linux.</summary>
    public static void Linux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux");

    /// <summary>Skips the test on Windows.</summary>
    public static void Unix() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Linux or macOS");

    /// <summary>The full path of a program in PATH. Skips the test where there is none.</summary>
    /// <param name="names">Names of the program without extension; the first one found is returned.</param>
    public static string Tool(params string[] names)
    {
        var path = FindTool(names);
        Assert.SkipWhen(path is null, $"needs {string.Join(" or ", names)}");
        return path!;
    }

    /// <summary>The full path of a program in PATH, or <see langword="null"/>.</summary>
    /// <param name="names">Names of the program without extension; the first one found is returned.</param>
    public static string? FindTool(params string[] names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return names.SelectMany(name => folders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).FirstOrDefault(File.Exists);
    }
}
