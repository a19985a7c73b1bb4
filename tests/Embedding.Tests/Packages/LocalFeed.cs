using System.Diagnostics;
using System.IO.Compression;

namespace CompileBench.Embedding.Tests.Packages;

/// <summary>
/// An empty folder outside the working copy with a local feed that has both packages of this repository. Other packages come from the folder of unpacked
/// packages of this build, or from where the machine gets its packages; what is installed from the feed goes to a folder of its own.
/// </summary>
internal sealed class LocalFeed : IDisposable
{
    private readonly TestFolder _root = new();

    public LocalFeed()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        foreach (var project in (string[])["Embedding", "Cli"])
        {
            RunIn(Repository.Root, "dotnet", "pack", Repository.At("tools", project), "-c", configuration, "-o", Feed, "-nologo");
        }

        // The feed alone has these packages: a package of the same name elsewhere is not asked for.
        File.WriteAllText(_root.At("nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_root.At("installed")}" /></config>
              <packageSources><add key="local" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="unpacked" value="{UnpackedPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>The folder with the packages.</summary>
    public string Feed => _root.At("feed");

    private static string UnpackedPackages =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    /// <summary>The names of the files in a package.</summary>
    public IReadOnlyList<string> FilesOf(string package)
    {
        using var archive = ZipFile.OpenRead(Directory.GetFiles(Feed, $"{package}.*.nupkg").Single());
        return [.. archive.Entries.Select(e => e.FullName)];
    }

    /// <summary>A path in the folder.</summary>
    public string At(params string[] parts) => _root.At(parts);

    /// <summary>Makes a console program with the package, as a person does, and builds it. Returns its assembly.</summary>
    public string BuildProgram(string name, string source)
    {
        var folder = Directory.CreateDirectory(_root.At(name)).FullName;
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), source);
        RunIn(folder, "dotnet", "add", "package", "CompileBench.Embedding");
        RunIn(folder, "dotnet", "build", "-c", "Release", "-nologo", "-o", Path.Combine(folder, "out"));
        return Path.Combine(folder, "out", $"{name}.dll");
    }

    /// <summary>Runs a program in the folder and requires exit code 0. Returns what it printed.</summary>
    public string Run(string file, params string[] arguments) => RunIn(_root.Path, file, arguments);

    public void Dispose() => _root.Dispose();

    private static string RunIn(string folder, string file, params string[] arguments)
    {
        var info = new ProcessStartInfo(file, arguments) { WorkingDirectory = folder };
        info.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        info.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        var run = Task.Run(() => ProcessRun.Run(info)).GetAwaiter().GetResult();
        return run.ExitCode == 0 ? run.Output : throw new InvalidOperationException($"'{file} {string.Join(' ', arguments)}' ended with {run.ExitCode}: {run.Error}{run.Output}");
    }
}
