using System.Diagnostics;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Worker;

/// <summary>Serves requests one after the other. Engines and the last prepared operation are kept for the next request.</summary>
internal sealed class RequestLoop(WasmtimeLibrary library, TextWriter output) : IDisposable
{
    // The owner looks at a worker every 10 ms: a shorter preparation does not move a deadline that anybody could notice.
    private static readonly TimeSpan NotedPreparation = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<string, ConfiguredEngine> _engines = [];
    private (string Operation, string Settings, string Path, string? Digest)? _preparedFor;
    private PreparedOperation? _prepared;
    private string? _loadedPath;
    private string? _loadedDigest;
    private byte[] _bytes = [];
    private bool _cold = true;

    public void Serve(WorkerRequest request)
    {
        try
        {
            var engine = EngineFor(request.Settings);
            Run(request, Prepare(request, engine), engine.Settings.Parallel);
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
            Answer(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Unreadable, Message = e.Message.ReplaceLineEndings(" ") });
        }
    }

    public void Dispose()
    {
        _prepared?.Dispose();
        foreach (var engine in _engines.Values)
        {
            engine.Dispose();
        }
    }

    private void Run(WorkerRequest request, PreparedOperation operation, bool parallel)
    {
        ArtifactSummary? artifact = null;
        for (var i = 0; i < request.Samples; i++)
        {
            var isLast = i == request.Samples - 1;
            var (wall, cpu, peak, anonymous) = (0L, (long?)0, (long?)null, (PeakAnonymousMemory?)null);
            for (var run = 0; run < request.RunsPerSample; run++)
            {
                var timed = TimedRun.Measure(operation, parallel, withPeak: _cold && run == 0);
                if (timed.Failure is { } failure)
                {
                    Fail(request, failure);
                    return;
                }

                if (request.Summarize && isLast && run == request.RunsPerSample - 1)
                {
                    artifact = operation.Summarize(timed.Result);
                }

                operation.Release(timed.Result);
                (wall, cpu, peak, anonymous) = (wall + timed.Nanoseconds, cpu + timed.CpuNanoseconds, peak ?? timed.PeakNativeBytes, anonymous ?? timed.PeakAnonymous);
            }

            // The last sample is sent together with the end: waking the owner twice would cost as much as the rest of the exchange.
            var sample = new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Sample, Runs = request.RunsPerSample, Nanoseconds = wall, CpuNanoseconds = cpu, Cold = _cold, PeakNativeBytes = peak, PeakAnonymous = anonymous };
            Answer(sample, flush: !isLast);
            _cold = false;
        }

        Answer(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Done, Artifact = artifact });
    }

    private PreparedOperation Prepare(WorkerRequest request, ConfiguredEngine engine)
    {
        var wanted = (request.Operation, request.Settings, request.ModulePath, request.ModuleDigest);
        if (_prepared is not null && _preparedFor == wanted)
        {
            return _prepared;
        }

        var start = Stopwatch.GetTimestamp();
        _prepared?.Dispose();
        _prepared = null;
        Load(request);
        var operation = MeasuredOperation.Find(request.Operation)
            ?? throw new OperationFailedException(new OperationFailure(OutcomeKind.Rejected, $"there is no operation named {request.Operation}"));
        _prepared = operation.Prepare(engine, _bytes);
        _preparedFor = wanted;
        if (Stopwatch.GetElapsedTime(start) > NotedPreparation)
        {
            Answer(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Prepared });
        }

        return _prepared;
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

    private ConfiguredEngine EngineFor(string name)
    {
        if (!_engines.TryGetValue(name, out var engine))
        {
            engine = CompilerSettings.TryParse(name, out var settings)
                ? new ConfiguredEngine(library, settings)
                : throw new UnsupportedSettingException($"there are no settings named {name}");
            _engines.Add(name, engine);
        }

        return engine;
    }

    private void Fail(WorkerRequest request, OperationFailure failure) =>
        Answer(new WorkerAnswer { Id = request.Id, Kind = AnswerKind.Failed, Failure = failure.Kind, Message = failure.Message.ReplaceLineEndings(" ") });

    private void Answer(WorkerAnswer answer, bool flush = true)
    {
        output.WriteLine(WorkerProtocol.Line(answer));
        if (flush)
        {
            output.Flush();
        }
    }
}
