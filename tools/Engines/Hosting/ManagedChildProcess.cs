using System.ComponentModel;
using System.Diagnostics;

namespace CompileBench.Engines.Hosting;

/// <summary>A child process on Windows, which has no process groups: descendants are found by their parents.</summary>
internal sealed class ManagedChildProcess : ChildProcess
{
    private readonly Process _process;

    public ManagedChildProcess(ProcessStartInfo command)
    {
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.UseShellExecute = false;
        _process = new Process { StartInfo = command };
        try
        {
            _process.Start();
        }
        catch (Win32Exception)
        {
            _process.Dispose();
            throw;
        }

        Id = _process.Id;
    }

    public override int Id { get; }

    public override Stream Input => _process.StandardInput.BaseStream;

    public override Stream Output => _process.StandardOutput.BaseStream;

    public override Stream Errors => _process.StandardError.BaseStream;

    public override ExitStatus? Exit => _process.HasExited ? new ExitStatus(_process.ExitCode, null) : null;

    public override bool WaitForExit(TimeSpan atMost) => _process.WaitForExit(atMost);

    protected override void SendKill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended.
        }
    }

    protected override void Dispose(bool disposing)
    {
        _process.Dispose();
        base.Dispose(disposing);
    }
}
