using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Timing;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Modules;
using CompileBench.Reporting.Documents.Advice;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>
/// Compiles a module under the advised setting, each time in a fresh process, and judges the first compile by the limits. CPU time is judged, which is what
/// models predict: on an idle machine it is the time by the clock, on a busy one it says what the compile itself takes.
/// </summary>
/// <param name="engine">The engine.</param>
/// <param name="limits">What the first compile may take.</param>
/// <param name="guard">When a compile is stopped.</param>
/// <param name="cancellation">Ends compiling.</param>
internal sealed class AdviceCheck(EngineBuild engine, CompileLimits limits, OperationLimits guard, CancellationToken cancellation)
{
    private const int MostProcesses = 3;

    // A compile that takes longer is not made again: its scatter is small against its distance from the deadline, or the verdict is open.
    private const double LongNanoseconds = 2e9;

    /// <summary>Compiles a module.</summary>
    public CheckedCompile Compile(AdvisedModule module, string settings)
    {
        using var slot = new WorkerSlot(engine.LibraryPath, null);
        var (samples, peaks) = (new List<CompileTimeSample>(), new List<double>());
        for (var launch = 1; launch <= MostProcesses && samples.Sum(s => s.NanosecondsPerOperation) < LongNanoseconds; launch++)
        {
            var outcome = slot.Run(new OperationRequest(MeasuredOperation.Compile, settings, module.Path, null), guard, cancellation, fresh: true);
            if (outcome is not Outcome.Completed || outcome.Samples.Count == 0)
            {
                return new CheckedCompile(module.Name, settings, null, null, null, null, $"{outcome.Kind.Describe().Name}: {outcome.Message}");
            }

            samples.Add(outcome.Samples[0] with { Launch = launch, Iteration = 0, Kind = SampleKind.Cold });
            peaks.AddRange(outcome.PeakAnonymous is { } peak ? [(double)peak.Lower] : []);
        }

        double[] wall = [.. samples.Select(s => s.NanosecondsPerOperation).Order()];
        var record = Record(module, settings, [.. samples.Select(s => s with { Nanoseconds = s.CpuNanoseconds ?? s.Nanoseconds })]);
        double? bytes = peaks.Count == 0 ? null : peaks.Order().ElementAt(peaks.Count / 2);
        return new CheckedCompile(module.Name, settings, TimeEstimate.From(record, SampleKind.Cold), Judge(record), bytes, limits.Bytes is { } most && bytes is { } used ? used <= most : null, null)
        {
            WallNanoseconds = wall[wall.Length / 2],
        };
    }

    private BudgetVerdict? Judge(CaseRecord record)
    {
        if (limits.Nanoseconds is not { } deadline)
        {
            return null;
        }

        var report = DeadlineReport.FromRecords([record], TimeSpan.FromMicroseconds(deadline / 1e3));
        return report.WithinCount > 0 ? BudgetVerdict.Within : report.Over.Count > 0 ? BudgetVerdict.Over : report.TooCloseToCall.Count > 0 ? BudgetVerdict.TooCloseToCall : BudgetVerdict.Unknown;
    }

    private CaseRecord Record(AdvisedModule module, string settings, IReadOnlyList<CompileTimeSample> samples) => new()
    {
        Operation = OperationNames.Compile,
        Module = module.Name,
        Settings = settings,
        Engine = engine.Label,
        ModuleDigest = ModuleDigest.Compute(module.Bytes).ToString(),
        EngineDigest = engine.Digest.ToString(),
        Outcome = OutcomeKind.Completed,
        Samples = samples,
        StartedAt = DateTimeOffset.UtcNow,
    };
}
