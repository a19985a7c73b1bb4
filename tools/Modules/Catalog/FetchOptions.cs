namespace CompileBench.Modules.Catalog;

/// <summary>How modules are fetched. The defaults are for everybody; tests and unusual machines say otherwise.</summary>
public sealed record FetchOptions
{
    /// <summary>The folders in which <c>npm</c> and <c>dotnet</c> are looked for, as in the variable <c>PATH</c>, which is the default.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>How long one package tool may run before it is ended: 10 minutes, enough for the whole catalog on a slow line.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// NuGet's folder of unpacked packages: <c>NUGET_PACKAGES</c> if set, else <c>.nuget/packages</c> in the user's home.
    /// Packages that lie there need no child process.
    /// </summary>
    public string NuGetPackagesFolder { get; init; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
