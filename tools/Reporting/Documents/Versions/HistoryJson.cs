using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;

namespace CompileBench.Reporting.Documents.Versions;

/// <summary>The JSON document that <c>history --json</c> prints. Runs are named by their labels, in order.</summary>
/// <param name="Runs">The labels.</param>
/// <param name="Method">How changes are found.</param>
/// <param name="Notes">Problems of the runs' files, and changes other than the engine.</param>
/// <param name="Cases">One row per case and metric.</param>
public sealed record HistoryJson(IReadOnlyList<string> Runs, string Method, IReadOnlyList<string> Notes, IReadOnlyList<HistoryJson.Row> Cases)
{
    /// <summary>The method in a sentence.</summary>
    internal const string MethodWords =
        "Change points: optimal partitioning (Jackson et al. 2005) under a bounded loss (Fearnhead and Rigaill 2019), each step confirmed by its bounds.";

    /// <summary>Writes a history as JSON.</summary>
    public static string ToJson(RunHistory history, IReadOnlyList<string> notes) => JsonSerializer.Serialize(
        new HistoryJson(history.Runs, MethodWords, notes, [.. history.Cases.Select(c => new Row(
            c.Case.Operation, c.Case.Operation, c.Case.Module, c.Case.Settings, c.Metric,
            [.. c.Points.Select(p => new Point(history.Runs[p.Run], p.Value))],
            [.. c.Levels.Select(l => new Level(history.Runs[l.FirstRun], history.Runs[l.LastRun], l.Centre, l.RunCount))],
            [.. c.Changes.Select(s => StepOf(history, s))],
            c.LatestStep is null ? null : StepOf(history, c.LatestStep)))]),
        HistoryJsonContext.Relaxed.HistoryJson);

    private static Step StepOf(RunHistory history, ChangePoint s) => new(history.Runs[s.FirstRun], s.Ratio, s.Bounds.Lower, s.Bounds.Upper, s.Verdict, s.HostChanged);

    /// <summary>One case by one metric. <c>Phase</c> is the former name of <c>Operation</c>, written for one version.</summary>
    public sealed record Row(
        string Operation, string Phase, string Module, string Settings, ComparisonMetric Metric,
        IReadOnlyList<Point> Points, IReadOnlyList<Level> Levels, IReadOnlyList<Step> Changes, Step? Unconfirmed);

    /// <summary>Nanoseconds or bytes of one compile in one run.</summary>
    public sealed record Point(string Run, double Value);

    /// <summary>Consecutive runs at one level.</summary>
    public sealed record Level(string FirstRun, string LastRun, double Centre, int Runs);

    /// <summary>A step to a new level.</summary>
    public sealed record Step(string FirstRun, double Ratio, double Lower, double Upper, ChangeVerdict Verdict, bool HostChanged);
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HistoryJson))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext
{
    /// <summary>The same, without escapes for characters such as plus signs.</summary>
    public static HistoryJsonContext Relaxed { get; } = new(DocumentJson.CreateOptions());
}
