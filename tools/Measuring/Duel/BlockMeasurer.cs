using System.Diagnostics;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel.Blocks;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Measures the blocks of a duel and hands their values on. A block that an earlier session finished is taken from its records. Times come from one
/// process that has both engines; a case whose engines fail there is measured in two processes, which also tells which engine failed.
/// </summary>
internal sealed class BlockMeasurer(DuelSetup setup, DuelRecords records, BlockDuel duel, IReadOnlyDictionary<string, ModuleFetchResult.Available> modules)
{
    // With more pairs the scatter between processes outweighs that within one.
    private const int MostPairs = 100;

    private readonly HashSet<(ComparedCase Case, bool Memory)> _summarized = [];
    private readonly Dictionary<(ComparedCase Case, bool Memory), TimeSpan> _expected = [];
    private readonly ApartCases _apart = new(setup, records.Blocks);
    private int _launch = records.Blocks.Select(b => b.Launch).DefaultIfEmpty(0).Max();

    /// <summary>Nanoseconds spent inside measured runs so far.</summary>
    public double MeasuredNanoseconds { get; private set; }

    /// <summary>What the report says of cases whose engines could not share a process.</summary>
    public IReadOnlyList<string> Notes => _apart.Notes;

    /// <summary>Measures a block of times.</summary>
    /// <param name="request">The block.</param>
    /// <param name="mayMeasure">Told each case and how long it took last time, zero at first; false ends the block before that case.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <returns>Whether every case was measured.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; the case in progress is not kept.</exception>
    public bool MeasureTimes(BlockRequest request, Func<ComparedCase, TimeSpan, bool> mayMeasure, CancellationToken cancellation)
    {
        SharedEngines? shared = null;
        try
        {
            var launch = 0;
            foreach (var turn in request.Cases)
            {
                if (records.FindBlock(request.Round, turn.Case, memory: false) is { } earlier)
                {
                    TakeTimes(turn.Case, earlier);
                    continue;
                }

                if (!mayMeasure(turn.Case, _expected.GetValueOrDefault((turn.Case, false))))
                {
                    return false;
                }

                var began = Stopwatch.GetTimestamp();
                if (_apart.ReasonFor(turn.Case) is not null)
                {
                    MeasureApart(request, turn, cancellation);
                }
                else
                {
                    if (shared is not { IsAlive: true })
                    {
                        shared?.Dispose();
                        shared = new SharedEngines(setup, request.CandidateLoadedFirst);
                        launch = ++_launch;
                    }

                    MeasureShared(shared, request, turn, launch, cancellation);
                }

                _expected[(turn.Case, false)] = Stopwatch.GetElapsedTime(began);
            }

            return true;
        }
        finally
        {
            shared?.Dispose();
        }
    }

    /// <summary>Measures one peak of memory of a case with each engine, in fresh processes.</summary>
    /// <returns>False where there was no time for it.</returns>
    /// <exception cref="OperationCanceledException">Asked to stop; the peaks are not kept.</exception>
    public bool MeasureMemory(int round, ComparedCase what, Func<ComparedCase, TimeSpan, bool> mayMeasure, CancellationToken cancellation)
    {
        if (records.FindBlock(round, what, memory: true) is { } earlier)
        {
            TakeMemory(what, earlier);
            return true;
        }

        if (!mayMeasure(what, _expected.GetValueOrDefault((what, true))))
        {
            return false;
        }

        var (began, startedAt, module) = (Stopwatch.GetTimestamp(), DateTimeOffset.UtcNow, modules[what.Module]);
        using var pair = new EnginePair(setup, module, what.Settings, cancellation);
        var isWhole = pair.RunCold(candidateFirst: round % 2 == 0, summarize: _summarized.Add((what, true)));
        var block = Block(round, what, ++_launch, startedAt, [], pair.Baseline, pair.Candidate);
        records.Add(module, block, pair.Artifacts, pair.Failure);
        _expected[(what, true)] = Stopwatch.GetElapsedTime(began);
        if (isWhole)
        {
            TakeMemory(what, block);
        }
        else
        {
            Fail(what, pair);
        }

        return true;
    }

    private void MeasureShared(SharedEngines shared, BlockRequest request, BlockTurn turn, int launch, CancellationToken cancellation)
    {
        var (startedAt, module, series) = (DateTimeOffset.UtcNow, modules[turn.Case.Module], SeriesFor(request, turn));
        var outcome = shared.Measure(module, turn.Case.Settings, series, summarize: !_summarized.Contains((turn.Case, false)), cancellation);
        if (outcome is not Outcome.Completed completed)
        {
            // Only a process of its own tells which engine failed, and whether it fails alone.
            var cannotLoad = shared is { IsFresh: true, IsAlive: false };
            if (MeasureApart(request, turn, cancellation, outcome.Message ?? outcome.Kind.ToString()))
            {
                _apart.Add(turn.Case, outcome.Message ?? outcome.Kind.ToString(), ofAll: cannotLoad);
            }

            return;
        }

        _summarized.Add((turn.Case, false));
        var block = Block(
            request.Round, turn.Case, launch, startedAt, [.. series.CandidateFirst.Take(completed.Samples.Count)],
            new BlockSide(completed.Samples, null), new BlockSide(completed.CandidateSamples, null)) with { CandidateLoadedFirst = request.CandidateLoadedFirst };
        records.Add(module, block, Artifacts(completed), null);
        TakeTimes(turn.Case, block);
    }

    private bool MeasureApart(BlockRequest request, BlockTurn turn, CancellationToken cancellation, string? reason = null)
    {
        var (startedAt, module, series) = (DateTimeOffset.UtcNow, modules[turn.Case.Module], SeriesFor(request, turn));
        using var pair = new EnginePair(setup, module, turn.Case.Settings, cancellation);
        var pairs = pair.RunCold(series.CandidateFirst[0], summarize: _summarized.Add((turn.Case, false))) ? pair.RunPairs(series) : null;
        var block = Block(request.Round, turn.Case, ++_launch, startedAt, [.. series.CandidateFirst.Take(pairs ?? 1)], pair.Baseline, pair.Candidate) with
        {
            Apart = reason ?? _apart.ReasonFor(turn.Case),
        };
        records.Add(module, block, pair.Artifacts, pair.Failure);
        if (pairs is null)
        {
            Fail(turn.Case, pair);
            return false;
        }

        TakeTimes(turn.Case, block);
        return true;
    }

    private void TakeTimes(ComparedCase what, PairedBlock block)
    {
        MeasuredNanoseconds += block.MeasuredNanoseconds();
        duel.Add(BlockValue.FromPairs(block.Round, what, ComparisonMetric.Wall, block.WallPairs()));
        if (block.CpuPairs() is { } cpu)
        {
            duel.Add(BlockValue.FromPairs(block.Round, what, ComparisonMetric.Cpu, cpu));
        }
    }

    private void TakeMemory(ComparedCase what, PairedBlock block)
    {
        MeasuredNanoseconds += block.MeasuredNanoseconds();
        if (block.MemoryPair() is { } memory)
        {
            duel.Add(BlockValue.FromPairs(block.Round, what, ComparisonMetric.Memory, [memory]));
        }
    }

    private void Fail(ComparedCase what, EnginePair pair)
    {
        var (engine, outcome) = pair.Failure!.Value;
        duel.Fail(what, $"{engine}: {outcome.Kind}, {outcome.Message}", byCandidate: engine == setup.Candidate.Label);
    }

    private Dictionary<string, ArtifactSummary> Artifacts(Outcome.Completed completed)
    {
        var artifacts = new Dictionary<string, ArtifactSummary>();
        if (completed is { Artifact: { } baseline, CandidateArtifact: { } candidate })
        {
            (artifacts[setup.Baseline.Label], artifacts[setup.Candidate.Label]) = (baseline, candidate);
        }

        return artifacts;
    }

    private static PairSeries SeriesFor(BlockRequest request, BlockTurn turn)
    {
        var order = new PairOrder(turn.PairSeed);
        return new PairSeries([.. Enumerable.Range(0, MostPairs).Select(_ => order.NextCandidateFirst())], request.CaseNanoseconds);
    }

    private static PairedBlock Block(
        int round, ComparedCase what, int launch, DateTimeOffset startedAt, IReadOnlyList<bool> order, BlockSide baseline, BlockSide candidate) =>
        new(what.Module, what.Settings, launch, startedAt, order, baseline.Placed(launch, round), candidate.Placed(launch, round))
        {
            Schema = PairedBlock.CurrentSchema,
            Round = round,
        };
}
