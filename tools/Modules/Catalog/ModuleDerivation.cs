namespace CompileBench.Modules.Catalog;

/// <summary>Makes derived modules: runs a tool of an npm package, a JavaScript program, with Node.js.</summary>
internal static class ModuleDerivation
{
    private const string Program = "node";

    /// <summary>The result for a derived module that cannot be made here, because Node.js is missing; <c>null</c> for every other module.</summary>
    public static ModuleFetchResult.Unavailable? WhatIsMissing(CatalogEntry entry, FetchOptions options) =>
        entry.Origin is DerivedModule && PackageTool.Locate(Program, options.SearchPath) is null
            ? new ModuleFetchResult.Unavailable(entry, $"{entry.Name} needs node, which is not on PATH", "install Node.js 20 or later, and run the same command again")
            : null;

    /// <summary>Makes a module.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="origin">How it is made.</param>
    /// <param name="source">The path of the file that the tool reads.</param>
    /// <param name="tool">The path of the tool.</param>
    /// <param name="folder">The folder for the result.</param>
    /// <param name="options">Search path and deadline.</param>
    /// <param name="cancellation">Ends the tool.</param>
    /// <returns>The path of the file that the tool wrote, or why there is none.</returns>
    public static async Task<(string Made, ModuleFetchResult.Unavailable? Failure)> MakeAsync(
        CatalogEntry entry, DerivedModule origin, string source, string tool, string folder, FetchOptions options, CancellationToken cancellation)
    {
        var made = Path.Combine(folder, entry.Name.Text + ".wasm");
        var arguments = origin.Arguments.Select(argument => argument switch
        {
            DerivedModule.Input => source,
            DerivedModule.Output => made,
            _ => argument,
        });
        var run = await PackageTool.RunAsync(PackageTool.Locate(Program, options.SearchPath)!, arguments.Prepend(tool), folder, options, cancellation).ConfigureAwait(false);
        return run.Succeeded && File.Exists(made)
            ? (made, null)
            : (made, new ModuleFetchResult.Unavailable(entry, $"{origin}: the tool failed: {run.Complaint}", "run the same command again; if it fails again, the entry is faulty"));
    }
}
