using System.Reflection;

namespace CompileBench.Measuring.Runs;

/// <summary>Which build of this project measures.</summary>
public static class ToolBuild
{
    private static readonly string? Informational =
        typeof(ToolBuild).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    /// <summary>The version.</summary>
    public static string Version => Informational?.Split('+')[0] ?? "unknown";

    /// <summary>The commit it was built from; null outside a repository. The SDK puts it behind a plus sign.</summary>
    public static string? Commit => Informational?.Split('+') is [_, var commit] ? commit : null;
}
