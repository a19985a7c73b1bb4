using System.Runtime.ExceptionServices;
using CompileBench.Benchmarks.Contract;
using CompileBench.Engines.Isolation;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>What the preflight found about one case.</summary>
/// <param name="Planned">The case.</param>
/// <param name="Outcome">How its one guarded compile ended.</param>
/// <param name="StartedAt">When it began, UTC.</param>
internal sealed record PreflightFinding(PlannedCase Planned, Outcome Outcome, DateTimeOffset StartedAt)
{
    /// <summary>How a second compile in a row ended, which was made because the first was short; null where there was none.</summary>
    public Outcome? Second { get; init; }

    /// <summary>What one compile took: the shorter of the two, for the first one may be several times slower. Null when the first did not end as compiled.</summary>
    public TimeSpan? OneCompile => Outcome is Outcome.Completed { Samples: [var first, ..] }
        ? TimeSpan.FromMicroseconds(Math.Min(first.NanosecondsPerOperation, Second is Outcome.Completed { Samples: [var again, ..] } ? again.NanosecondsPerOperation : double.MaxValue) / 1000)
        : null;
}

/// <summary>
/// Compiles every case once under guard, and a short one twice, before BenchmarkDotNet starts. It records the cases that would hang or abort BenchmarkDotNet and those that
/// Wasmtime rejects, and estimates the cost of all others. Its times are estimates and never samples, because several workers run at once.
/// </summary>
internal sealed class Preflight(OperationLimits limits, int lanes)
{
    // Up to here the plan of a case depends on its time, and a second compile costs little.
    private static readonly TimeSpan ShortCompile = TimeSpan.FromMilliseconds(400);

    /// <summary>Runs the preflight. Findings arrive one at a time, in the order in which they are made.</summary>
    /// <exception cref="OperationCanceledException">The run was asked to stop; all workers have been killed.</exception>
    /// <exception cref="IOException">A module could not be read or is another than planned, or a finding could not be written down; what a
    /// lane throws first ends all of them and is thrown as it was.</exception>
    public IReadOnlyList<PreflightFinding> Run(IReadOnlyList<PlannedCase> cases, Action<PreflightFinding> found, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        ExceptionDispatchInfo? first = null;
        var findings = new List<PreflightFinding>();
        var gate = new Lock();
        // Largest modules first: otherwise one lane would still compile a large module when the others have finished.
        var queue = new Queue<PlannedCase>(cases.OrderByDescending(c => new FileInfo(c.Module.Path).Length));
        Parallel.ForEach(
            Enumerable.Range(0, Math.Max(1, Math.Min(lanes, cases.Count))),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, lanes) },
            _ =>
            {
                // What a lane throws would come out wrapped, when all others have ended; so it is kept, and stops them.
                try
                {
                    Work();
                }
                catch (OperationCanceledException) when (stop.IsCancellationRequested)
                {
                    // Thrown again below where it was the owner who asked.
                }
                catch (Exception e)
                {
                    Fail(e);
                }
            });
        first?.Throw();
        cancellation.ThrowIfCancellationRequested();
        return findings;

        void Work()
        {
            using var slots = new EngineSlots(limits);
            while (!stop.IsCancellationRequested && Next() is { } planned)
            {
                var finding = Examine(planned, slots, stop.Token);
                lock (gate)
                {
                    if (first is not null)
                    {
                        return;
                    }

                    findings.Add(finding);
                    try
                    {
                        found(finding);
                    }
                    catch (Exception e)
                    {
                        // Kept before another lane gets in here: what could not be written down once is not tried again.
                        Fail(e);
                    }
                }
            }
        }

        void Fail(Exception e)
        {
            Interlocked.CompareExchange(ref first, ExceptionDispatchInfo.Capture(e), null);
            stop.Cancel();
        }

        PlannedCase? Next()
        {
            lock (gate)
            {
                return queue.TryDequeue(out var planned) ? planned : null;
            }
        }
    }

    private PreflightFinding Examine(PlannedCase planned, EngineSlots slots, CancellationToken cancellation)
    {
        var startedAt = DateTimeOffset.UtcNow;
        var compile = planned.Request;
        var slot = slots.For(planned.Engine);

        // Memory is measured exactly in the first compile of a process, and only there.
        var worker = limits.MemoryBytes is null ? slot.Take() : slot.TakeFresh();
        var wasFresh = worker.IsFresh;
        var outcome = worker.Run(compile, limits, cancellation);
        if (!wasFresh && outcome is Outcome.Crashed or Outcome.OutOfMemory)
        {
            // An earlier compile may have left the process in a bad state or its memory behind: only a fresh one may condemn a case.
            outcome = slot.TakeFresh().Run(compile, limits, cancellation);
        }

        var finding = new PreflightFinding(planned, outcome, startedAt);
        return finding.OneCompile < ShortCompile ? finding with { Second = slot.Take().Run(compile, limits, cancellation) } : finding;
    }

    private sealed class EngineSlots(OperationLimits limits) : IDisposable
    {
        private readonly Dictionary<string, WorkerSlot> _slots = [];

        public WorkerSlot For(PlannedEngine engine)
        {
            if (!_slots.TryGetValue(engine.Label, out var slot))
            {
                slot = new WorkerSlot(engine.LibraryPath, limits.CeilingBytes);
                _slots.Add(engine.Label, slot);
            }

            return slot;
        }

        public void Dispose()
        {
            foreach (var slot in _slots.Values)
            {
                slot.Dispose();
            }
        }
    }
}
