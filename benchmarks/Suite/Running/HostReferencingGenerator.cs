using System.Xml.Linq;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.CsProj;
using CompileBench.Measuring.Runs;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// Lets BenchmarkDotNet's program be built against the assemblies this process itself runs, where BenchmarkDotNet would compile this
/// project and every one below it a second time: that took three quarters of the time before the first measurement, and could measure
/// sources that were edited since.
/// </summary>
/// <param name="buildFolder">The folder in which the program is built: one for each run, so that two runs do not disturb each other.</param>
internal sealed class HostReferencingGenerator(string buildFolder) : CsProjGenerator("net10.0", null!, null!, null!)
{
    /// <inheritdoc/>
    protected override string GetBuildArtifactsDirectoryPath(BuildPartition buildPartition, string programName) => Path.Combine(buildFolder, programName);

    /// <summary>This project's own file. BenchmarkDotNet would search the file system from the working directory.</summary>
    protected override FileInfo GetProjectFilePath(Type benchmarkTarget, ILogger logger)
    {
        var own = new FileInfo(Path.Combine(RepositoryPlaces.Root, "benchmarks", "Benchmarks.csproj"));
        return own.Exists ? own : base.GetProjectFilePath(benchmarkTarget, logger);
    }

    /// <inheritdoc/>
    protected override void GenerateProject(BuildPartition buildPartition, ArtifactsPaths artifactsPaths, ILogger logger)
    {
        base.GenerateProject(buildPartition, artifactsPaths, logger);
        var project = XDocument.Load(artifactsPaths.ProjectFilePath);
        foreach (var reference in project.Descendants("ProjectReference").ToList())
        {
            reference.ReplaceWith(OwnAssemblies().Select(path => new XElement("Reference", new XAttribute("Include", path))));
        }

        project.Save(artifactsPaths.ProjectFilePath);
    }

    // What the runtime was told to load, without the framework, which has its own folder.
    private static IEnumerable<string> OwnAssemblies() =>
        ((AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Where(path => Path.GetDirectoryName(path) is { } folder && Path.GetFullPath(folder) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
}
