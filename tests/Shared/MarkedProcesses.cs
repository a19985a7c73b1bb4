namespace CompileBench.Shared;

/// <summary>Finds every process that descends from one that a test started, however it was started, by a variable that all of them inherit.</summary>
/// <param name="mark">The variable's value, unique to one test.</param>
public sealed class MarkedProcesses(string mark)
{
    /// <summary>The variable.</summary>
    public const string Variable = "COMPILEBENCH_TEST_MARK";

    /// <summary>The processes that live, as number and command line.</summary>
    public IReadOnlyList<(int Id, string CommandLine)> Find()
    {
        var found = new List<(int, string)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), out var id)
                && Read(directory, "environ").Contains($"{Variable}={mark}", StringComparison.Ordinal))
            {
                found.Add((id, Read(directory, "cmdline").Replace('\0', ' ').Trim()));
            }
        }

        return found;
    }

    /// <summary>The benchmark process that runs now: the one BenchmarkDotNet hands a pipe; null where there is none.</summary>
    public int? BenchmarkProcess() =>
        Find().Where(p => p.CommandLine.Contains("--benchmarkName", StringComparison.Ordinal)).Select(p => (int?)p.Id).FirstOrDefault();

    /// <summary>Waits until none is left; those that do not go.</summary>
    public IReadOnlyList<(int Id, string CommandLine)> AwaitNone(TimeSpan atMost)
    {
        SpinWait.SpinUntil(
            () =>
            {
                Thread.Sleep(20);
                return Find().Count == 0;
            },
            atMost);
        return Find();
    }

    private static string Read(string directory, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's.
            return "";
        }
    }
}
