namespace CompileBench.Reporting.Language;

/// <summary>Shares of a whole for people.</summary>
public static class PercentText
{
    /// <summary>A share in whole percent, with a sign below 0 and no other sign: <c>130%</c>, <c>-4%</c>, <c>0%</c> and never <c>-0%</c>.</summary>
    /// <param name="share">0.02 means 2%.</param>
    public static string Whole(double share) => Math.Round(share * 100) is var percent && percent == 0 ? "0%" : $"{percent:0}%";

    /// <summary><c>12%</c>, <c>2.4%</c>, <c>0.3%</c>, <c>&lt; 0.1%</c>; <c>n/a</c> where there is no share.</summary>
    /// <param name="share">0.02 means 2%.</param>
    public static string Format(double? share)
    {
        if (share is not { } value || !double.IsFinite(value))
        {
            return NotAvailable.Text;
        }

        var percent = Math.Abs(value) * 100;
        var sign = value < 0 ? "-" : "";
        return percent switch
        {
            0 => "0%",
            < 0.05 => "< 0.1%",
            < 9.95 => $"{sign}{percent:0.#}%",
            _ => $"{sign}{percent:0}%",
        };
    }
}
