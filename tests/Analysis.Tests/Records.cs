using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Tests;

/// <summary>Makes records for tests: each inner array is one launch's warm nanoseconds.</summary>
internal static class Records
{
    internal static CaseRecord Compiled(string module, string settings, params double[][] launches) => Create(module, settings) with
    {
        Samples = launches.SelectMany((values, l) => values.Select((v, i) => Warm(l + 1, i, v))).ToArray(),
    };

    internal static CaseRecord Create(string module, string settings, string engine = "50.0.1", string phase = OperationNames.Compile) => new()
    {
        Operation = phase,
        Module = module,
        Settings = settings,
        Engine = engine,
        ModuleDigest = "sha256:00",
        EngineDigest = "sha256:00",
        Outcome = OutcomeKind.Completed,
        StartedAt = DateTimeOffset.UnixEpoch,
    };

    internal static CompileTimeSample Warm(int launch, int iteration, double nanoseconds) =>
        new(launch, iteration, SampleKind.Warm, 1, (long)nanoseconds, null);

    internal static CompileTimeSample Cold(int launch, double nanoseconds) => new(launch, 0, SampleKind.Cold, 1, (long)nanoseconds, null);
}
