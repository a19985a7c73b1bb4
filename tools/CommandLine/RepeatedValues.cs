namespace CompileBench.CommandLine;

/// <summary>
/// Lets options that name modules and shapes take several values in a row, as a shell leaves them where it replaced an unquoted pattern with file names:
/// <c>--module a.wasm b.wasm</c> means <c>--module a.wasm --module b.wasm</c>.
/// </summary>
public static class RepeatedValues
{
    // No command that has one of these options takes arguments without a name: every value in the row belongs to the option.
    private static readonly HashSet<string> Names = new(StringComparer.Ordinal) { "--module", "--shape" };

    /// <summary>The arguments with the option's name before each of its values.</summary>
    /// <param name="arguments">The arguments as the user gave them.</param>
    public static IReadOnlyList<string> Expand(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var expanded = new List<string>(arguments.Count);
        string? repeated = null;
        var values = 0;
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('-') && argument.Length > 1)
            {
                var equals = argument.IndexOf('=', StringComparison.Ordinal);
                var name = equals < 0 ? argument : argument[..equals];
                repeated = Names.Contains(name) ? name : null;
                values = equals < 0 ? 0 : 1;
            }
            else if (repeated is not null && values++ > 0)
            {
                expanded.Add(repeated);
            }

            expanded.Add(argument);
        }

        return expanded;
    }
}
