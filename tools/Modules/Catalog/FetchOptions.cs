namespace CompileBench.Modules.Catalog;

/// <summary>Options for fetching modules. The defaults suit most users; tests and unusual machines change them.</summary>
public sealed record FetchOptions
{
    /// <summary>The folders in which to look for <c>npm</c> and <c>dotnet</c>, in the form of the variable <c>PATH</c>, which is the default.</summary>
    public string SearchPath { get; init; } = Environment.GetEnvironmentVariable("PATH") ?? "";

    /// <summary>The time after which a package tool is stopped: 10 minutes, enough to download the whole catalog over a slow connection.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// NuGet's folder of unpacked packages: <c>NUGET_PACKAGES</c> if set, else <c>.nuget/packages</c> in the user's home.
    /// Packages in it need no child process.
    /// </summary>
    public string NuGetPackagesFolder { get; init; } =
        Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } chosen
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
