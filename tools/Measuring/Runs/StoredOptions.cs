using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Runs;

/// <summary>Reads the options of an earlier run from its manifest.</summary>
internal static class StoredOptions
{
    /// <summary>An option.</summary>
    /// <exception cref="UsageException">The manifest does not have it.</exception>
    public static OptionValue Required(RunManifest manifest, string name) =>
        manifest.Options.TryGetValue(name, out var value) ? value : throw new UsageException($"run {manifest.Run} does not say its {name}: start a new run");

    /// <summary>What is thrown where an option is not what this tool writes.</summary>
    public static UsageException Unreadable(RunManifest manifest, string name) => new($"the {name} of run {manifest.Run} cannot be read: start a new run");
}
