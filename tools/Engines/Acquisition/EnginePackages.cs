using System.Text.RegularExpressions;
using CompileBench.Engines.Native;
using CompileBench.Modules;
using CompileBench.Modules.Catalog;

namespace CompileBench.Engines.Acquisition;

/// <summary>
/// Native libraries out of any version of the Wasmtime NuGet package: from the cache, from the folder of unpacked packages, else by
/// <c>dotnet restore</c> through whatever package sources are configured. Only this system's library is kept, beside its digest, so that the
/// second time needs no network. Safe for several processes at once: a library appears in the cache whole or not at all.
/// </summary>
public sealed partial class EnginePackages
{
    private const string PackageId = "Wasmtime";
    private const string ProjectFile = "engine.csproj";

    /// <summary>Where a library of Wasmtime comes from, for messages about a version that cannot be obtained.</summary>
    public const string OtherSources =
        "a native library is also in the release archive 'c-api' of that version, in the Python package wasmtime (a wheel is a zip file), or made by building wasmtime-c-api; name it with LABEL=PATH";

    private readonly string _folder;
    private readonly FetchOptions _options;
    private readonly string? _source;

    /// <summary>Packages whose libraries are kept in a folder.</summary>
    /// <param name="cacheFolder">The cache; <c>engines/</c> in it is made when first written to.</param>
    /// <param name="options">How package tools are run.</param>
    /// <param name="source">The only package source to ask: an address or a folder of packages; null for the configured ones.</param>
    public EnginePackages(string cacheFolder, FetchOptions? options = null, string? source = null)
    {
        _folder = Path.Combine(cacheFolder, "engines");
        _options = options ?? new FetchOptions();
        _source = source;
    }

    /// <summary>The cache of the person who runs the suite.</summary>
    public static EnginePackages ForCurrentUser() => new(ModuleCache.ForCurrentUser().Folder);

    /// <summary>Whether a text is a package version such as <c>49.0.0</c> or <c>50.0.0-rc.1</c>.</summary>
    public static bool IsVersion(string text) => VersionText().IsMatch(text);

    /// <summary>The path of a version's library for this system.</summary>
    /// <param name="version">The package's version.</param>
    /// <param name="progress">Told in one line when something has to be fetched.</param>
    /// <param name="cancellation">Ends the fetch with all it started.</param>
    /// <exception cref="EngineUnavailableException">There is no such version, it brings no library for this system, or no source can be reached.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<string> ObtainAsync(string version, IProgress<string>? progress = null, CancellationToken cancellation = default)
    {
        var library = Path.Combine(_folder, version, PackagedLibrary.RuntimeIdentifier, PackagedLibrary.FileName);
        try
        {
            if (IsWhole(library))
            {
                return library;
            }

            var unpacked = Path.Combine(_options.NuGetPackagesFolder, PackageId.ToLowerInvariant(), version.ToLowerInvariant());
            if (Directory.Exists(unpacked))
            {
                return Adopt(version, unpacked, library);
            }

            progress?.Report($"fetching {PackageId} {version} from NuGet");
            using var work = new TemporaryFolder("engine");
            return Adopt(version, await RestoreAsync(version, work.Path, cancellation).ConfigureAwait(false), library);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException($"Wasmtime {version} cannot be kept in {_folder}: {e.Message}", e);
        }
    }

    private async Task<string> RestoreAsync(string version, string folder, CancellationToken cancellation)
    {
        if (PackageTool.Locate("dotnet", _options.SearchPath) is not { } dotnet)
        {
            throw new EngineUnavailableException(
                $"Wasmtime {version} has to be fetched with the dotnet command, which is not on PATH: add it, or name a library with --engine LABEL=PATH");
        }

        // A download only: nothing is referenced, so no version has to fit this framework.
        File.WriteAllText(Path.Combine(folder, ProjectFile), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageDownload Include="{PackageId}" Version="[{version}]" /></ItemGroup>
            </Project>
            """);
        var packages = Path.Combine(folder, "packages");
        string[] source = _source is null ? [] : ["--source", _source];
        var run = await PackageTool.RunAsync(dotnet, ["restore", ProjectFile, "--nologo", "--packages", packages, .. source], folder, _options, cancellation)
            .ConfigureAwait(false);
        return run.Succeeded
            ? Path.Combine(packages, PackageId.ToLowerInvariant(), version.ToLowerInvariant())
            : throw new EngineUnavailableException(Complaint(version, run));
    }

    // NuGet names the nearest version of each source itself; the words around it are set to English by PackageTool.
    private static string Complaint(string version, PackageToolRun run)
    {
        var near = NearestVersion().Matches(run.Output).Select(m => m.Groups[1].Value).Distinct().ToArray();
        return run.Output.Contains("NU1102", StringComparison.Ordinal)
            ? $"there is no version {version} of the {PackageId} package{(near.Length > 0 ? $"; the nearest is {string.Join(" or ", near)}" : "")}. {OtherSources}"
            : $"the {PackageId} package {version} cannot be fetched: {run.Complaint}. {OtherSources}";
    }

    private static string Adopt(string version, string package, string library)
    {
        var native = Path.Combine(package, "runtimes", PackagedLibrary.RuntimeIdentifier, "native", PackagedLibrary.FileName);
        if (!File.Exists(native))
        {
            var runtimes = Path.Combine(package, "runtimes");
            var has = Directory.Exists(runtimes) ? Directory.GetDirectories(runtimes).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToArray() : [];
            throw new EngineUnavailableException(
                $"the {PackageId} package {version} brings no {PackagedLibrary.FileName} for {PackagedLibrary.RuntimeIdentifier}; it has {(has.Length == 0 ? "no native library" : string.Join(", ", has))}. {OtherSources}");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(library)!);
        var partial = $"{library}.{Guid.NewGuid():N}.partial";
        try
        {
            File.Copy(native, partial);
            File.WriteAllText(DigestFile(library), DigestOf(partial));
            File.Move(partial, library, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        return library;
    }

    // A file whose digest is not the one written beside it is damaged, and is fetched again.
    private static bool IsWhole(string library) =>
        File.Exists(library) && File.Exists(DigestFile(library)) && File.ReadAllText(DigestFile(library)).Trim() == DigestOf(library);

    private static string DigestFile(string library) => library + ".sha256";

    private static string DigestOf(string path)
    {
        using var file = File.OpenRead(path);
        return ModuleDigest.Compute(file).ToString();
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$")]
    private static partial Regex VersionText();

    [GeneratedRegex(@"Nearest version: ([^\s\]]+)")]
    private static partial Regex NearestVersion();
}
