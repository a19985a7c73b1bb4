namespace CompileBench.Analysis.Explanation;

/// <summary>How long counting the instructions of one compile will take.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Alone">CPU time of the compile without counting.</param>
/// <param name="From">The shortest expected time.</param>
/// <param name="To">The longest expected time.</param>
/// <param name="Limit">The longest time allowed.</param>
public sealed record CountingForecast(string Engine, string Settings, TimeSpan Alone, TimeSpan From, TimeSpan To, TimeSpan Limit)
{
    /// <summary>Whether counting certainly exceeds the limit.</summary>
    public bool IsOverLimit => From > Limit;
}
