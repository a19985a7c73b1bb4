using System.CommandLine;
using CompileBench.Measuring;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>
/// Refuses arguments that belong to no option. BenchmarkDotNet ignores them, so that a run of modules whose names a shell put in place of a pattern
/// would measure only the first.
/// </summary>
internal static class StrayArguments
{
    /// <summary>Checks a command line.</summary>
    /// <param name="arguments">All arguments, each value of <c>--module</c> behind its own <c>--module</c>.</param>
    /// <param name="suite">The options of the suite.</param>
    /// <exception cref="UsageException">An argument belongs to no option, or a file is given as a filter.</exception>
    public static void Check(IReadOnlyList<string> arguments, IReadOnlyList<Option> suite)
    {
        var (option, left) = ("", 0);
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('-') && argument.Length > 1)
            {
                var equals = argument.IndexOf('=', StringComparison.Ordinal);
                option = equals < 0 ? argument : argument[..equals];
                left = equals < 0 ? ValuesOf(option, suite) : 0;
            }
            else if (left-- <= 0)
            {
                throw new UsageException($"unexpected argument '{argument}'{(option.Length > 0 ? $" after {option}" : "")}: write --module before the names of modules, and quotation marks around patterns");
            }
            else if (option is "--filter" or "-f" && (argument.EndsWith(".wasm", StringComparison.OrdinalIgnoreCase) || argument.EndsWith(".suite", StringComparison.OrdinalIgnoreCase)))
            {
                throw new UsageException($"unexpected argument '{argument}' after {option}: a filter selects benchmarks such as '*Compile*'; write --module before the names of modules");
            }
        }
    }

    private static int ValuesOf(string name, IReadOnlyList<Option> suite) =>
        suite.FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name)) is { } known
            ? known.ValueType == typeof(bool) ? 0 : 1
            : BenchmarkDotNetOptions.ValuesOf(name);
}
