using Xunit;

namespace CompileBench.Reporting.Tests.Publishing;

/// <summary>The packages of this folder's lock file, which check workflows and manifests.</summary>
internal static class NodePackages
{
    /// <summary>The folder of the lock file and of the scripts that use the packages.</summary>
    public static string Folder { get; } = Repository.At("tests", "Reporting.Tests", "Publishing");

    /// <summary>Skips the test where a package or Node.js is missing.</summary>
    public static void Require(string package)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, "node_modules", package)), $"needs {package} (npm ci --prefix {Path.GetRelativePath(Repository.Root, Folder)})");
        Requires.Tool("node");
    }
}
