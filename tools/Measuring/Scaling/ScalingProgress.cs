using System.Globalization;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>What a person sees while it runs: plain lines, one for each finished ladder.</summary>
internal sealed class ScalingProgress(TextWriter output, ScalingRequest request, LadderExtents extents)
{
    private int _shapes;
    private int _records;

    /// <summary>Says what is about to be done.</summary>
    public void Begin(string directory, int shapes)
    {
        _shapes = shapes;
        output.WriteLine($"run {directory}");
        output.WriteLine(extents.All.Count == 0
            ? $"growing {shapes * request.Settings.Count * request.Engines.Count} ladders, at most {Words(request.TimeLimit)}"
            : $"{extents.All.Count} ladders are finished; {shapes} shapes are missing some, at most {Words(request.TimeLimit)}");
    }

    /// <summary>A shape is finished: its laws, from the records as they were written.</summary>
    public void Finished(
        LadderShape shape, IReadOnlyList<Ladder> ladders, IReadOnlyList<(Ladder Ladder, IReadOnlyList<(double Size, CaseRecord Record)> Records)> known, int finished, TimeSpan left)
    {
        _records += ladders.Sum(l => l.Rungs.Count);
        foreach (var (ladder, records) in known)
        {
            output.WriteLine($"  {shape.Name} {ladder.Settings.Name}{(request.Engines.Count > 1 ? " " + ladder.Engine.Label : "")}: {Law(ladder, records)}");
        }

        var rest = finished < _shapes && left > TimeSpan.Zero ? $", at most {Words(left)} of measuring left" : "";
        output.WriteLine($"[{finished}/{_shapes}] {shape.Name}{rest}");
    }

    /// <summary>An open law's shape was measured once more.</summary>
    /// <param name="open">How many laws were open when the round began.</param>
    /// <param name="shape">The shape.</param>
    /// <param name="left">The time left.</param>
    public void Settling(int open, string shape, TimeSpan left) =>
        output.WriteLine($"[{open} law{(open == 1 ? "" : "s")} open] one more round of {shape}{(left > TimeSpan.Zero ? $", at most {Words(left)} left" : "")}");

    /// <summary>A ladder of a superlinear shape was grown on.</summary>
    /// <param name="ladder">The ladder.</param>
    /// <param name="extent">How far it was grown, and why no further.</param>
    public void Crossed(MeasuredLadder ladder, LadderExtent extent) =>
        output.WriteLine($"  {ladder.Shape} {ladder.Settings}{(request.Engines.Count > 1 ? " " + ladder.Engine : "")}: grown to {extent.LargestTried}{Ending(extent.End)}");

    /// <summary>The run was stopped.</summary>
    /// <param name="hint">How to go on.</param>
    public void Interrupted(string hint) => output.WriteLine($"interrupted: {_records} records were written in this session; {hint}");

    private static string Law(Ladder ladder, IReadOnlyList<(double Size, CaseRecord Record)> records)
    {
        // By this ladder alone: the verdict comes when all ladders are known and judged together.
        var points = ScalingSeries.TimePoints(records);
        var law = GrowthStudy.FromLadders([new GrowthLadder("", ladder.Settings.Name, points)])[0];
        var top = points.LastOrDefault(p => p.Value is not null);
        if (top is null)
        {
            return $"{records[^1].Record.Outcome}: {records[^1].Record.Message}";
        }

        var exponent = law.Local is { } k
            ? string.Create(CultureInfo.InvariantCulture, $"exponent at the top {k.Value:0.00} ({k.Bounds.Lower:0.00} to {k.Bounds.Upper:0.00})")
            : "too few sizes for a law";
        return string.Create(CultureInfo.InvariantCulture, $"{exponent}, {top.Value / 1e6:0.#} ms at {top.Size:0}{Ending(ladder.End)}");
    }

    private static string Ending(LadderEnd? end) => end switch
    {
        LadderEnd.Budget => ", past the budget",
        LadderEnd.MemoryLimit => ", then past the memory limit",
        LadderEnd.TimeShare => ", not grown further for want of time",
        LadderEnd.Crashed => ", then the compiler crashed",
        LadderEnd.Refused => ", then refused",
        _ => ", the shape's largest size",
    };

    private static string Words(TimeSpan time) => time.TotalSeconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min");
}
