using CompileBench.Analysis.Explanation;

namespace CompileBench.Reporting.Language;

/// <summary>The words of explanations: units, methods, forecasts and reasons.</summary>
public static class ExplanationWords
{
    /// <summary>Follows the word "stages" where a library's functions have no names.</summary>
    public const string StagesUnknown = "unknown: the library has no symbols";

    // Shorter waits are not announced.
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(8);

    /// <summary>The reason an explanation lacks its stages; null where it has them.</summary>
    public static string? WhyNoStages(CompileExplanation explanation) => explanation.HasSymbols ? null : StagesUnknown;

    /// <summary>The reason a compile was not explained; null where it was.</summary>
    public static string? WhyNotExplained(ExplainResult result) => result.TooLong is { } forecast
        ? $"{Sentence(forecast)}, which exceeds the limit of {Duration(forecast.Limit)}: use --sample, which takes as long as the compile, or a larger --timeout"
        : result.Message;

    /// <summary>The announcement of a long count; null where the wait is short.</summary>
    public static string? Announcement(CountingForecast forecast) =>
        forecast.To > WorthSaying && !forecast.IsOverLimit ? $"{Sentence(forecast)} (--sample takes as long as the compile)" : null;

    /// <summary>A unit of costs, as JSON and sentences name it.</summary>
    public static string Unit(BlameUnit unit) => unit == BlameUnit.Instructions ? "instructions" : "nanoseconds";

    /// <summary>A method of finding costs.</summary>
    public static string Method(BlameMethod method) => method == BlameMethod.Counting
        ? "instructions from the compiler's call for a function to its next call, counted in one compile"
        : "cost of the compile minus its cost with the body replaced by unreachable; only the largest bodies were tried";

    /// <summary>A duration.</summary>
    public static string Duration(TimeSpan time) => DurationText.Format(time.TotalNanoseconds);

    private static string Sentence(CountingForecast forecast) =>
        $"{forecast.Engine} {forecast.Settings}: the compile takes {Duration(forecast.Alone)}; counting its instructions takes {Duration(forecast.From)} to {Duration(forecast.To)}";
}
