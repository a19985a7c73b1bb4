namespace CompileBench.Analysis.Explanation;

/// <summary>The result of explaining one compile.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Explanation">The explanation; null where instructions could not be counted.</param>
/// <param name="Message">The reason there is no explanation, in one line; null where there is one, or where counting would take too long.</param>
/// <param name="TooLong">The forecast that is over the limit; null where the compile was counted or failed for another reason.</param>
public sealed record ExplainResult(string Settings, CompileExplanation? Explanation, string? Message, CountingForecast? TooLong = null);
