namespace CompileBench.Embedding.Tiering;

/// <summary>The numbers of calls at which totals are taken: 1, 2, 5, 10, 20, 50, …</summary>
internal static class CallSeries
{
    /// <summary>The number after this one.</summary>
    /// <param name="count">A number of the series.</param>
    public static long After(long count)
    {
        var power = (long)Math.Pow(10, Math.Floor(Math.Log10(count)));
        return (count / power) switch
        {
            1 => 2 * power,
            2 => 5 * power,
            _ => 10 * power,
        };
    }
}
