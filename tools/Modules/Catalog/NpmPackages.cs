namespace CompileBench.Modules.Catalog;

/// <summary>
/// Fetches modules from npm packages with <c>npm ci --ignore-scripts</c>, in a temporary project that has exactly the needed packages, and makes derived
/// modules from them.
/// </summary>
internal sealed class NpmPackages(string catalogFolder, FetchOptions options, Func<CatalogEntry, string, ModuleFetchResult> take)
{
    private const string Retry = "run the same command again; fetched modules are kept";

    /// <summary>npm never runs fetched code, whatever the user's npm settings say. It retries only once, because the user is waiting.</summary>
    private static readonly string[] Arguments =
    [
        "ci", "--ignore-scripts", "--package-lock=true", "--global=false", "--no-audit", "--no-fund", "--no-progress", "--no-update-notifier",
        "--loglevel=error", "--fetch-retries=1", "--fetch-retry-mintimeout=2000",
    ];

    /// <summary>Words by which npm reports that it could not reach its registry. Fetching each package separately would then also fail, slowly.</summary>
    private static readonly string[] NetworkErrors =
        ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "EHOSTUNREACH", "ERR_SOCKET_TIMEOUT", "ENOTCACHED"];

    /// <summary>Whether a module comes from an npm package.</summary>
    public static bool Provides(ModuleOrigin origin) => origin is NpmPackage or DerivedModule;

    /// <summary>Fetches the modules of these entries, each of an origin that <see cref="Provides"/> accepts.</summary>
    public async Task<IReadOnlyList<ModuleFetchResult>> FetchAsync(
        IReadOnlyList<CatalogEntry> entries, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        if (PackageTool.Locate("npm", options.SearchPath) is not { } npm)
        {
            return [.. entries.Select(entry => new ModuleFetchResult.Unavailable(
                entry, $"{entry.Origin} needs npm, which is not on PATH", "install Node.js 20 or later, which includes npm, and run the same command again"))];
        }

        var pins = NpmLock.Load(catalogFolder);
        var results = new List<ModuleFetchResult>();
        var ready = new List<CatalogEntry>();
        foreach (var entry in entries)
        {
            if (PackagesOf(entry).FirstOrDefault(package => !pins.Pins(package)) is { } unknown)
            {
                results.Add(new ModuleFetchResult.Unavailable(entry, $"modules/npm/package-lock.json does not pin {unknown}", "add the package to modules/npm and lock it again"));
            }
            else if (ModuleDerivation.WhatIsMissing(entry, options) is { } missing)
            {
                // Nothing is downloaded for a module that cannot be made.
                results.Add(missing);
            }
            else
            {
                ready.Add(entry);
            }
        }

        var groups = ready.GroupBy(entry => string.Join(' ', PackagesOf(entry))).Select(group => group.ToArray()).ToArray();
        results.AddRange(await FetchGroupsAsync(npm, pins, groups, progress, cancellation).ConfigureAwait(false));
        return results;
    }

    private static string[] PackagesOf(CatalogEntry entry) => entry.Origin is DerivedModule derived
        ? [derived.Source.Package, derived.Tool.Package]
        : [((NpmPackage)entry.Origin).Package];

    /// <summary>Fetches all packages at once. If that fails for one of several packages, fetches each separately, so that the others are available.</summary>
    private async Task<List<ModuleFetchResult>> FetchGroupsAsync(
        string npm, NpmLock pins, CatalogEntry[][] groups, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        if (groups.Length == 0)
        {
            return [];
        }

        using var project = new TemporaryFolder("npm");
        var packages = groups.SelectMany(group => PackagesOf(group[0])).Distinct().ToArray();
        pins.WriteProject(project.Path, packages);
        progress?.Report(new FetchProgress(FetchStep.Fetching, $"fetching {packages.Length} npm package(s): {string.Join(", ", packages)}"));
        var run = await PackageTool.RunAsync(npm, Arguments, project.Path, options, cancellation).ConfigureAwait(false);
        if (run.Succeeded)
        {
            var taken = new List<ModuleFetchResult>();
            foreach (var entry in groups.SelectMany(group => group))
            {
                taken.Add(await TakeAsync(entry, project.Path, progress, cancellation).ConfigureAwait(false));
            }

            return taken;
        }

        progress?.Report(new FetchProgress(FetchStep.Failed, $"npm: {run.Complaint}"));
        if (groups.Length > 1 && !run.TimedOut && !NetworkErrors.Any(word => run.Output.Contains(word, StringComparison.Ordinal)))
        {
            var results = new List<ModuleFetchResult>();
            foreach (var group in groups)
            {
                results.AddRange(await FetchGroupsAsync(npm, pins, [group], progress, cancellation).ConfigureAwait(false));
            }

            return results;
        }

        return [.. groups.SelectMany(group => group).Select(entry => new ModuleFetchResult.Unavailable(
            entry, $"{entry.Origin}: npm failed: {run.Complaint}", $"check that npm can reach a registry (npm ping), then {Retry}"))];
    }

    private async Task<ModuleFetchResult> TakeAsync(CatalogEntry entry, string project, IProgress<FetchProgress>? progress, CancellationToken cancellation)
    {
        if (entry.Origin is not DerivedModule derived)
        {
            return take(entry, FileOf(project, (NpmPackage)entry.Origin));
        }

        progress?.Report(new FetchProgress(FetchStep.Fetching, $"making {entry.Name} with {derived.Tool.Package}@{derived.Tool.Version}"));
        var (made, failure) = await ModuleDerivation.MakeAsync(
            entry, derived, FileOf(project, derived.Source), FileOf(project, derived.Tool), project, options, cancellation).ConfigureAwait(false);
        return failure ?? take(entry, made);
    }

    private static string FileOf(string project, NpmPackage origin) =>
        Path.Combine([project, "node_modules", .. origin.Package.Split('/'), .. origin.Path.Split('/')]);
}
