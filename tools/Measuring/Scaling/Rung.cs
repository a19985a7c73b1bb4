using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>One size of one ladder while it is being measured.</summary>
/// <param name="size">The size.</param>
/// <param name="file">Its module.</param>
/// <param name="outcome">How its first compile, in a fresh process, ended.</param>
/// <param name="startedAt">When that began, UTC.</param>
internal sealed class Rung(int size, RungFile file, Outcome outcome, DateTimeOffset startedAt)
{
    /// <summary>The launch that explored; the passes count on from it.</summary>
    public const int ExploringLaunch = 1;

    private readonly List<CompileTimeSample> _warm = [];

    /// <summary>The size.</summary>
    public int Size => size;

    /// <summary>Its module.</summary>
    public RungFile File => file;

    /// <summary>How exploring it ended.</summary>
    public Outcome Outcome => outcome;

    /// <summary>What the first compile took; null where it did not end as compiled.</summary>
    public TimeSpan? ExploredTime => outcome is Outcome.Completed { Samples: [var cold, ..] } ? TimeSpan.FromMicroseconds(cold.NanosecondsPerOperation / 1e3) : null;

    /// <summary>Takes the samples of one pass.</summary>
    public void Add(int pass, IEnumerable<CompileTimeSample> samples) => _warm.AddRange(samples.Select(s => s with { Launch = ExploringLaunch + pass }));

    /// <summary>The finished record.</summary>
    public CaseRecord Record(string settings, EngineBuild engine) => new()
    {
        Operation = OperationNames.Compile,
        Module = file.Description.Name,
        Settings = settings,
        Engine = engine.Label,
        ModuleDigest = file.Description.Digest,
        EngineDigest = engine.Digest.ToString(),
        Outcome = outcome.Kind,
        Message = outcome.Message,
        Samples = [.. outcome.Samples, .. _warm],
        PeakNativeBytes = outcome.PeakNativeBytes,
        PeakAnonymousBytes = outcome.PeakAnonymous?.Lower,
        StartedAt = startedAt,
    };
}
