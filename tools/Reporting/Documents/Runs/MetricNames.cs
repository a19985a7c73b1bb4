using CompileBench.Reporting.Charts;

namespace CompileBench.Reporting.Documents.Runs;

/// <summary>Names of module metrics: which one is which, however a run spells it, and how an axis shows it.</summary>
public static class MetricNames
{
    /// <summary>The bytes of a module's code section: the size that compile time is first seen against.</summary>
    public const string CodeSectionBytes = "codeSectionBytes";

    /// <summary>The bytes of the module's file, which every run knows of its modules.</summary>
    public const string ModuleBytes = "moduleBytes";

    /// <summary>The metric's value in a module's metrics, letter case and dashes aside; null where it is not there.</summary>
    public static double? Find(IReadOnlyDictionary<string, double> metrics, string name)
    {
        if (metrics.TryGetValue(name, out var value))
        {
            return value;
        }

        foreach (var (key, other) in metrics)
        {
            if (string.Equals(Bare(key), Bare(name), StringComparison.OrdinalIgnoreCase))
            {
                return other;
            }
        }

        return null;
    }

    /// <summary>The axis that shows it: bytes where the name ends in Bytes, else a count.</summary>
    public static ChartAxis Axis(string metric)
    {
        var isBytes = metric.EndsWith("bytes", StringComparison.OrdinalIgnoreCase);
        var words = Words(metric);
        return isBytes
            ? new ChartAxis($"{words[..^"bytes".Length].TrimEnd()} (bytes)", AxisQuantity.Bytes, IsLogarithmic: true)
            : new ChartAxis($"{words} (count)", AxisQuantity.Count, IsLogarithmic: true);
    }

    /// <summary><c>codeSectionBytes</c> and <c>code-section-bytes</c> as <c>Code section bytes</c>.</summary>
    public static string Words(string metric)
    {
        var text = string.Concat(metric.Select((c, i) =>
            c is '-' or '_' ? " " : i > 0 && char.IsUpper(c) && char.IsLower(metric[i - 1]) ? " " + char.ToLowerInvariant(c) : i == 0 ? c.ToString() : c.ToString()));
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>How a title calls it: <c>code section size</c>, <c>functions</c>.</summary>
    public static string Phrase(string metric)
    {
        var words = Words(metric).ToLowerInvariant();
        return words.EndsWith(" bytes", StringComparison.Ordinal) ? words[..^"bytes".Length] + "size" : words;
    }

    private static string Bare(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal);
}
