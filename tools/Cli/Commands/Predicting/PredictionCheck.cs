using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Reporting.Documents.Predictions;

namespace CompileBench.Cli.Commands.Predicting;

/// <summary>Compiles a module under each setting in guarded workers, to show beside a prediction what the compile really costs.</summary>
/// <param name="engine">The engine.</param>
/// <param name="timeout">The deadline of one compile; null for the usual one.</param>
/// <param name="cancellation">Ends compiling.</param>
internal sealed class PredictionCheck(EngineBuild engine, TimeSpan? timeout, CancellationToken cancellation)
{
    // The first compile of the process gives the peak; the median of the warm ones is what models predict.
    private const int Samples = 4;

    private readonly OperationLimits _limits = new(timeout ?? OperationLimits.DefaultDeadline, null);

    /// <summary>What each setting costs.</summary>
    public IReadOnlyList<MeasuredCost> Measure(byte[] module, IReadOnlyList<string> settings)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, module);
            return [.. settings.Select(s => Measure(path, s))];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private MeasuredCost Measure(string path, string settings)
    {
        using var slot = new WorkerSlot(engine.LibraryPath, null);
        var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, settings, path, null, Samples, Summarize: true), _limits, cancellation, fresh: true);
        List<double> warm = [.. outcome.Samples.Skip(1).Select(s => s.CpuNanosecondsPerOperation ?? s.NanosecondsPerOperation).Order()];
        return outcome is Outcome.Completed { Artifact: { } artifact } && warm.Count > 0
            ? new MeasuredCost(settings, null, warm[warm.Count / 2], outcome.PeakAnonymous?.Lower, artifact.CodeBytes)
            : new MeasuredCost(settings, $"{outcome.Kind}: {outcome.Message}", null, null, null);
    }
}
