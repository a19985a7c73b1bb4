using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two engines by the instructions of one compile of each case. Counts repeat to some thousandths of a per cent whatever else the machine does,
/// so one a side is enough and cases are counted side by side.
/// </summary>
internal sealed class InstructionDuel(DuelSetup setup, IReadOnlyList<ComparedCase> cases, ComparisonOptions options, string countsFile)
{
    /// <summary>The file of counts in a run's directory: one line a case.</summary>
    public const string CountsFile = "instructions.jsonl";

    private readonly ConcurrentDictionary<ComparedCase, CountedPair> _counted = new();
    private readonly CountingConditions _conditions = InstructionCounter.Conditions;

    /// <summary>Why nothing can be counted on this machine; null where it can.</summary>
    public static string? MissingHere => InstructionCounter.MissingHere;

    /// <summary>Every case's comparison, in the order of the cases.</summary>
    public IReadOnlyList<CompileTimeComparison> Comparisons => [.. cases.Select(Judge)];

    /// <summary>Geometric means a setting and over all.</summary>
    public IReadOnlyList<ComparisonSummary> Summaries => ComparisonSummary.ForSettings(Comparisons, options);

    /// <summary>Counts until all is done, the time is up, or it is asked to stop.</summary>
    public DuelEnd Run(TimeSpan limit, Action<int> tell, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var gate = new Lock();
        TakeEarlier();
        using var counts = JsonLines.OpenToAppend(countsFile);
        try
        {
            Parallel.ForEach(
                Partitioner.Create(cases.Where(c => !_counted.ContainsKey(c)).ToList(), EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 4), CancellationToken = cancellation },
                what =>
                {
                    TimeSpan Left() => limit - Stopwatch.GetElapsedTime(began);
                    if (Left() <= TimeSpan.Zero)
                    {
                        return;
                    }

                    var baseline = Count(setup.Baseline, what, Left(), cancellation);
                    var candidate = Left() is var left && left > TimeSpan.Zero ? Count(setup.Candidate, what, left, cancellation) : null;
                    if (candidate is null || ((baseline.Instructions is null || candidate.Instructions is null) && Left() <= TimeSpan.Zero))
                    {
                        // Cut short by the time limit, which says nothing of the engines.
                        return;
                    }

                    var pair = new CountedPair(what.Module, what.Settings, baseline, candidate) { Conditions = _conditions };
                    lock (gate)
                    {
                        _counted[what] = pair;
                        counts.Write([.. JsonSerializer.SerializeToUtf8Bytes(pair, CountsContext.Default.CountedPair), (byte)'\n']);
                        tell(cases.Count - _counted.Count);
                    }
                });
            return _counted.Count == cases.Count ? DuelEnd.Settled : DuelEnd.TimeUp;
        }
        catch (OperationCanceledException)
        {
            return DuelEnd.Interrupted;
        }
        catch (AggregateException e)
        {
            var fault = ParallelFault.FirstOf(e);
            if (fault is OperationCanceledException)
            {
                return DuelEnd.Interrupted;
            }

            ExceptionDispatchInfo.Throw(fault);
            throw;
        }
    }

    // Cases that an earlier session counted on both sides on this CPU model; a failure is tried again.
    private void TakeEarlier()
    {
        foreach (var pair in JsonLines.Read(countsFile, CountsContext.Default.CountedPair)
            .Where(p => p.Baseline.Instructions is not null && p.Candidate.Instructions is not null && p.Conditions?.IsComparableTo(_conditions) != false))
        {
            if (cases.FirstOrDefault(c => c.Module == pair.Module && c.Settings == pair.Settings) is { } what)
            {
                _counted[what] = pair;
            }
        }
    }

    private CountedSide Count(EngineBuild engine, ComparedCase what, TimeSpan left, CancellationToken cancellation)
    {
        var module = setup.Modules.First(m => m.Entry.Name.Text == what.Module);
        var settings = setup.Settings.First(s => s.Name == what.Settings);
        var count = InstructionCounter.Count(engine, settings, File.ReadAllBytes(module.Path), Within(left), cancellation);
        return new CountedSide(engine.Label, count.Instructions, count.Message);
    }

    private static OperationLimits Within(TimeSpan left) =>
        left < InstructionCounter.DefaultLimits.Deadline ? InstructionCounter.DefaultLimits with { Deadline = left } : InstructionCounter.DefaultLimits;

    private CompileTimeComparison Judge(ComparedCase what)
    {
        if (!_counted.TryGetValue(what, out var pair))
        {
            return CompileTimeComparison.Without(what, ComparisonMetric.Instructions, OpenReason.TooFewValues, options, "the time was up before it was counted");
        }

        return (pair.Baseline.Instructions, pair.Candidate.Instructions) is ({ } baseline, { } candidate)
            ? CountComparison.FromCounts(what, [baseline], [candidate], options.MisrateOfEach(cases.Count), options)
            : CompileTimeComparison.Without(what, ComparisonMetric.Instructions, OpenReason.Failed, options, FailureOf(pair)) with { CandidateFailed = pair.Baseline.Instructions is not null };
    }

    private static string FailureOf(CountedPair pair) =>
        string.Join("; ", new[] { pair.Baseline, pair.Candidate }.Where(s => s.Message is not null).Select(s => $"{s.Engine}: {s.Message}"));
}

/// <summary>Instructions of one case on both engines.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Baseline">The baseline's count.</param>
/// <param name="Candidate">The candidate's count.</param>
internal sealed record CountedPair(string Module, string Settings, CountedSide Baseline, CountedSide Candidate)
{
    /// <summary>The version of this schema.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>What both counts depend on beside the engines; null in files of older versions.</summary>
    public CountingConditions? Conditions { get; init; }
}

/// <summary>One engine's count.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Instructions">Instructions of one compile; null where they were not counted.</param>
/// <param name="Message">Why not; else null.</param>
internal sealed record CountedSide(string Engine, long? Instructions, string? Message);

/// <summary>How counts are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CountedPair))]
internal sealed partial class CountsContext : JsonSerializerContext;
