using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents.Tables;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Tiers;

/// <summary>What <c>tier</c> prints and draws.</summary>
/// <param name="Timeline">What was measured.</param>
public sealed record TierDocument(TierTimeline Timeline)
{
    /// <summary>The document as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(Timeline, TierContext.Default.TierTimeline);

    /// <summary>The document as lines and a table.</summary>
    public TextDocument ToText()
    {
        var text = new TextDocument();
        text.Add(Headline());
        var ways = Timeline.Alone.Prepend(Timeline.Tiered).ToList();
        var table = new TextTable([">calls", .. ways.Select(w => $">{w.Name}"), ">over the better one alone"]);
        foreach (var calls in ways.SelectMany(w => w.Totals.Select(t => t.Calls)).Distinct().Order())
        {
            table.AddRow([calls.ToString("N0", CultureInfo.InvariantCulture), .. ways.Select(w => DurationText.Format(w.TotalAfter(calls))), Overhead(calls) is { } ratio ? RatioText.Format(ratio) : NotAvailable.Text]);
        }

        text.Add(table);
        text.Add(Timeline.SameOutput ? "Every call returned the same in both tiers." : "Calls did not all return the same: either the module keeps count of something outside, or the tiers differ.");
        return text;
    }

    /// <summary>The chart of total time against the number of calls.</summary>
    public PlaneChart ToChart() => new()
    {
        Name = $"tiers-{FileNameText.FromText(Timeline.Module)}",
        Title = $"Total time of {PlainText.Cut(Timeline.Module, 40)} in two tiers and in either alone, Wasmtime {Timeline.Engine}",
        Subtitle = "Time since the start, compiling included. Each call has a new instance.",
        Caption = Headline(),
        X = new ChartAxis("Calls (log scale)", AxisQuantity.Count, IsLogarithmic: true),
        Y = new ChartAxis("Total time (log scale)", AxisQuantity.Time, IsLogarithmic: true),
        HasDirectLabels = false,
        Lines = Timeline.SwappedAt is { } at ? [new ReferenceLine(ReferenceKind.Horizontal, at, "second tier is there")] : [],
        Series =
        [
            .. Timeline.Alone.Prepend(Timeline.Tiered).Select(w => new ChartSeries(w.Name, [.. w.Totals.Select(t => new ChartPoint($"{t.Calls} calls", t.Calls, t.Nanoseconds))])
            {
                IsConnected = true,
                Detail = $"first call after {DurationText.Format(w.Totals[0].Nanoseconds)}",
            }),
        ],
    };

    private string Headline()
    {
        var first = $"{Timeline.Module}: first call after {DurationText.Format(Timeline.Tiered.Totals[0].Nanoseconds)}";
        var triggered = Timeline.TriggeredAt is { } trigger ? $", second tier triggered after {DurationText.Format(trigger)}" : ", second tier not due";
        var end = Timeline.SwappedAt is { } swap ? $" and there after {DurationText.Format(swap)} and {CountText.Format(Timeline.FirstTierCalls, "call")} in the first tier"
            : Timeline.Failure is { } failure ? $" and failed ({PlainText.Clean(failure)})"
            : Timeline.TriggeredAt is null ? "" : " and not there before the last call";
        return $"{first}{triggered}{end}.";
    }

    // The best that anybody could have done who had known the number of calls from the start.
    private double? Overhead(long calls) =>
        Timeline.Tiered.TotalAfter(calls) is { } tiered && Timeline.Alone.Select(w => w.TotalAfter(calls)).ToList() is var alone && alone.All(t => t is not null)
            ? tiered / alone.Min()
            : null;
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TierTimeline))]
internal sealed partial class TierContext : JsonSerializerContext;
