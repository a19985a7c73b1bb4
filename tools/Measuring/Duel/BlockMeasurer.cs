using System.Diagnostics;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Modules.Catalog;

namespace CompileBench.Measuring.Duel;

/// <summary>Measures the blocks a duel asks for, each with a fresh pair of processes.</summary>
internal sealed class BlockMeasurer(DuelSetup setup, DuelRecords records, double blockNanoseconds)
{
    // A block of short compiles is spread over so many pairs that each engine goes first several times, and each sample is long enough not to
    // be outweighed by asking for it.
    private const int PairsOfAShortBlock = 8;

    private readonly Dictionary<ComparedCase, TimeSpan> _expected = [];
    private readonly Dictionary<ComparedCase, double> _pairNanoseconds = [];
    private readonly HashSet<ComparedCase> _summarized = [];
    private int _launch = records.Blocks.Select(b => b.Launch).DefaultIfEmpty(0).Max();

    /// <summary>Nanoseconds spent inside measured compiles so far.</summary>
    public double MeasuredNanoseconds { get; private set; }

    /// <summary>How long the case's last block took; zero before the first.</summary>
    public TimeSpan Expected(ComparedCase what) => _expected.GetValueOrDefault(what);

    /// <summary>Measures one block and hands it on.</summary>
    /// <exception cref="OperationCanceledException">Asked to stop; the block is not kept.</exception>
    public void Measure(DuelState state, DuelRequest request, ModuleFetchResult.Available module, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var startedAt = DateTimeOffset.UtcNow;
        using var pair = new EnginePair(setup, module, request.Case.Settings, cancellation);
        var isWhole = pair.CompileCold(request.CandidateFirst[0], summarize: _summarized.Add(request.Case));
        if (request.Work == DuelWork.Time && isWhole)
        {
            // The first compile of a process is dearer than later ones: until those are known it errs on the side of fewer.
            var operations = OperationsFor(_pairNanoseconds.GetValueOrDefault(request.Case, pair.Block(0, startedAt, []).MeasuredNanoseconds()));
            isWhole = request.CandidateFirst.All(candidateFirst => pair.CompilePair(candidateFirst, operations));
        }

        var block = pair.Block(++_launch, startedAt, request.CandidateFirst);
        records.Add(module, block, pair.Artifacts, pair.Failure);
        MeasuredNanoseconds += block.MeasuredNanoseconds();
        _expected[request.Case] = Stopwatch.GetElapsedTime(began);
        if (!isWhole)
        {
            var (engine, outcome) = pair.Failure!.Value;
            state.Fail(request.Case, $"{engine}: {outcome.Kind}, {outcome.Message}", byCandidate: engine == setup.Candidate.Label);
            return;
        }

        if (request.Work == DuelWork.Time)
        {
            var wall = block.WallPairs();
            state.AddTimes(request.Case, block.Launch, wall, block.CpuPairs());
            _pairNanoseconds[request.Case] = wall.Average(p => p.Baseline + p.Candidate);
        }

        if (block.MemoryPair() is { } memory)
        {
            state.AddMemory(request.Case, block.Launch, [memory]);
        }
    }

    private int OperationsFor(double pairNanoseconds) =>
        (int)Math.Clamp(blockNanoseconds / PairsOfAShortBlock / Math.Max(1, pairNanoseconds), 1, 1000);
}
