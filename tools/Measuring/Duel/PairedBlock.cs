using System.Text.Json.Serialization;
using CompileBench.Analysis.Comparison;
using CompileBench.Engines.Hosting;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// What one block measured of one case: pairs of warm samples, or one peak of memory for each engine. The raw material of a duel, one line of
/// <c>pairs.jsonl</c>.
/// </summary>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Launch">Which process, or pair of processes, from 1 over the whole duel; the cases of one block share it.</param>
/// <param name="StartedAt">When the case began, UTC.</param>
/// <param name="CandidateFirst">For each pair whether the candidate went first.</param>
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
    /// <summary>The schema that this version writes: one process has both engines, and blocks have rounds.</summary>
    public const int CurrentSchema = 2;

    // Peaks of two builds of one engine are known to within 0.1 to 0.3 MB alike.
    private const long MostUncertainty = 1 << 20;

    /// <summary>The version of this schema; 1 where the line states none.</summary>
    public int Schema { get; init; } = 1;

    /// <summary>The round, from 1; 0 in schema 1, which has none.</summary>
    public int Round { get; init; }

    /// <summary>Which engine the shared process loaded first; null where each engine had a process of its own.</summary>
    public bool? CandidateLoadedFirst { get; init; }

    /// <summary>Why times were measured in two processes; null where one process had both engines, and for peaks of memory.</summary>
    public string? Apart { get; init; }

    /// <summary>Whether the block has peaks of memory and no pairs.</summary>
    [JsonIgnore]
    internal bool IsMemory => CandidateFirst.Count == 0;

    /// <summary>Whether both engines completed everything that was asked.</summary>
    [JsonIgnore]
    internal bool IsWhole => IsMemory
        ? Baseline.Samples.Count > 0 && Candidate.Samples.Count > 0
        : Baseline.Warm.Count() == CandidateFirst.Count && Candidate.Warm.Count() == CandidateFirst.Count;

    /// <summary>Wall nanoseconds of one run, pair by pair.</summary>
    public IReadOnlyList<PairedValue> WallPairs() => Pairs(s => s.NanosecondsPerOperation);

    /// <summary>CPU nanoseconds of one run, pair by pair; null where they were not measured.</summary>
    public IReadOnlyList<PairedValue>? CpuPairs() =>
        Baseline.Warm.Concat(Candidate.Warm).Any(s => s.CpuNanoseconds is null or 0) ? null : Pairs(s => s.CpuNanosecondsPerOperation!.Value);

    /// <summary>
    /// Peak bytes of both: of anonymous memory where both have it, else of resident memory. Null where they were not measured, and where one of them is
    /// known so much less exactly that its lower end would compare with nothing: that of a library that loads another one while it compiles.
    /// </summary>
    public PairedValue? MemoryPair() => (Baseline, Candidate) switch
    {
        ({ PeakAnonymous: { } b }, { PeakAnonymous: { } c }) when Math.Abs(b.Upper - b.Lower - (c.Upper - c.Lower)) > MostUncertainty => null,
        ({ PeakAnonymous: { } b }, { PeakAnonymous: { } c }) => new PairedValue(Pages(b.Lower), Pages(c.Lower)),
        ({ PeakNativeBytes: { } b }, { PeakNativeBytes: { } c }) => new PairedValue(Pages(b), Pages(c)),
        _ => null,
    };

    /// <summary>Nanoseconds inside measured runs.</summary>
    public long MeasuredNanoseconds() => Baseline.Samples.Concat(Candidate.Samples).Sum(s => s.Nanoseconds);

    private PairedValue[] Pairs(Func<CompileTimeSample, double> value) => [.. Baseline.Warm.Zip(Candidate.Warm, (b, c) => new PairedValue(value(b), value(c)))];

    // A compile that fits into what is resident already adds nothing; memory is counted in pages, so less than one is not known.
    private static double Pages(long bytes) => Math.Max(bytes, Environment.SystemPageSize);
}

/// <summary>One engine's side of a block.</summary>
/// <param name="Samples">The raw samples; the i-th warm samples of both sides are a pair.</param>
/// <param name="PeakNativeBytes">Peak resident memory that the first compile of a fresh process added, in bytes; null where it was not measured.</param>
public sealed record BlockSide(IReadOnlyList<CompileTimeSample> Samples, long? PeakNativeBytes)
{
    /// <summary>Where the part of the peak that is anonymous memory lies; null where it was not measured.</summary>
    public PeakAnonymousMemory? PeakAnonymous { get; init; }

    /// <summary>The warm samples.</summary>
    internal IEnumerable<CompileTimeSample> Warm => Samples.Where(s => s.Kind == SampleKind.Warm);

    /// <summary>The same with the launch and the round that the samples belong to, and iterations that count each kind from 0.</summary>
    internal BlockSide Placed(int launch, int round)
    {
        var (warm, cold) = (0, 0);
        return this with { Samples = [.. Samples.Select(s => s with { Launch = launch, Round = round, Iteration = s.Kind == SampleKind.Warm ? warm++ : cold++ })] };
    }
}
