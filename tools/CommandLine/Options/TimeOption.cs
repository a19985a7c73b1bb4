using CompileBench.Results.Quantities;

namespace CompileBench.CommandLine.Options;

/// <summary>An option whose value is a duration, such as <c>500ms</c>, <c>3s</c> or <c>10m</c>; null where it is not given.</summary>
/// <param name="name">The name, with its dashes.</param>
/// <param name="description">What help says, with the default in words.</param>
public sealed class TimeOption(string name, string description)
    : QuantityOption<TimeSpan>(name, description, "TIME", QuantityText.TryParseTime, "a duration: write a number and ms, s, m or h, such as 60s");
