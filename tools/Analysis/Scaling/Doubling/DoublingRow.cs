namespace CompileBench.Analysis.Scaling.Doubling;

/// <summary>One size of a doubling table.</summary>
/// <param name="Size">The size; about twice that of the row before.</param>
/// <param name="Values">The cost in each round, without the cost of an empty module; above 0, at least one.</param>
public sealed record DoublingRow(double Size, IReadOnlyList<double> Values)
{
    /// <summary>The median of the logarithms.</summary>
    internal double Level
    {
        get
        {
            double[] logs = [.. Values.Select(v => Math.Log(v)).Order()];
            return (logs[(logs.Length - 1) / 2] + logs[logs.Length / 2]) / 2;
        }
    }
}
