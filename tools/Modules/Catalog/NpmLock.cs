using System.Text.Json;
using System.Text.Json.Nodes;

namespace CompileBench.Modules.Catalog;

/// <summary>The catalog's <c>package-lock.json</c>. It can write the part that some of its packages need.</summary>
internal sealed class NpmLock
{
    private const string Prefix = "node_modules/";

    /// <summary>The fields that npm needs to fetch a package and to verify it. Everything else (scripts, platforms, dependencies) is left out.</summary>
    private static readonly string[] KeptFields = ["version", "resolved", "integrity"];

    private readonly JsonObject _packages;

    private NpmLock(JsonObject packages) => _packages = packages;

    /// <summary>Reads the lock of a catalog.</summary>
    /// <exception cref="CatalogException">The lock is missing or invalid.</exception>
    public static NpmLock Load(string catalogFolder)
    {
        var path = Path.Combine(catalogFolder, "npm", "package-lock.json");
        try
        {
            var packages = JsonNode.Parse(File.ReadAllText(path))?["packages"] as JsonObject;
            return new NpmLock(packages ?? throw new CatalogException(path, null, "has no \"packages\": it is not a lock of npm 7 or later"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CatalogException(path, null, $"cannot be read: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Whether the lock pins a package.</summary>
    public bool Pins(string package) => _packages[Prefix + package] is JsonObject;

    /// <summary>Writes a project with exactly these packages and without their dependencies: only one file of each package is needed, and nothing in it runs.</summary>
    public void WriteProject(string folder, IReadOnlyCollection<string> packages)
    {
        var dependencies = new JsonObject();
        var locked = new JsonObject { [""] = Root(dependencies) };
        foreach (var package in packages.Order(StringComparer.Ordinal))
        {
            var pinned = _packages[Prefix + package]!.AsObject();
            var kept = new JsonObject();
            foreach (var field in KeptFields.Where(pinned.ContainsKey))
            {
                kept[field] = pinned[field]!.DeepClone();
            }

            locked[Prefix + package] = kept;
            dependencies[package] = _packages[""]?["dependencies"]?[package]?.DeepClone() ?? pinned["version"]!.DeepClone();
        }

        // The root's dependencies are in both files, and npm refuses to install when they differ.
        locked[""] = Root(dependencies);
        var lockFile = Root(null);
        lockFile["lockfileVersion"] = 3;
        lockFile["requires"] = true;
        lockFile["packages"] = locked;
        File.WriteAllText(Path.Combine(folder, "package-lock.json"), lockFile.ToJsonString());
        File.WriteAllText(Path.Combine(folder, "package.json"), Root(dependencies).ToJsonString());
    }

    private static JsonObject Root(JsonObject? dependencies)
    {
        var root = new JsonObject { ["name"] = "compilebench-modules", ["version"] = "1.0.0", ["private"] = true };
        if (dependencies is not null)
        {
            root["dependencies"] = dependencies.DeepClone();
        }

        return root;
    }
}
