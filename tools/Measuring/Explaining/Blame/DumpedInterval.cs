using System.Globalization;

namespace CompileBench.Measuring.Explaining.Blame;

/// <summary>The instructions between two dumps of callgrind.</summary>
/// <param name="Part">The dump's number, from 1.</param>
/// <param name="Trigger">The function whose call ended the interval; null for the end of the program.</param>
/// <param name="Instructions">Instructions executed since the previous dump.</param>
/// <param name="TranslatesStartUp">Whether a function ran that translates the start-up code of a module; false where that was not looked for.</param>
public sealed record DumpedInterval(int Part, string? Trigger, long Instructions, bool TranslatesStartUp = false)
{
    // The compiler calls these for global, element and data initialisers of the module. The second one is a function of its own in some builds only.
    private static readonly string[] StartUpFunctions = ["translate_const_expr", "translate_module_startup"];

    /// <summary>Reads the head of a dump, and its functions where asked; null where the text is not a dump or is incomplete.</summary>
    /// <param name="text">The dump.</param>
    /// <param name="searchesFunctions">Whether to look for functions that translate start-up code: then the whole dump is read.</param>
    public static DumpedInterval? Read(TextReader text, bool searchesFunctions = false)
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
                    ? new DumpedInterval(known, trigger, instructions, searchesFunctions && AnyTranslatesStartUp(text))
                    : null;
            }
        }

        return null;
    }

    // A name stands where its function is mentioned first: as the function itself or as a callee.
    private static bool AnyTranslatesStartUp(TextReader text)
    {
        while (text.ReadLine() is { } line)
        {
            if ((line.StartsWith("fn=", StringComparison.Ordinal) || line.StartsWith("cfn=", StringComparison.Ordinal))
                && StartUpFunctions.Any(f => line.Contains(f, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Value(string line, string key) => line.StartsWith(key, StringComparison.Ordinal) ? line[key.Length..].Trim() : null;
}
