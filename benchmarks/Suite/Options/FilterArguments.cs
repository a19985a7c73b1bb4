namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>
/// Mends what a shell does to an unquoted star: <c>--filter *Compile*</c> typed beside a file <c>CompileBenchmarks.cs</c> arrives as that
/// file's name. A filter value that is the name of a source file here is taken for the pattern it must have come from.
/// </summary>
internal static class FilterArguments
{
    /// <summary>The arguments with such values turned back into patterns.</summary>
    /// <param name="arguments">BenchmarkDotNet's arguments.</param>
    /// <param name="fileExists">Whether a file of that name lies in the current directory.</param>
    public static IReadOnlyList<string> Mend(IReadOnlyList<string> arguments, Func<string, bool> fileExists)
    {
        var mended = new List<string>(arguments.Count);
        var inFilter = false;
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('-'))
            {
                inFilter = argument is "--filter" or "-f";
                mended.Add(argument);
            }
            else if (inFilter && argument.EndsWith(".cs", StringComparison.Ordinal) && fileExists(argument))
            {
                mended.Add($"*{Path.GetFileNameWithoutExtension(argument)}*");
            }
            else
            {
                mended.Add(argument);
            }
        }

        return mended;
    }
}
