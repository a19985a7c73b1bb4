using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders;

/// <summary>What of a ladder is looked at: its time or its memory.</summary>
public sealed record LadderMeasure
{
    /// <summary>Time of one compile.</summary>
    public static LadderMeasure Time { get; } = new("time", "Compile time", new ChartAxis("Time of one compile", AxisQuantity.Time, true), l => l.Time, v => DurationText.Format(v, 2));

    /// <summary>Peak native memory of one compile.</summary>
    public static LadderMeasure Memory { get; } = new("memory", "Peak memory", new ChartAxis("Peak native memory that one compile adds (bytes)", AxisQuantity.Bytes, true), l => l.Memory, v => ByteSizeText.Format(v, 2));

    private LadderMeasure(string name, string title, ChartAxis axis, Func<LadderLaw, GrowthLaw> growth, Func<double, string> format) =>
        (Name, Title, Axis, Growth, Format) = (name, title, axis, growth, format);

    /// <summary>One word for file names.</summary>
    public string Name { get; }

    /// <summary>How titles call it.</summary>
    public string Title { get; }

    /// <summary>Its axis.</summary>
    public ChartAxis Axis { get; }

    /// <summary>How it grows in a law.</summary>
    public Func<LadderLaw, GrowthLaw> Growth { get; }

    /// <summary>A value of it for people.</summary>
    public Func<double, string> Format { get; }
}
