using System.Globalization;
using CompileBench.Analysis.Scaling;
using CompileBench.Analysis.Scaling.Growth;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>One ladder as its records have it.</summary>
/// <param name="Shape">The shape's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Engine">The engine's label.</param>
/// <param name="Rungs">Its sizes, smallest first, each with its newest record.</param>
internal sealed record MeasuredLadder(string Shape, string Settings, string Engine, IReadOnlyList<(int Size, CaseRecord Record)> Rungs)
{
    /// <summary>The last round that any of its sizes took part in; 0 for none.</summary>
    public int LastRound => Rungs.SelectMany(r => r.Record.Samples).Max(s => s.Round) ?? 0;

    /// <summary>The last launch of any of its sizes; 0 for none.</summary>
    public int LastLaunch => Rungs.SelectMany(r => r.Record.Samples).Select(s => s.Launch).DefaultIfEmpty(0).Max();

    /// <summary>The sizes that compiled, each with its shortest compile.</summary>
    public IReadOnlyList<TriedSize> Tried => [.. Rungs.Where(r => TimeOf(r.Record) > TimeSpan.Zero).Select(r => new TriedSize(r.Size, TimeOf(r.Record)))];

    /// <summary>The shortest compile of a record; zero where it did not compile.</summary>
    public static TimeSpan TimeOf(CaseRecord record) =>
        record.Outcome == OutcomeKind.Completed && record.Samples.Count > 0 ? TimeSpan.FromMicroseconds(record.Samples.Min(s => s.NanosecondsPerOperation) / 1e3) : TimeSpan.Zero;

    /// <summary>All ladders of a run with their laws of time; the ladders of each engine are judged together.</summary>
    /// <param name="records">All records of the run.</param>
    public static IReadOnlyList<(MeasuredLadder Ladder, GrowthLaw Law)> Judge(IEnumerable<CaseRecord> records) =>
    [
        .. records.GroupBy(r => r.Case).Select(g => Split(g.Last())).OfType<(string Shape, int Size, CaseRecord Record)>()
            .GroupBy(r => (r.Shape, r.Record.Settings, r.Record.Engine))
            .Select(g => new MeasuredLadder(g.Key.Shape, g.Key.Settings, g.Key.Engine, [.. g.Select(r => (r.Size, r.Record)).OrderBy(r => r.Size)]))
            .GroupBy(l => l.Engine)
            .SelectMany(engine => engine.Zip(GrowthStudy.FromLadders([.. engine.Select(l => l.ByTime())]))),
    ];

    private GrowthLadder ByTime() => new(Shape, Settings, ScalingSeries.TimePoints(Rungs.Select(r => ((double)r.Size, r.Record))));

    private static (string Shape, int Size, CaseRecord Record)? Split(CaseRecord record) =>
        GeneratedName.TrySplit(record.Module, out var name) && int.TryParse(name.Number, CultureInfo.InvariantCulture, out var size) ? (name.Generator, size, record) : null;
}
