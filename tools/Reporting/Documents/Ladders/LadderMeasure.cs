using CompileBench.Analysis.Scaling;
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

    private LadderMeasure(string name, string title, ChartAxis axis, Func<LadderLaw, ScalingFit> fit, Func<double, string> format) =>
        (Name, Title, Axis, Fit, Format) = (name, title, axis, fit, format);

    /// <summary>One word for file names.</summary>
    public string Name { get; }

    /// <summary>How titles call it.</summary>
    public string Title { get; }

    /// <summary>Its axis.</summary>
    public ChartAxis Axis { get; }

    /// <summary>Its fit in a law.</summary>
    public Func<LadderLaw, ScalingFit> Fit { get; }

    /// <summary>A value of it for people.</summary>
    public Func<double, string> Format { get; }
}
