using System.Xml.Linq;
using Xunit;

namespace CompileBench.Architecture.Tests;

public class ArrowTests
{
    [Theory]
    [InlineData("tools/Modules/Modules.csproj")]
    [InlineData("tools/Results/Results.csproj", "Modules")]
    [InlineData("tools/Engines/Engines.csproj", "Modules", "Results")]
    [InlineData("tools/Worker/Worker.csproj", "Engines")]
    [InlineData("tools/Analysis/Analysis.csproj", "Results")]
    [InlineData("tools/Measuring/Measuring.csproj", "Modules", "Engines", "Results", "Analysis")]
    [InlineData("tools/Reporting/Reporting.csproj", "Analysis")]
    [InlineData("benchmarks/Benchmarks.csproj", "Engines", "Worker", "Results", "Measuring", "Reporting")]
    public void ProjectReferences_PointOnlyWhereTheDesignAllows(string project, params string[] allowed)
    {
        var references = Elements(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r));

        Assert.Empty(references.Except(allowed));
    }

    [Theory]
    [InlineData("Wasmtime", "tools/Engines/Engines.csproj", "benchmarks/Benchmarks.csproj")]
    [InlineData("BenchmarkDotNet", "benchmarks/Benchmarks.csproj")]
    [InlineData("ScottPlot", "tools/Reporting/Reporting.csproj")]
    public void Package_IsKnownOnlyToItsRooms(string package, params string[] rooms)
    {
        var knowing = new[] { "tools", "benchmarks" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && Elements(path, "PackageReference").Contains(package));

        Assert.Empty(knowing.Except(rooms));
    }

    private static string Root => Repository.Root;

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Root, project)).Descendants(name).Select(e => e.Attribute("Include")?.Value.Replace('\\', '/') ?? "");
}
