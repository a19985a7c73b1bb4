using System.Globalization;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>One sample: its time, and the functions on the stack, the executing one first.</summary>
/// <param name="Nanoseconds">Time on the monotonic clock.</param>
/// <param name="Frames">Function names as perf prints them, innermost first; the outermost may be missing.</param>
public sealed record StackSample(long Nanoseconds, IReadOnlyList<string> Frames);

/// <summary>Reads the output of <c>perf script -F time,ip,sym,dso --ns</c>: per sample one line with the time, one line per frame, one empty line.</summary>
public static class PerfScriptReader
{
    /// <summary>Stands for any function of the system's kernel.</summary>
    public const string KernelFrame = "[kernel]";

    // More nanoseconds do not fit into 64 bits.
    private const decimal MostSeconds = long.MaxValue / 1_000_000_000;

    private const int MostQuoted = 80;

    /// <summary>Reads all samples.</summary>
    /// <exception cref="InvalidDataException">A line has another form; the message names it.</exception>
    public static IEnumerable<StackSample> Read(TextReader text)
    {
        ArgumentNullException.ThrowIfNull(text);
        long? time = null;
        var frames = new List<string>();
        while (text.ReadLine() is { } line)
        {
            if (line.Length == 0)
            {
                if (time is { } ended)
                {
                    yield return new StackSample(ended, [.. frames]);
                }

                time = null;
                frames.Clear();
            }
            else if (time is null)
            {
                time = Time(line);
            }
            else if (Frame(line) is { } frame)
            {
                frames.Add(frame);
            }
        }

        if (time is { } last)
        {
            yield return new StackSample(last, [.. frames]);
        }
    }

    private static long Time(string line)
    {
        var text = line.AsSpan().Trim().TrimEnd(':');
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds < MostSeconds
            ? (long)(seconds * 1_000_000_000m)
            : throw new InvalidDataException($"perf script printed '{Shortened(line.Trim())}' where a time was expected");
    }

    private static string Shortened(string text) => text.Length <= MostQuoted ? text : text[..MostQuoted] + "...";

    // "7fddc4 name of the function (/path/of/the/library.so)"
    private static string? Frame(string line)
    {
        var text = line.AsSpan().Trim();
        var space = text.IndexOf(' ');
        var library = text.LastIndexOf(" (", StringComparison.Ordinal);
        if (space < 0 || library <= space)
        {
            return null;
        }

        var name = text[(space + 1)..library].Trim();
        return text[library..].Contains("[kernel", StringComparison.Ordinal) ? KernelFrame
            : name is "[unknown]" ? null
            : name.ToString();
    }
}
