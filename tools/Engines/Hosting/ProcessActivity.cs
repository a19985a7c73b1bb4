using System.Text;

namespace CompileBench.Engines.Hosting;

/// <summary>What another process does at one moment, as Linux reports it under <c>/proc</c>.</summary>
/// <param name="State">The state's letter: <c>R</c> runs or waits for a processor, <c>S</c> sleeps, <c>T</c> is stopped.</param>
/// <param name="Cpu">The CPU time of all its threads.</param>
public readonly record struct ProcessActivity(char State, TimeSpan Cpu)
{
    // proc(5): clock ticks per second of every architecture that .NET supports.
    private const double TicksPerSecond = 100;

    /// <summary>Whether a signal or a debugger has stopped the process.</summary>
    public bool IsStopped => State is 'T' or 't';

    /// <summary>Reads it; null where the system does not report it or the process is gone.</summary>
    public static ProcessActivity? Read(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            using var handle = File.OpenHandle($"/proc/{processId}/stat");
            Span<byte> buffer = stackalloc byte[1024];
            var text = Encoding.UTF8.GetString(buffer[..RandomAccess.Read(handle, buffer, 0)]);

            // The program's name stands in brackets and may contain spaces: fields are counted from its end.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new ProcessActivity(fields[0][0], TimeSpan.FromSeconds((long.Parse(fields[11]) + long.Parse(fields[12])) / TicksPerSecond));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
