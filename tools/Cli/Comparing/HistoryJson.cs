using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.History;

namespace CompileBench.Cli.Comparing;

/// <summary>What <c>history --json</c> prints. Runs are named by their labels, in order.</summary>
/// <param name="Runs">The labels.</param>
/// <param name="Method">How changes are found.</param>
/// <param name="Notes">What was wrong with the runs' files, and what changed on the way besides the engine.</param>
/// <param name="Cases">One a case and metric.</param>
internal sealed record HistoryJson(IReadOnlyList<string> Runs, string Method, IReadOnlyList<string> Notes, IReadOnlyList<HistoryJson.Row> Cases)
{
    /// <summary>The method in a sentence.</summary>
    internal const string MethodWords =
        "Change points: optimal partitioning (Jackson et al. 2005) under a bounded loss (Fearnhead and Rigaill 2019), each step confirmed by its bounds.";

    /// <summary>The document.</summary>
    public static string Of(RunHistory history, IReadOnlyList<string> notes) => JsonSerializer.Serialize(
        new HistoryJson(history.Runs, MethodWords, notes, [.. history.Cases.Select(c => new Row(
            c.Case.Phase, c.Case.Module, c.Case.Settings, c.Metric,
            [.. c.Points.Select(p => new Point(history.Runs[p.Run], p.Value))],
            [.. c.Levels.Select(l => new Level(history.Runs[l.FirstRun], history.Runs[l.LastRun], l.Centre, l.RunCount))],
            [.. c.Changes.Select(s => StepOf(history, s))],
            c.LatestStep is null ? null : StepOf(history, c.LatestStep)))]),
        HistoryJsonContext.Relaxed.HistoryJson);

    private static Step StepOf(RunHistory history, ChangePoint s) => new(history.Runs[s.FirstRun], s.Ratio, s.Bounds.Lower, s.Bounds.Upper, s.Verdict, s.HostChanged);

    /// <summary>One case by one metric.</summary>
    internal sealed record Row(
        string Phase, string Module, string Settings, ComparisonMetric Metric,
        IReadOnlyList<Point> Points, IReadOnlyList<Level> Levels, IReadOnlyList<Step> Changes, Step? Unconfirmed);

    /// <summary>Nanoseconds or bytes of one compile in one run.</summary>
    internal sealed record Point(string Run, double Value);

    /// <summary>A stretch of runs at one level.</summary>
    internal sealed record Level(string FirstRun, string LastRun, double Centre, int Runs);

    /// <summary>A step to a new level.</summary>
    internal sealed record Step(string FirstRun, double Ratio, double Lower, double Upper, ChangeVerdict Verdict, bool HostChanged);
}

/// <summary>Serializers made at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(HistoryJson))]
internal sealed partial class HistoryJsonContext : JsonSerializerContext
{
    /// <summary>The same with characters like plus signs written as themselves.</summary>
    public static HistoryJsonContext Relaxed { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
