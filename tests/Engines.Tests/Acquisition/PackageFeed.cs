using System.IO.Compression;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Tests.Acquisition;

/// <summary>A folder that serves as a NuGet source, with packages named as the real one and a few bytes for a library.</summary>
internal sealed class PackageFeed : IDisposable
{
    private readonly TestFolder _root = new();

    public string Source => Directory.CreateDirectory(_root.At("source")).FullName;

    public string Cache => Directory.CreateDirectory(_root.At("cache")).FullName;

    /// <summary>NuGet's folder of unpacked packages; one of its own, so that none is found by chance.</summary>
    public string Unpacked => Directory.CreateDirectory(_root.At("unpacked")).FullName;

    public void Add(string version, string content)
    {
        using var package = ZipFile.Open(Path.Combine(Source, $"wasmtime.{version}.nupkg"), ZipArchiveMode.Create);
        Write(package, "wasmtime.nuspec", $"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata><id>Wasmtime</id><version>{version}</version><authors>nobody</authors><description>for a test</description></metadata>
            </package>
            """);
        Write(package, $"runtimes/{PackagedLibrary.RuntimeIdentifier}/native/{PackagedLibrary.FileName}", content);
    }

    public void AddUnpacked(string version, string runtime)
    {
        var folder = Path.Combine(Unpacked, "wasmtime", version, "runtimes", runtime, "native");
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, PackagedLibrary.FileName), version);
    }

    public void Dispose() => _root.Dispose();

    private static void Write(ZipArchive package, string path, string content)
    {
        using var writer = new StreamWriter(package.CreateEntry(path).Open());
        writer.Write(content);
    }
}
