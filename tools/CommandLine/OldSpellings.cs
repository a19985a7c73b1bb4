namespace CompileBench.CommandLine;

/// <summary>Replaces spellings of options that earlier versions used, so that scripts keep working. Help shows only the new spellings.</summary>
public static class OldSpellings
{
    private static readonly Dictionary<string, string> NewNames = new(StringComparer.Ordinal)
    {
        ["--output"] = "--out",
        ["--time"] = "--time-limit",
        ["--limit"] = "--timeout",
        ["--most"] = "--top",
        ["--wasmtime"] = "--engine",
    };

    // `duel` used --output for its documents and --out for the folder of the run.
    private static readonly Dictionary<string, string> NewNamesOfDuel = new(NewNames, StringComparer.Ordinal) { ["--output"] = "--report" };

    /// <summary>The arguments with each old spelling replaced; <c>--name=value</c> keeps its value.</summary>
    /// <param name="arguments">The arguments as the user gave them.</param>
    public static string[] Replace(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var names = arguments is ["duel", not "findings", ..] ? NewNamesOfDuel : NewNames;
        return [.. arguments.Select(argument => Replace(argument, names))];
    }

    private static string Replace(string argument, Dictionary<string, string> names)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? argument : argument[..equals];
        return names.TryGetValue(name, out var renamed) ? renamed + argument[name.Length..] : argument;
    }
}
