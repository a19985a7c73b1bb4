using System.Globalization;
using System.Text;

namespace CompileBench.Engines.Hosting;

/// <summary>The fields of <c>/proc/PID/stat</c> that this project uses.</summary>
/// <param name="State">The state's letter: <c>R</c> runs or waits for a processor, <c>S</c> sleeps, <c>T</c> is stopped.</param>
/// <param name="Parent">The number of the parent process.</param>
/// <param name="Cpu">The CPU time of all threads.</param>
internal readonly record struct LinuxProcessStat(char State, int Parent, TimeSpan Cpu)
{
    // proc(5): clock ticks per second of every architecture that .NET supports.
    private const double TicksPerSecond = 100;

    // The longest line of stat has 52 numbers of at most 20 digits and a name of at most 64 bytes.
    private const int MostBytes = 2048;

    // Counted from the field after the name: the third of proc(5) has index 0.
    private const int StateField = 0;
    private const int ParentField = 1;
    private const int UserTimeField = 11;
    private const int SystemTimeField = 12;

    /// <summary>Reads the file; null where the system has no <c>/proc</c> or the process is gone.</summary>
    public static LinuxProcessStat? Read(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            using var handle = File.OpenHandle($"/proc/{processId}/stat");
            Span<byte> buffer = stackalloc byte[MostBytes];
            return Parse(Encoding.UTF8.GetString(buffer[..RandomAccess.Read(handle, buffer, 0)]));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the fields from the file's text; null where the text is cut short, as it is for a process that ends at this moment.</summary>
    internal static LinuxProcessStat? Parse(string text)
    {
        // The program's name stands in brackets and may contain any character, so fields are counted from its end.
        var fields = text[(text.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > SystemTimeField
            && int.TryParse(fields[ParentField], CultureInfo.InvariantCulture, out var parent)
            && long.TryParse(fields[UserTimeField], CultureInfo.InvariantCulture, out var user)
            && long.TryParse(fields[SystemTimeField], CultureInfo.InvariantCulture, out var system)
            ? new LinuxProcessStat(fields[StateField][0], parent, TimeSpan.FromSeconds((user + system) / TicksPerSecond))
            : null;
    }
}
