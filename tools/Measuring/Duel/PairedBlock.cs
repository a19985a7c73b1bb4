using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>One block: what two fresh processes, one an engine, measured of one case in turn. The raw material of a duel.</summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Launch">Which pair of processes, from 1 over the whole duel.</param>
/// <param name="StartedAt">When the block began, UTC.</param>
/// <param name="CandidateFirst">For each pair whether the candidate went first. The cold compiles went in the first pair's order.</param>
/// <param name="Baseline">The baseline's side.</param>
/// <param name="Candidate">The candidate's side.</param>
public sealed record PairedBlock(
    string Module,
    string Settings,
    int Launch,
    DateTimeOffset StartedAt,
    IReadOnlyList<bool> CandidateFirst,
    BlockSide Baseline,
    BlockSide Candidate)
{
    /// <summary>The version of this schema.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>Whether both engines compiled all that the block asked for; only the cold compiles where it asked for memory alone.</summary>
    [JsonIgnore]
    internal bool IsWhole => Baseline.Samples.Count > 0 && Candidate.Samples.Count > 0
        && Baseline.Warm.Count() == Candidate.Warm.Count() && (Baseline.Warm.Count() == CandidateFirst.Count || !Baseline.Warm.Any());

    /// <summary>Wall nanoseconds of one compile, pair by pair.</summary>
    public IReadOnlyList<PairedValue> WallPairs() => Pairs(s => s.NanosecondsPerOperation);

    /// <summary>CPU nanoseconds of one compile, pair by pair; null where they were not measured.</summary>
    public IReadOnlyList<PairedValue>? CpuPairs() =>
        Baseline.Warm.Concat(Candidate.Warm).Any(s => s.CpuNanoseconds is null or 0) ? null : Pairs(s => s.CpuNanosecondsPerOperation!.Value);

    /// <summary>Peak native bytes of both; null where they were not measured.</summary>
    public PairedValue? MemoryPair() => Baseline.PeakNativeBytes is { } b && Candidate.PeakNativeBytes is { } c ? new PairedValue(Pages(b), Pages(c)) : null;

    /// <summary>Nanoseconds inside measured compiles.</summary>
    public long MeasuredNanoseconds() => Baseline.Samples.Concat(Candidate.Samples).Sum(s => s.Nanoseconds);

    private PairedValue[] Pairs(Func<CompileTimeSample, double> value) => [.. Baseline.Warm.Zip(Candidate.Warm, (b, c) => new PairedValue(value(b), value(c)))];

    // A compile that fits into what is resident already adds nothing; memory is counted in pages, so less than one is not known.
    private static double Pages(long bytes) => Math.Max(bytes, Environment.SystemPageSize);
}

/// <summary>One engine's side of a block.</summary>
/// <param name="Samples">The first compile of the process, cold, and the warm ones; the i-th warm samples of both sides are a pair.</param>
/// <param name="PeakNativeBytes">Peak resident memory that the first compile added, in bytes; null where it was not measured.</param>
public sealed record BlockSide(IReadOnlyList<CompileTimeSample> Samples, long? PeakNativeBytes)
{
    /// <summary>The warm samples.</summary>
    internal IEnumerable<CompileTimeSample> Warm => Samples.Where(s => s.Kind == SampleKind.Warm);
}
