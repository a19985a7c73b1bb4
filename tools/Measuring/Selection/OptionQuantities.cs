using CompileBench.Results.Quantities;

namespace CompileBench.Measuring.Selection;

/// <summary>Reads times and sizes that a person gave to an option.</summary>
public static class OptionQuantities
{
    /// <summary>A time such as <c>500ms</c>, <c>3s</c> or <c>10m</c>; null where the option was not given.</summary>
    /// <exception cref="UsageException">It is no time.</exception>
    public static TimeSpan? Time(string option, string? text) =>
        text is null ? null
        : QuantityText.TryParseTime(text, out var time) ? time
        : throw new UsageException($"{option} '{text}' is no time: write a number and ms, s, m or h, such as 60s");

    /// <summary>A size such as <c>200MB</c>, in bytes; null where the option was not given.</summary>
    /// <exception cref="UsageException">It is no size.</exception>
    public static long? Size(string option, string? text) =>
        text is null ? null
        : QuantityText.TryParseSize(text, out var bytes) ? bytes
        : throw new UsageException($"{option} '{text}' is no size: write a number and KB, MB, GB, KiB, MiB or GiB, such as 200MB");
}
