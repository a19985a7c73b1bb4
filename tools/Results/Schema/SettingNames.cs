namespace CompileBench.Results.Schema;

/// <summary>
/// The vocabulary of compiler settings: names, order, baseline and distance from it. The names are the interface. A new setting is one row
/// here and its native calls in <c>Engines</c>; charts and the page give it the next free style.
/// </summary>
public static class SettingNames
{
    public const string SpeedBacktracking = "speed-backtracking";
    public const string SpeedSinglePass = "speed-singlepass";
    public const string NoneBacktracking = "none-backtracking";
    public const string NoneSinglePass = "none-singlepass";
    public const string SizeBacktracking = "size-backtracking";
    public const string Winch = "winch";
    public const string Pulley = "pulley";

    /// <summary>Wasmtime's default, to which every ratio refers.</summary>
    public const string Baseline = SpeedBacktracking;

    private const char SuffixSign = '+';

    // A setting keeps its style because it keeps its place: a new one goes to the end. The distance says what a user gives up who leaves the
    // default: one change comes before two, another goal of the optimizer before another register allocator, that before no optimizer, and
    // another compiler after everything that Cranelift offers. Pulley is last: its code is interpreted.
    private static readonly (string Name, int Distance)[] Rows =
    [
        (SpeedBacktracking, 0),
        (SpeedSinglePass, 2),
        (NoneBacktracking, 3),
        (NoneSinglePass, 4),
        (SizeBacktracking, 1),
        (Winch, 5),
        (Pulley, 6),
    ];

    /// <summary>Every name, without suffix, in the order of tables and legends: the baseline first.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Rows.Select(r => r.Name)];

    /// <summary>Every name, the nearest to the baseline first.</summary>
    public static IReadOnlyList<string> NearestFirst { get; } = [.. Rows.OrderBy(r => r.Distance).Select(r => r.Name)];

    /// <summary>The name without the suffix, such as <c>winch</c> of <c>winch+parallel</c>.</summary>
    public static string BaseName(string settings) => Split(settings).Name;

    /// <summary>The suffix with its plus sign, such as <c>+parallel</c>; empty where there is none. Settings are compared within one suffix only.</summary>
    public static string Suffix(string settings) => Split(settings).Suffix;

    /// <summary>How far the settings are from the baseline, from 0; an unknown name comes after all others.</summary>
    public static int DistanceFromBaseline(string settings)
    {
        var name = BaseName(settings);
        var at = Array.FindIndex(Rows, r => r.Name == name);
        return at < 0 ? Rows.Length : Rows[at].Distance;
    }

    /// <summary>Whether the settings belong into one mean with the baseline: those of Cranelift for this machine. Winch is another compiler and Pulley another
    /// target, so a mean over them and Cranelift describes neither. An unknown name belongs into the mean.</summary>
    public static bool IsAveraged(string settings) => BaseName(settings) is not (Winch or Pulley);

    /// <summary>The place in a given order of names; after all of them where the order does not have the name.</summary>
    public static int RankIn(IReadOnlyList<string> order, string settings)
    {
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i] == settings)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static (string Name, string Suffix) Split(string settings)
    {
        var at = settings.IndexOf(SuffixSign, StringComparison.Ordinal);
        return at < 0 ? (settings, "") : (settings[..at], settings[at..]);
    }
}
