using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>One size of one ladder while it is being measured.</summary>
/// <param name="size">The size.</param>
/// <param name="file">Its module.</param>
/// <param name="exploration">Its first compiles.</param>
internal sealed class Rung(int size, RungFile file, Exploration exploration)
{
    /// <summary>The launch that explored; those of the rounds follow it.</summary>
    public const int ExploringLaunch = 1;

    private readonly List<CompileTimeSample> _warm = [];
    private Outcome? _cold = exploration.IsFresh ? exploration.First : null;

    /// <summary>The size.</summary>
    public int Size => size;

    /// <summary>Its module.</summary>
    public RungFile File => file;

    /// <summary>How its compile in a fresh process ended; where there was none, how its first one did.</summary>
    public Outcome Outcome => _cold ?? exploration.First;

    /// <summary>Whether it was compiled in a fresh process.</summary>
    public bool HasCold => _cold is not null;

    /// <summary>What a compile takes, for deciding how far the ladder grows; null where it did not compile.</summary>
    public TimeSpan? ExploredTime => Outcome is Outcome.Completed ? exploration.Time : null;

    /// <summary>Takes the compile in a fresh process.</summary>
    public void AddCold(Outcome cold) => _cold = cold;

    /// <summary>Takes the sample of one round.</summary>
    public void Add(int round, CompileTimeSample sample) =>
        _warm.Add(sample with { Round = round, Iteration = _warm.Count(s => s.Launch == sample.Launch) });

    /// <summary>The finished record.</summary>
    public CaseRecord Record(string settings, EngineBuild engine) =>
        file.Record(settings, engine, Outcome, [.. _cold?.Samples ?? [], .. _warm], exploration.StartedAt) with
        {
            PeakNativeBytes = _cold?.PeakNativeBytes,
            PeakAnonymousBytes = _cold?.PeakAnonymous?.Lower,
        };
}
