using System.Diagnostics;
using CompileBench.Analysis.Prediction;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Modules;
using CompileBench.Modules.Wasm.Components;
using static System.FormattableString;

namespace CompileBench.Embedding;

/// <summary>Compiles one module under the settings of a chain until one of them is within what is left of the limits.</summary>
/// <param name="workers">The worker processes.</param>
/// <param name="options">The engine that the artifact is for, and what looks at a compile before it is stopped.</param>
/// <param name="limits">The limits.</param>
/// <param name="predictions">What compiling is predicted to cost, by setting; settings may be missing. They are awaited before the first setting is tried.</param>
internal sealed class ChainRun(SpareWorkers workers, BudgetedCompilerOptions options, CompileLimits limits, Task<IReadOnlyDictionary<string, SettingPrediction>> predictions)
{
    // A host fault is nobody's: the attempt is made once more.
    private const int MostTries = 2;

    // Less CPU time than this compiles nothing.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private readonly List<CompileAttempt> _attempts = [];
    private TimeSpan _left = limits.CpuTime;

    /// <summary>The request to compile the module of a folder into a new artifact beside it.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="configuration">The engine that the artifact is for.</param>
    /// <param name="guard">The limits.</param>
    /// <param name="isLowPriority">Whether the worker lowers its priority.</param>
    public static OperationRequest Request(CompileFolder folder, string settings, EngineConfiguration configuration, OperationLimits guard, bool isLowPriority)
    {
        // The system enforces these where it can, in case that this process is suspended; the watch enforces the limits themselves everywhere.
        var isEnforced = OperatingSystem.IsLinux();
        var artifact = new ArtifactRequest(
            folder.NextArtifact(), configuration.Switches, isEnforced ? guard.CeilingBytes : null, isEnforced ? guard.CpuTime?.TotalSeconds : null, isLowPriority);
        return new OperationRequest(MeasuredOperation.Compile, settings, folder.ModulePath, folder.Digest, Artifact: artifact);
    }

    /// <summary>Compiles the module.</summary>
    public BudgetedCompilation Compile(ReadOnlySpan<byte> module, CancellationToken cancellation)
    {
        var digest = ModuleDigest.Compute(module).ToString();
        byte[]? artifact = null;
        CompileFolder? folder = null;
        try
        {
            folder = new CompileFolder(module, digest);
            artifact = TryChain(folder, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The module's file cannot be written: the disk is full, or the folder for temporary files is missing.
            _attempts.Add(Attempt(limits.Chain[0], AttemptOutcome.HostFault, _left, TimeSpan.Zero, e.Message));
        }
        finally
        {
            if (folder is not null)
            {
                workers.RunInBackground(folder.Dispose);
            }
        }

        var report = new CompileReport(digest, module.Length, limits, _attempts);
        return artifact is not null
            ? new BudgetedCompilation.Compiled(new CompiledArtifact(artifact, _attempts[^1].Settings) { IsComponent = CoreModules.IsComponent(module) }, report)
            : Refuse(report);
    }

    private byte[]? TryChain(CompileFolder folder, CancellationToken cancellation)
    {
        for (var i = 0; i < limits.Chain.Count && _left >= Least; i++)
        {
            var settings = limits.Chain[i];
            var isLast = i == limits.Chain.Count - 1;
            var allowance = CpuPlan.Allowance(_left, [.. limits.Chain.Skip(i + 1).Select(s => Prediction(s)?.Nanoseconds)]);
            if ((!isLast || limits.IsStrict) && FindExcess(settings, allowance) is { } excess)
            {
                _attempts.Add(Attempt(settings, AttemptOutcome.PredictedOver, allowance, TimeSpan.Zero, excess));
                if (limits.IsStrict)
                {
                    return null;
                }

                continue;
            }

            var (artifact, attempt) = Try(settings, allowance, folder, hasSuccessor: !isLast, cancellation);
            if (artifact is not null || attempt.Outcome == AttemptOutcome.HostFault)
            {
                return artifact;
            }
        }

        return null;
    }

    private SettingPrediction? Prediction(string settings) => predictions.GetAwaiter().GetResult().GetValueOrDefault(settings);

    private string? FindExcess(string settings, TimeSpan allowance)
    {
        var predicted = Prediction(settings);
        return CpuPlan.IsFarOver(predicted?.Nanoseconds, allowance.TotalNanoseconds) ? Invariant($"predicted to take {predicted!.Nanoseconds!.Value / 1e9:0.00} s of CPU time, {allowance.TotalSeconds:0.00} s are left for it")
            : CpuPlan.IsFarOver(predicted?.AnonymousBytes, limits.MemoryBytes) ? Invariant($"predicted to need {predicted!.AnonymousBytes!.Value / 1e6:0} MB, limit {limits.MemoryBytes / 1e6:0} MB")
            : null;
    }

    private (byte[]? Artifact, CompileAttempt Attempt) Try(string settings, TimeSpan allowance, CompileFolder folder, bool hasSuccessor, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var start = Stopwatch.GetTimestamp();
            IStageRecording? recording = null;
            Outcome outcome;
            byte[]? artifact;
            try
            {
                (outcome, artifact) = Run(settings, allowance, folder, NearLimit, cancellation);
            }
            catch
            {
                recording?.Dispose();
                throw;
            }

            using var sampled = recording;
            var wall = Stopwatch.GetElapsedTime(start);
            var made = Attempt(settings, OutcomeFor(outcome), allowance, wall, outcome.Message) with
            {
                Stage = outcome is Outcome.TimedOut or Outcome.OutOfMemory ? recording?.FindStage(cancellation) : null,
                CpuTime = outcome.CpuTime,
                EngineTime = outcome is Outcome.Completed { Samples: [var sample, ..] } ? TimeSpan.FromTicks(sample.Nanoseconds / TimeSpan.NanosecondsPerTick) : null,
                PeakBytes = outcome.PeakAnonymous?.Lower ?? outcome.PeakNativeBytes,
            };
            _attempts.Add(made);
            if (made.Outcome != AttemptOutcome.HostFault)
            {
                _left -= outcome.CpuTime ?? allowance;
            }

            if (made.Outcome != AttemptOutcome.HostFault || attempt == MostTries)
            {
                return (artifact, made);
            }

            void NearLimit(int worker)
            {
                if (hasSuccessor)
                {
                    workers.Prepare();
                }

                recording = options.StageSampler?.TryBegin(worker);
            }
        }
    }

    private (Outcome Outcome, byte[]? Artifact) Run(string settings, TimeSpan allowance, CompileFolder folder, Action<int> nearLimit, CancellationToken cancellation)
    {
        IsolatedWorker? worker = null;
        try
        {
            worker = workers.Take(cancellation);
            var guard = new OperationLimits(allowance * limits.WallFactor, limits.MemoryBytes, allowance);
            var outcome = worker.Run(Request(folder, settings, options.Configuration, guard, limits.IsLowPriority), guard, nearLimit, cancellation);
            if (outcome is not Outcome.Completed { ArtifactFile: { } file })
            {
                return (outcome, null);
            }

            var (artifact, fault) = folder.ReadArtifact(file);
            return (fault is null ? outcome : new Outcome.ToolFailed(fault) { CpuTime = outcome.CpuTime }, artifact);
        }
        catch (ToolFailedException e)
        {
            return (new Outcome.ToolFailed(e.Message), null);
        }
        finally
        {
            if (worker is not null)
            {
                workers.End(worker);
            }
        }
    }

    private CompileAttempt Attempt(string settings, AttemptOutcome outcome, TimeSpan allowance, TimeSpan wall, string? reason) =>
        new(settings, outcome, allowance, null, wall, null, Prediction(settings)?.Nanoseconds, null, reason);

    private static AttemptOutcome OutcomeFor(Outcome outcome) => outcome switch
    {
        Outcome.Completed => AttemptOutcome.Compiled,
        Outcome.TimedOut => AttemptOutcome.OverBudget,
        Outcome.OutOfMemory => AttemptOutcome.OutOfMemory,
        Outcome.Rejected => AttemptOutcome.Rejected,
        Outcome.Crashed { WasKilled: false } => AttemptOutcome.Crashed,
        _ => AttemptOutcome.HostFault,
    };

    // A limit or a crash says more than the refusal of another compiler in the same chain, which lacks a feature.
    private BudgetedCompilation.Refused Refuse(CompileReport report)
    {
        var last = _attempts[^1];
        var decisive = last.Outcome == AttemptOutcome.HostFault ? last
            : _attempts.FirstOrDefault(a => a.Outcome is not (AttemptOutcome.Rejected or AttemptOutcome.HostFault)) ?? last;
        var reason = decisive.Outcome switch
        {
            AttemptOutcome.OutOfMemory => RefusalReason.OutOfMemory,
            AttemptOutcome.Rejected => RefusalReason.Rejected,
            AttemptOutcome.Crashed => RefusalReason.Crashed,
            AttemptOutcome.HostFault => RefusalReason.HostFault,
            _ => RefusalReason.OverBudget,
        };
        return new BudgetedCompilation.Refused(reason, $"{decisive.Settings}: {decisive.Reason}", report);
    }
}
