namespace CompileBench.Analysis.Policy.Budgets;

/// <summary>How far a setting departs from Wasmtime's default: what somebody gives up who changes to it.</summary>
public static class SettingDistance
{
    private const char Suffix = '+';

    // One thing changed comes before two, an optimizer with another aim before another register allocator, that before no optimizer, and
    // another compiler after everything Cranelift offers. Pulley is last: its code is interpreted.
    private static readonly string[] NearestFirst =
        ["speed-backtracking", "size-backtracking", "speed-singlepass", "none-backtracking", "none-singlepass", "winch", "pulley"];

    /// <summary>The settings, nearest to the default first.</summary>
    public static IReadOnlyList<string> Order => NearestFirst;

    /// <summary>A setting's place, from 0 for the default; a name that is not known comes after all others.</summary>
    public static int StepsFromDefault(string settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int at = Array.IndexOf(NearestFirst, settings.Split(Suffix)[0]);
        return at < 0 ? NearestFirst.Length : at;
    }

    /// <summary>What stands behind a plus sign, such as <c>parallel</c>: settings are compared with others of the same kind only.</summary>
    public static string KindOf(string settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        int at = settings.IndexOf(Suffix, StringComparison.Ordinal);
        return at < 0 ? "" : settings[at..];
    }
}
