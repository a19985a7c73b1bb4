namespace CompileBench.Reporting.Language;

/// <summary>Instruction counts for people.</summary>
public static class InstructionText
{
    /// <summary>The count with a unit, such as <c>538.3 M</c> for millions.</summary>
    public static string Format(double instructions) => Math.Abs(instructions) switch
    {
        >= 999_950_000 => $"{instructions / 1e9:0.00} G",
        >= 999_950 => $"{instructions / 1e6:0.0} M",
        >= 999.5 => $"{instructions / 1e3:0.0} k",
        _ => $"{instructions:0}",
    };

    /// <summary>A share as a percentage with one decimal, such as <c>41.2%</c>.</summary>
    public static string Percent(double share) => Math.Abs(share) < 0.00005 ? "0.0%" : $"{share * 100:0.0}%";

    /// <summary>The count with its sign.</summary>
    public static string Signed(double instructions) => (instructions > 0 ? "+" : "") + Format(instructions);
}
