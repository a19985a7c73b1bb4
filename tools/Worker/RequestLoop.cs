using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Worker;

/// <summary>Serves requests one after the other, by one engine or, in pairs, by two.</summary>
internal sealed class RequestLoop(LoadedEngine baseline, LoadedEngine? candidate, AnswerPipe answers)
{
    // The owner looks at a worker every 10 ms: a shorter preparation does not move a deadline that anybody could notice.
    private static readonly TimeSpan NotedPreparation = TimeSpan.FromMilliseconds(10);

    private string? _loadedPath;
    private string? _loadedDigest;
    private byte[] _bytes = [];
    private bool _cold = true;

    public void Serve(WorkerRequest request)
    {
        try
        {
            if (request.Artifact is { } artifact && ArtifactOutput.SetLimits(artifact) is { } fault)
            {
                answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Unlimited, Message = fault });
                return;
            }

            var parallel = baseline.EngineFor(request).Settings.Parallel;
            if (request.Pairs is { } series)
            {
                var second = candidate ?? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, "pairs need a worker with two engines"));
                new PairedRuns(request, series, Prepare(request, baseline), Prepare(request, second), parallel, answers).Run();
            }
            else
            {
                Run(request, Prepare(request, baseline), parallel);
            }
        }
        catch (OperationFailedException e)
        {
            Fail(request, e.Failure);
        }
        catch (Exception e) when (e is UnsupportedSettingException or ArtifactFormatException)
        {
            Fail(request, new OperationFailure(OutcomeKind.Rejected, e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Unreadable, Message = e.Message.ReplaceLineEndings(" ") });
        }
    }

    private void Run(WorkerRequest request, PreparedOperation operation, bool parallel)
    {
        ArtifactSummary? artifact = null;
        ArtifactFile? file = null;
        nint unreleased = 0;
        for (var i = 0; i < request.Samples; i++)
        {
            var isLast = i == request.Samples - 1;
            var (wall, cpu, peak, anonymous) = (0L, (long?)0, (long?)null, (PeakAnonymousMemory?)null);
            for (var run = 0; run < request.RunsPerSample; run++)
            {
                var timed = TimedRun.Measure(operation, parallel, withPeak: (_cold || request.Artifact is not null) && run == 0);
                if (timed.Failure is { } failure)
                {
                    Fail(request, failure);
                    return;
                }

                if (request.Summarize && isLast && run == request.RunsPerSample - 1)
                {
                    artifact = operation.Summarize(timed.Result);
                }

                if (request.Artifact is { } wanted && isLast && run == request.RunsPerSample - 1)
                {
                    file = ArtifactOutput.Write(wanted, operation, timed.Result);
                    unreleased = timed.Result;
                }
                else
                {
                    operation.Release(timed.Result);
                }

                (wall, cpu, peak, anonymous) = (wall + timed.Nanoseconds, cpu + timed.CpuNanoseconds, peak ?? timed.PeakNativeBytes, anonymous ?? timed.PeakAnonymous);
            }

            // The last sample is sent together with the end: waking the owner twice would cost as much as the rest of the exchange.
            var sample = new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Sample, Runs = request.RunsPerSample, Nanoseconds = wall, CpuNanoseconds = cpu, Cold = _cold, PeakNativeBytes = peak, PeakAnonymous = anonymous };
            (isLast ? (Action<WorkerAnswer>)answers.Hold : answers.Send)(sample);
            _cold = false;
        }

        answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Done, Artifact = artifact, ArtifactFile = file, OutputDigest = operation.OutputDigest?.ToString() });

        // Whoever wants the artifact does not wait for this: freeing a large module takes milliseconds.
        if (unreleased != 0)
        {
            operation.Release(unreleased);
        }
    }

    private PreparedOperation Prepare(WorkerRequest request, LoadedEngine engine)
    {
        if (engine.Find(request) is { } prepared)
        {
            return prepared;
        }

        var start = Stopwatch.GetTimestamp();
        Load(request);
        prepared = engine.Prepare(request, _bytes);
        if (Stopwatch.GetElapsedTime(start) > NotedPreparation)
        {
            answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Prepared });
        }

        return prepared;
    }

    private void Load(WorkerRequest request)
    {
        if (_loadedPath == request.ModulePath && _loadedDigest == request.ModuleDigest)
        {
            return;
        }

        var bytes = File.ReadAllBytes(request.ModulePath);
        if (request.ModuleDigest is { } expected && ModuleDigest.Compute(bytes).ToString() is var actual && actual != expected)
        {
            throw new IOException($"{request.ModulePath} has digest {actual}, planned was {expected}: the file was changed");
        }

        (_bytes, _loadedPath, _loadedDigest) = (bytes, request.ModulePath, request.ModuleDigest);
    }

    private void Fail(WorkerRequest request, OperationFailure failure) =>
        answers.Send(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Failed, Failure = failure.Kind, Message = failure.Message.ReplaceLineEndings(" ") });
}
