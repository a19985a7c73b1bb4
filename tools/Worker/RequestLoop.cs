using System.Diagnostics;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Native;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Settings;
using CompileBench.Modules;
using CompileBench.Results.Schema;

namespace CompileBench.Worker;

/// <summary>Serves requests one after the other, keeping engines and the last module's bytes for the next.</summary>
internal sealed class RequestLoop(WasmtimeLibrary library, TextWriter output) : IDisposable
{
    private readonly Dictionary<string, ModuleCompiler> _compilers = [];
    private string? _loadedPath;
    private string? _loadedDigest;
    private byte[] _bytes = [];
    private bool _cold = true;

    public void Serve(WorkerRequest request)
    {
        try
        {
            Load(request);
            var compiler = CompilerFor(request.Settings);
            if (request.Phase == OperationNames.Validate)
            {
                Validate(request, compiler);
            }
            else
            {
                Compile(request, compiler);
            }
        }
        catch (Exception e) when (e is UnsupportedSettingException or ArtifactFormatException)
        {
            Answer(new WorkerAnswer { Id = request.Id, Kind = "rejected", Message = e.Message.ReplaceLineEndings(" ") });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Answer(new WorkerAnswer { Id = request.Id, Kind = "unreadable", Message = e.Message.ReplaceLineEndings(" ") });
        }
    }

    public void Dispose()
    {
        foreach (var compiler in _compilers.Values)
        {
            compiler.Dispose();
        }
    }

    private void Compile(WorkerRequest request, ModuleCompiler compiler)
    {
        ArtifactSummary? artifact = null;
        for (var i = 0; i < request.Compiles; i++)
        {
            var (wall, cpu, peak) = (0L, (long?)0, (long?)null);
            for (var operation = 0; operation < request.Operations; operation++)
            {
                var timed = TimedCompile.Run(compiler, _bytes, withPeak: _cold && operation == 0);
                if (timed.Module == 0)
                {
                    Answer(new WorkerAnswer { Id = request.Id, Kind = "rejected", Message = timed.Rejection?.ReplaceLineEndings(" ") });
                    return;
                }

                if (request.Summarize && i == request.Compiles - 1 && operation == request.Operations - 1)
                {
                    artifact = compiler.Summarize(timed.Module);
                }

                compiler.Delete(timed.Module);
                (wall, cpu, peak) = (wall + timed.Nanoseconds, cpu + timed.CpuNanoseconds, peak ?? timed.PeakNativeBytes);
            }

            // The last sample goes out together with the end: waking the owner twice would cost as much as the rest of the exchange.
            Sample(request.Id, wall, cpu, peak, request.Operations, isLast: i == request.Compiles - 1);
        }

        Answer(new WorkerAnswer { Id = request.Id, Kind = "done", Artifact = artifact });
    }

    private void Validate(WorkerRequest request, ModuleCompiler compiler)
    {
        for (var i = 0; i < request.Compiles; i++)
        {
            var cpuStart = TimedCompile.CpuNow(compiler);
            var start = Stopwatch.GetTimestamp();
            var rejection = compiler.Validate(_bytes);
            var wall = (long)Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (rejection is not null)
            {
                Answer(new WorkerAnswer { Id = request.Id, Kind = "rejected", Message = rejection.ReplaceLineEndings(" ") });
                return;
            }

            Sample(request.Id, wall, TimedCompile.CpuNow(compiler) - cpuStart, null, operations: 1, isLast: i == request.Compiles - 1);
        }

        Answer(new WorkerAnswer { Id = request.Id, Kind = "done" });
    }

    private void Sample(long id, long nanoseconds, long? cpuNanoseconds, long? peak, int operations, bool isLast)
    {
        var answer = new WorkerAnswer { Id = id, Kind = "sample", Operations = operations, Nanoseconds = nanoseconds, CpuNanoseconds = cpuNanoseconds, Cold = _cold, PeakNativeBytes = peak };
        output.WriteLine(WorkerProtocol.Line(answer));
        if (!isLast)
        {
            output.Flush();
        }

        _cold = false;
    }

    private void Load(WorkerRequest request)
    {
        if (_loadedPath == request.ModulePath && _loadedDigest == request.ModuleDigest)
        {
            return;
        }

        var bytes = File.ReadAllBytes(request.ModulePath);
        if (request.ModuleDigest is { } expected && ModuleDigest.Of(bytes).ToString() is var actual && actual != expected)
        {
            throw new IOException($"{request.ModulePath} has digest {actual}, planned was {expected}: the file was changed");
        }

        (_bytes, _loadedPath, _loadedDigest) = (bytes, request.ModulePath, request.ModuleDigest);
    }

    private ModuleCompiler CompilerFor(string name)
    {
        if (!_compilers.TryGetValue(name, out var compiler))
        {
            compiler = CompilerSettings.TryParse(name, out var settings)
                ? new ModuleCompiler(library, settings)
                : throw new UnsupportedSettingException($"there are no settings named {name}");
            _compilers.Add(name, compiler);
        }

        return compiler;
    }

    private void Answer(WorkerAnswer answer)
    {
        output.WriteLine(WorkerProtocol.Line(answer));
        output.Flush();
    }
}
