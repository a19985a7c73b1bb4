using System.Text.RegularExpressions;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Why a build failed, in one line.</summary>
internal static partial class BuildFailureMessage
{
    private const int MostCharacters = 300;

    /// <summary>The first error in what MSBuild printed; its first line where it names none.</summary>
    /// <param name="output">What MSBuild printed, or the reason that it did not run.</param>
    public static string FromOutput(string? output)
    {
        string[] lines = (output ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var first = Array.Find(lines, line => Error().IsMatch(line)) ?? lines.FirstOrDefault() ?? "no reason given";
        var text = Project().Replace(first, "");
        return text.Length <= MostCharacters ? text : text[..MostCharacters] + "...";
    }

    // "Program.cs(3,7): error CS0246: The type ... [/path/of/the/project.csproj]"
    [GeneratedRegex(@"\berror( [A-Z]+\d+)?\s*:")]
    private static partial Regex Error();

    [GeneratedRegex(@" \[[^\[\]]+proj\]$")]
    private static partial Regex Project();
}
