using System.Text.Json.Serialization;

namespace CompileBench.Reporting.Charts;

/// <summary>
/// A chart as data: everything that is drawn, as numbers and words, and nothing about how. The same record gives the PNG, the SVG,
/// the numbers published beside them and the text for those who cannot see it.
/// </summary>
[JsonDerivedType(typeof(PlaneChart), "plane")]
[JsonDerivedType(typeof(RowChart), "rows")]
[JsonDerivedType(typeof(HeatMapChart), "heat-map")]
public abstract record Chart
{
    /// <summary>The stem of its file names, kebab-case.</summary>
    public required string Name { get; init; }

    /// <summary>What the chart shows, in a few words.</summary>
    public required string Title { get; init; }

    /// <summary>How to read it, in one sentence; null where the title says it all.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Engine, host, date and number of samples: where the figures come from.</summary>
    public required string Caption { get; init; }
}
