using System.Text.Json;

namespace CompileBench.Modules.Catalog;

/// <summary>
/// Fetches modules from NuGet packages: from the folder of unpacked packages if they are there, otherwise by <c>dotnet restore</c> of
/// <c>CatalogPackages.csproj</c>, whose properties limit it to the needed packages and versions.
/// </summary>
internal sealed class NuGetPackages(string catalogFolder, FetchOptions options, Func<CatalogEntry, string, ModuleFetchResult> take)
{
    private const string ProjectFile = "CatalogPackages.csproj";

    /// <summary>Fetches the modules of these entries, each with a <see cref="NuGetPackage"/> as its origin.</summary>
    public async Task<IReadOnlyList<ModuleFetchResult>> FetchAsync(
        IReadOnlyList<CatalogEntry> entries, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        var results = new List<ModuleFetchResult>();
        var missing = new List<CatalogEntry>();
        foreach (var entry in entries)
        {
            var path = FileOf(options.NuGetPackagesFolder, entry);
            if (File.Exists(path))
            {
                results.Add(take(entry, path));
            }
            else
            {
                missing.Add(entry);
            }
        }

        if (missing.Count > 0)
        {
            results.AddRange(await RestoreAsync(missing, progress, cancellation).ConfigureAwait(false));
        }

        return results;
    }

    private async Task<IEnumerable<ModuleFetchResult>> RestoreAsync(
        List<CatalogEntry> entries, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        const string Remedy = "check that dotnet can reach a package source (dotnet nuget list source), then run the same command again";
        if (PackageTool.Locate("dotnet", options.SearchPath) is not { } dotnet)
        {
            return entries.Select(entry => new ModuleFetchResult.Unavailable(
                entry, $"{entry.Origin} needs the dotnet command, which is not on PATH", "put the .NET SDK's folder on PATH and run the same command again"));
        }

        using var project = new TemporaryFolder("nuget");
        File.Copy(Path.Combine(catalogFolder, "nuget", ProjectFile), Path.Combine(project.Path, ProjectFile));
        var wanted = string.Join(", ", entries.Select(entry => (NuGetPackage)entry.Origin).Select(origin => $"{origin.Package} {origin.Version}").Distinct());
        progress?.Report(new FetchProgress(FetchStep.Fetching, $"restoring NuGet package(s): {wanted}"));
        var run = await PackageTool.RunAsync(dotnet, [.. Arguments(entries)], project.Path, options, cancellation).ConfigureAwait(false);
        if (!run.Succeeded)
        {
            progress?.Report(new FetchProgress(FetchStep.Failed, $"dotnet restore: {run.Complaint}"));
            return entries.Select(entry => new ModuleFetchResult.Unavailable(entry, $"{entry.Origin}: dotnet restore failed: {run.Complaint}", Remedy));
        }

        var folders = PackageFolders(Path.Combine(project.Path, "obj", "project.assets.json"));
        return [.. entries.Select(entry => take(entry, folders.Select(folder => FileOf(folder, entry)).FirstOrDefault(File.Exists) ?? FileOf(options.NuGetPackagesFolder, entry)))];
    }

    /// <summary>One property per package: its versions in brackets, separated by semicolons that are escaped for the command line.</summary>
    private static IEnumerable<string> Arguments(IEnumerable<CatalogEntry> entries)
    {
        var packages = entries
            .Select(entry => (NuGetPackage)entry.Origin)
            .GroupBy(origin => origin.Package, origin => $"[{origin.Version}]", StringComparer.OrdinalIgnoreCase)
            .Select(package => $"-p:{PropertyOf(package.Key)}={string.Join("%3B", package.Distinct())}");
        return ["restore", ProjectFile, "--nologo", "-p:OnlyWanted=true", .. packages];
    }

    /// <summary>The name of the property for a package's versions: its id with an underscore for every character that is not a letter or digit.</summary>
    private static string PropertyOf(string package) => string.Concat(package.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string[] PackageFolders(string assetsFile)
    {
        using var assets = JsonDocument.Parse(File.ReadAllBytes(assetsFile));
        return [.. assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
    }

    /// <summary>NuGet unpacks into folders named by id and version in lower case.</summary>
    private static string FileOf(string folder, CatalogEntry entry)
    {
        var origin = (NuGetPackage)entry.Origin;
        return Path.Combine([folder, origin.Package.ToLowerInvariant(), origin.Version.ToLowerInvariant(), .. origin.Path.Split('/')]);
    }
}
