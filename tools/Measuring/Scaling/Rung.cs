using CompileBench.Analysis.Memory;
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

    /// <summary>The size.</summary>
    public int Size => size;

    /// <summary>Its module.</summary>
    public RungFile File => file;

    /// <summary>How its first compile, in a fresh process, ended.</summary>
    public Outcome Outcome => exploration.Cold;

    /// <summary>What a compile takes, for deciding how far the ladder grows; null where the first one did not end as compiled.</summary>
    public TimeSpan? ExploredTime => exploration.Time;

    /// <summary>Takes the sample of one round.</summary>
    public void Add(int round, CompileTimeSample sample) =>
        _warm.Add(sample with { Round = round, Iteration = _warm.Count(s => s.Launch == sample.Launch) });

    /// <summary>The finished record.</summary>
    public CaseRecord Record(string settings, EngineBuild engine) => new()
    {
        Operation = OperationNames.Compile,
        Module = file.Description.Name,
        Settings = settings,
        Engine = engine.Label,
        ModuleDigest = file.Description.Digest,
        EngineDigest = engine.Digest.ToString(),
        Outcome = Outcome.Kind,
        Message = Outcome.Message,
        Samples = [.. Outcome.Samples, .. _warm],
        PeakNativeBytes = PeakMemory.MedianOverLaunches(exploration.Peaks.Select(p => p.Native)),
        PeakAnonymousBytes = PeakMemory.MedianOverLaunches(exploration.Peaks.Select(p => p.Anonymous)),
        StartedAt = exploration.StartedAt,
    };
}
