using System.Diagnostics;
using BenchmarkDotNet.Analysers;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Toolchains.Parameters;
using BenchmarkDotNet.Toolchains.Results;
using BenchmarkDotNet.Validators;
using CompileBench.Engines.Execution;
using CompileBench.Engines.Hosting;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>How a guarded launch ended.</summary>
internal enum LaunchEnd
{
    /// <summary>It ended by itself.</summary>
    Ended,

    /// <summary>Nothing in it had ended for too long.</summary>
    PassedDeadline,

    /// <summary>It passed its memory limit.</summary>
    PassedMemory,
}

/// <summary>What happened to the launches of one case, beside what BenchmarkDotNet reports.</summary>
/// <param name="End">How the worst launch ended.</param>
/// <param name="Launch">Which launch that was, from 1.</param>
/// <param name="Silence">The time since its last output when it was stopped.</param>
/// <param name="PeakBytes">The most resident bytes seen of it; null where the system does not say.</param>
internal sealed record LaunchVerdict(LaunchEnd End, int Launch, TimeSpan Silence, long? PeakBytes);

/// <summary>
/// Runs BenchmarkDotNet's processes through its own executor and kills one that is silent for too long or passes its memory limit: BenchmarkDotNet
/// itself waits for ever. It catches what the preflight did not find.
/// </summary>
internal sealed class LaunchGuard(IExecutor inner, Func<BenchmarkCase, TimeSpan> patienceOf, long? memoryLimit) : IExecutor
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(50);

    // The limit is for what a compile adds; a benchmark process holds the runtime and BenchmarkDotNet besides, and all that an iteration has
    // compiled. What one compile added is measured inside it, and held against the limit exactly when it has ended.
    private const long RuntimeRoom = 128L << 20;

    private readonly Dictionary<BenchmarkCase, LaunchVerdict> _verdicts = [];
    private Process? _current;
    private volatile bool _isStopped;

    /// <inheritdoc/>
    public ExecuteResult Execute(ExecuteParameters parameters)
    {
        if (_isStopped || _verdicts.GetValueOrDefault(parameters.BenchmarkCase) is { End: not LaunchEnd.Ended })
        {
            // One launch of this case was killed: the others would be too.
            return new ExecuteResult(true, 1, null, [], [], [], parameters.LaunchIndex);
        }

        var listener = new ListeningLogger(parameters.Logger);
        using var watch = new Watch(this, listener, patienceOf(parameters.BenchmarkCase), memoryLimit, parameters.LaunchIndex);
        IEnumerable<IDiagnoser> diagnosers = parameters.Diagnoser is { } original ? [original, watch] : [watch];
        try
        {
            return inner.Execute(new ExecuteParameters(
                parameters.BuildResult,
                parameters.BenchmarkCase,
                parameters.BenchmarkId,
                listener,
                parameters.Resolver,
                parameters.LaunchIndex,
                new CompositeDiagnoser([.. diagnosers])));
        }
        finally
        {
            watch.Stop();
            _verdicts[parameters.BenchmarkCase] = watch.Verdict;
        }
    }

    /// <summary>What happened to a case's launches.</summary>
    public LaunchVerdict? VerdictOn(BenchmarkCase benchmark) => _verdicts.GetValueOrDefault(benchmark);

    /// <summary>Kills the process that runs now, if one does, and starts no other: the host is about to end.</summary>
    public void Stop()
    {
        _isStopped = true;
        if (_current is { } process)
        {
            ChildProcesses.KillGroup(process);
        }
    }

    private sealed class Watch(LaunchGuard guard, ListeningLogger listener, TimeSpan patience, long? memoryLimit, int launch) : IDiagnoser, IDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private Thread? _thread;
        private int? _process;
        private LaunchEnd _end = LaunchEnd.Ended;
        private TimeSpan _silence;
        private long? _peak;

        public LaunchVerdict Verdict => new(_end, launch, _silence, _peak);

        public IEnumerable<string> Ids => ["compilebench-guard"];

        public IEnumerable<IExporter> Exporters => [];

        public IEnumerable<IAnalyser> Analysers => [];

        public RunMode GetRunMode(BenchmarkCase benchmarkCase) => RunMode.NoOverhead;

        public void Handle(HostSignal signal, DiagnoserActionParameters parameters)
        {
            if (signal == HostSignal.AfterProcessStart)
            {
                guard._current = parameters.Process;
                if (guard._isStopped)
                {
                    ChildProcesses.KillGroup(parameters.Process);
                }

                // BenchmarkDotNet disposes the process when it has ended, and a disposed one no longer tells its number.
                var id = parameters.Process.Id;
                _process = id;
                _thread = new Thread(() => Guard(parameters.Process, id)) { IsBackground = true, Name = "launch guard" };
                _thread.Start();
            }
        }

        public IEnumerable<Metric> ProcessResults(DiagnoserResults results) => [];

        public void DisplayResults(ILogger logger)
        {
        }

        public IEnumerable<ValidationError> Validate(ValidationParameters validationParameters) => [];

        public void Stop()
        {
            _stop.Cancel();
            _thread?.Join();
            guard._current = null;
            if (_process is { } ended)
            {
                WorkloadFolders.RemoveFor(ended);
            }
        }

        public void Dispose() => _stop.Dispose();

        private void Guard(Process process, int id)
        {
            while (!_stop.Token.WaitHandle.WaitOne(WatchInterval))
            {
                var resident = ResidentMemory.ForProcess(id);
                _peak = resident > (_peak ?? -1) ? resident : _peak;
                _silence = listener.Silence;
                if (_silence > patience)
                {
                    _end = LaunchEnd.PassedDeadline;
                }
                else if (memoryLimit is { } limit && resident > limit + RuntimeRoom)
                {
                    _end = LaunchEnd.PassedMemory;
                }

                if (_end != LaunchEnd.Ended)
                {
                    ChildProcesses.KillGroup(process);
                    return;
                }
            }
        }
    }
}
