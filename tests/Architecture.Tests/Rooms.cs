using System.Xml.Linq;

namespace CompileBench.Architecture.Tests;

/// <summary>The projects of the product, called rooms, and the arrows between them that ARCHITECTURE.md allows.</summary>
internal static class Rooms
{
    /// <summary>For each room, the rooms that its project file may reference.</summary>
    public static IReadOnlyDictionary<string, string[]> Arrows { get; } = new Dictionary<string, string[]>
    {
        ["Modules"] = [],
        ["Results"] = ["Modules"],
        ["Engines"] = ["Modules", "Results"],
        ["Worker"] = ["Engines"],
        ["Analysis"] = ["Results"],
        ["Measuring"] = ["Modules", "Engines", "Results", "Analysis"],
        ["Reporting"] = ["Analysis", "Results"],
        ["CommandLine"] = ["Modules", "Engines", "Results", "Analysis", "Measuring", "Reporting"],
        ["Embedding"] = ["Modules", "Engines", "Worker", "Analysis"],
        ["Benchmarks"] = ["Engines", "Results", "Measuring", "Reporting", "CommandLine", "Worker"],
        ["Cli"] = ["Modules", "Engines", "Worker", "Results", "Analysis", "Measuring", "Reporting", "CommandLine", "Embedding"],
    };

    /// <summary>The rooms that exist, each with the full path of its project file.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } =
        Directory.EnumerateDirectories(Repository.At("tools")).Append(Repository.At("benchmarks"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file));

    /// <summary>The rooms that a room's project file references.</summary>
    public static IReadOnlyList<string> References(string room) => [.. Elements(room, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path))];

    /// <summary>The packages that a room's project file references.</summary>
    public static IReadOnlyList<string> Packages(string room) => [.. Elements(room, "PackageReference")];

    /// <summary>All rooms that a room reaches through any number of references.</summary>
    public static IReadOnlySet<string> Reached(string room, Func<string, IEnumerable<string>> references)
    {
        var reached = new HashSet<string>();
        var open = new Queue<string>(references(room));
        while (open.TryDequeue(out var next))
        {
            if (reached.Add(next))
            {
                references(next).ToList().ForEach(open.Enqueue);
            }
        }

        return reached;
    }

    /// <summary>The full path of a room's compiled assembly, in the configuration of the tests.</summary>
    public static string Assembly(string room)
    {
        var folder = Path.GetDirectoryName(Projects[room])!;
        var name = room == "Benchmarks" ? "Benchmarks.dll" : $"CompileBench.{room}.dll";
        var (framework, configuration) = (new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name, Directory.GetParent(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar))!.Name);
        return Path.Combine(folder, "bin", configuration, framework, name);
    }

    private static IEnumerable<string> Elements(string room, string name) =>
        XDocument.Load(Projects[room]).Descendants(name).Select(e => e.Attribute("Include")?.Value.Replace('\\', '/') ?? "");
}
