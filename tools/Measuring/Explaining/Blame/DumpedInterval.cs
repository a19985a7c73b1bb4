using System.Globalization;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>The instructions between two dumps of callgrind.</summary>
/// <param name="Part">The dump's number, from 1.</param>
/// <param name="Trigger">The function whose call ended the interval; null for the end of the program.</param>
/// <param name="Instructions">Instructions executed since the previous dump.</param>
public sealed record DumpedInterval(int Part, string? Trigger, long Instructions)
{
    /// <summary>Reads the head of a dump; null where the text is not a dump or is incomplete.</summary>
    public static DumpedInterval? Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        const string Before = "--dump-before=";
        int? part = null;
        string? trigger = null;
        while (text.ReadLine() is { } line)
        {
            if (Value(line, "part: ") is { } number)
            {
                part = int.Parse(number, CultureInfo.InvariantCulture);
            }
            else if (Value(line, "desc: Trigger: ") is { } words)
            {
                trigger = words.StartsWith(Before, StringComparison.Ordinal) ? words[Before.Length..] : null;
            }
            else if (Value(line, "summary: ") is { } summary)
            {
                return part is { } known && long.TryParse(summary, NumberStyles.None, CultureInfo.InvariantCulture, out var instructions)
                    ? new DumpedInterval(known, trigger, instructions)
                    : null;
            }
        }

        return null;
    }

    private static string? Value(string line, string key) => line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;
}
