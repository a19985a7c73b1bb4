using CompileBench.Modules.Catalog;

namespace CompileBench.Modules.Workloads;

/// <summary>Finds the workload of a module.</summary>
public static class ModuleWorkloads
{
    /// <summary>The folder of the catalog's workload files, in the catalog's folder.</summary>
    public const string Folder = "workloads";

    /// <summary>The workload file of a catalog module; null where the catalog has none for it.</summary>
    /// <param name="catalogFolder">The folder of the catalog.</param>
    /// <param name="entry">The module.</param>
    public static string? FileFor(string catalogFolder, CatalogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var path = Path.Combine(catalogFolder, Folder, entry.Name.Text + ".json");
        return entry.Origin is not LocalFile && File.Exists(path) ? Path.GetFullPath(path) : null;
    }

    /// <summary>The workload file beside a module, <c>NAME.workload.json</c>; null where there is none.</summary>
    /// <param name="modulePath">The module's file.</param>
    public static string? FileBeside(string modulePath) =>
        Path.ChangeExtension(Path.GetFullPath(modulePath), null) + WorkloadFile.Extension is var path && File.Exists(path) ? path : null;

    /// <summary>The workload of a module: that of the file, of a file beside the module, or that of Sightglass' convention; null where there is none.</summary>
    /// <param name="workloadPath">The workload file; null to look beside the module.</param>
    /// <param name="modulePath">The module's file.</param>
    /// <param name="module">The module's bytes.</param>
    /// <exception cref="WorkloadException">The workload cannot be used.</exception>
    public static Workload? Find(string? workloadPath, string modulePath, ReadOnlySpan<byte> module) =>
        (workloadPath ?? FileBeside(modulePath)) is { } file ? WorkloadFile.Load(file)
        : SightglassConvention.IsFollowedBy(module) ? SightglassConvention.WorkloadFor(modulePath)
        : null;
}
