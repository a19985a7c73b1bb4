using System.Collections.Immutable;
using CompileBench.Analysis.Explanation;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>
/// Assigns functions to stages, as <c>stages.tsv</c> says; change that file when an engine renames a function. A shared function (containers,
/// memory copies, accessors of the intermediate representation) belongs to its callers.
/// </summary>
public sealed class StagePatterns
{
    private const string CallersWord = "callers";
    private readonly ImmutableArray<(CompilerStage? Stage, string Text, bool AtStart)> _patterns;

    private StagePatterns(ImmutableArray<(CompilerStage? Stage, string Text, bool AtStart)> patterns) => _patterns = patterns;

    /// <summary>The patterns of the embedded <c>stages.tsv</c>.</summary>
    public static StagePatterns Default { get; } = LoadDefault();

    /// <summary>Reads patterns, one per line: a stage or <c>callers</c>, a tab, and text that the shortened name contains (after <c>^</c>: begins with).</summary>
    /// <exception cref="FormatException">A line is not a pattern; the message names it.</exception>
    public static StagePatterns Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var patterns = ImmutableArray.CreateBuilder<(CompilerStage?, string, bool)>();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Split('\t') is not [var stage, { Length: > 0 } pattern])
            {
                throw new FormatException($"stages.tsv, line {number}: write a stage, a tab and a pattern");
            }

            var atStart = pattern[0] == '^';
            patterns.Add((StageNamed(stage, number), atStart ? pattern[1..] : pattern, atStart));
        }

        return new StagePatterns(patterns.ToImmutable());
    }

    /// <summary>Returns the stage of a function by its name; null where it belongs to its callers. The first matching pattern decides.</summary>
    /// <param name="shortName">The name as <see cref="RustName.Shorten"/> returns it.</param>
    public CompilerStage? FindStage(string shortName)
    {
        foreach (var (stage, text, atStart) in _patterns)
        {
            if (atStart ? StartsWith(shortName, text) : shortName.Contains(text, StringComparison.Ordinal))
            {
                return stage;
            }
        }

        return null;
    }

    // "<Type as Trait>::f" begins with the type's name.
    private static bool StartsWith(string name, string text) =>
        name.AsSpan(name.Length > 0 && name[0] == '<' ? 1 : 0).TrimStart('&').StartsWith(text, StringComparison.Ordinal);

    private static CompilerStage? StageNamed(string name, int line) =>
        name == CallersWord ? null
        : CompilerStage.All.FirstOrDefault(p => p.Name == name)
            ?? throw new FormatException($"stages.tsv, line {line}: there is no stage '{name}'");

    private static StagePatterns LoadDefault()
    {
        using var stream = typeof(StagePatterns).Assembly.GetManifestResourceStream("stages.tsv")
            ?? throw new InvalidOperationException("stages.tsv is not in the assembly");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}
