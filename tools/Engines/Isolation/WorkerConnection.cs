using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using CompileBench.Engines.Execution;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Native;

namespace CompileBench.Engines.Isolation;

/// <summary>One worker process and the lines that go to it and come from it.</summary>
internal sealed class WorkerConnection : IDisposable
{
    private readonly ChildProcess _process;
    private readonly StreamWriter _requests;
    private readonly BlockingCollection<string> _lines = [];
    private readonly ErrorTail _errors = new();

    private WorkerConnection(ChildProcess process)
    {
        _process = process;
        _requests = new StreamWriter(process.Input, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
    }

    public int ProcessId => _process.Id;

    /// <summary>Whether the process can take another request.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>Whether the process can take another request and has not ended meanwhile.</summary>
    public bool IsRunning => IsAlive && _process.Exit is null;

    /// <summary>CPU time of the process, once it has ended; null before, and where the system does not say.</summary>
    public TimeSpan? CpuTime => _process.CpuTime;

    /// <summary>Whether no request was sent yet, so that the first run is a cold one.</summary>
    public bool IsFresh { get; set; } = true;

    /// <summary>Whether the worker has greeted.</summary>
    public bool IsReady { get; set; }

    /// <summary>The end of what the process wrote to standard error.</summary>
    public string ErrorText => _errors.ToString();

    /// <summary>Starts a process; returns before it is ready.</summary>
    /// <exception cref="EngineUnavailableException">The system cannot start it.</exception>
    public static WorkerConnection Start(ProcessStartInfo command)
    {
        ChildProcess process;
        try
        {
            process = ChildProcess.Start(command);
        }
        catch (Win32Exception e)
        {
            throw new EngineUnavailableException($"the worker {command.FileName} cannot be started: {e.Message}", e);
        }

        var connection = new WorkerConnection(process);
        BoundedLines.Read(process.Output, "worker answers", connection.TakeLine);
        BoundedLines.Read(process.Errors, "worker errors", connection._errors.Add);
        return connection;
    }

    /// <summary>Sends a line. False where the process no longer reads.</summary>
    public bool Send(string line)
    {
        try
        {
            _requests.WriteLine(line);
            _requests.Flush();
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>True where something came within the time: a line, or null for the end of the output.</summary>
    /// <exception cref="OperationCanceledException">The owner was asked to stop; the process has been killed.</exception>
    public bool TryReadLine(TimeSpan wait, CancellationToken cancellation, out string? line)
    {
        try
        {
            return _lines.TryTake(out line, (int)Math.Ceiling(wait.TotalMilliseconds), cancellation) || _lines.IsCompleted;
        }
        catch (OperationCanceledException)
        {
            Kill();
            throw;
        }
    }

    /// <summary>How the process ended, after the end of its output.</summary>
    public ExitStatus AwaitExit()
    {
        IsAlive = false;
        if (!_process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            _process.Kill();
        }

        WorkloadFolders.RemoveFor(ProcessId);

        // The last lines arrive on other threads shortly after the exit.
        _errors.AwaitEnd(TimeSpan.FromSeconds(1));
        return _process.Exit ?? new ExitStatus(null, null);
    }

    /// <summary>Kills the process and everything that it started.</summary>
    public void Kill()
    {
        IsAlive = false;
        _process.Kill();
        WorkloadFolders.RemoveFor(ProcessId);
    }

    public void Dispose()
    {
        if (IsAlive)
        {
            Kill();
        }

        _process.Dispose();
        _lines.Dispose();
    }

    private void TakeLine(string? line)
    {
        try
        {
            if (line is null)
            {
                _lines.CompleteAdding();
            }
            else
            {
                _lines.Add(line);
            }
        }
        catch (ObjectDisposedException)
        {
            // The owner has disposed of the connection and reads no more.
        }
    }
}
