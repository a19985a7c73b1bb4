using System.Collections.Immutable;

namespace CompileBench.Measuring.Explaining.Stages;

/// <summary>
/// Which function belongs to which phase, read from <c>phases.tsv</c>: the file is the place to look and to change. A function that serves
/// whoever calls it (containers, memory copies, the intermediate form's own accessors) belongs to its callers.
/// </summary>
public sealed class PhasePatterns
{
    private const string CallersWord = "callers";
    private readonly ImmutableArray<(CompilerPhase? Phase, string Text, bool AtStart)> _patterns;

    private PhasePatterns(ImmutableArray<(CompilerPhase? Phase, string Text, bool AtStart)> patterns) => _patterns = patterns;

    /// <summary>The file that comes with the program.</summary>
    public static PhasePatterns Default { get; } = LoadDefault();

    /// <summary>Reads patterns, one a line: a phase or <c>callers</c>, a tab, and what the shortened name contains (or, after <c>^</c>, begins with).</summary>
    /// <exception cref="FormatException">A line is none; the message names it.</exception>
    public static PhasePatterns Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var patterns = ImmutableArray.CreateBuilder<(CompilerPhase?, string, bool)>();
        var number = 0;
        while (text.ReadLine() is { } line)
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Split('\t') is not [var phase, { Length: > 0 } pattern])
            {
                throw new FormatException($"phases.tsv, line {number}: write a phase, a tab and a pattern");
            }

            var atStart = pattern[0] == '^';
            patterns.Add((PhaseNamed(phase, number), atStart ? pattern[1..] : pattern, atStart));
        }

        return new PhasePatterns(patterns.ToImmutable());
    }

    /// <summary>The phase a function belongs to by its own name; null when it belongs to its callers. The first pattern that fits decides.</summary>
    /// <param name="shortName">The name as <see cref="RustName.Shorten"/> gives it.</param>
    public CompilerPhase? PhaseOf(string shortName)
    {
        foreach (var (phase, text, atStart) in _patterns)
        {
            if (atStart ? StartsWith(shortName, text) : shortName.Contains(text, StringComparison.Ordinal))
            {
                return phase;
            }
        }

        return null;
    }

    // "<Type as Trait>::f" begins with its type.
    private static bool StartsWith(string name, string text) =>
        name.AsSpan(name.Length > 0 && name[0] == '<' ? 1 : 0).TrimStart('&').StartsWith(text, StringComparison.Ordinal);

    private static CompilerPhase? PhaseNamed(string name, int line) =>
        name == CallersWord ? null
        : CompilerPhase.All.FirstOrDefault(p => p.Name == name)
            ?? throw new FormatException($"phases.tsv, line {line}: there is no phase '{name}'");

    private static PhasePatterns LoadDefault()
    {
        using var stream = typeof(PhasePatterns).Assembly.GetManifestResourceStream("phases.tsv")
            ?? throw new InvalidOperationException("phases.tsv is not in the assembly");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}
