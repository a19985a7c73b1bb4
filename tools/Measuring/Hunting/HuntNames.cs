using CompileBench.Modules.Generation.Patterns;

namespace CompileBench.Measuring.Hunting;

/// <summary>Names of findings: what is repeated, then the instructions that grow.</summary>
internal static class HuntNames
{
    private const int MostWords = 4;

    /// <summary>A name such as <c>nested-br-if-loop</c>; findings that would share one get a number.</summary>
    public static string FromPattern(Pattern pattern, string signature)
    {
        var words = signature.Split('/')[0].Split('+', StringSplitOptions.RemoveEmptyEntries).Take(MostWords).Select(w => w.Replace('_', '-').Replace('.', '-'));
        return string.Join('-', [pattern.Repetition.ToString().ToLowerInvariant(), .. words]);
    }
}
