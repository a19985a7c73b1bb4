using System.Globalization;

namespace CompileBench.Engines.Execution;

/// <summary>The copies of workloads' folders in the system's temporary folder: each has the number of the process that made it in its name.</summary>
public static class WorkloadFolders
{
    private const string Prefix = "compilebench-workload-";

    /// <summary>Removes what an ended process left behind: one that is killed cannot remove its copies itself.</summary>
    /// <param name="process">The id of a process that has ended.</param>
    public static void RemoveFor(int process)
    {
        try
        {
            foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), $"{Prefix}{process}-*"))
            {
                Remove(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The temporary folder is gone too.
        }
    }

    /// <summary>Makes an empty folder for a copy of this process.</summary>
    internal static string Create() => Directory.CreateTempSubdirectory($"{Prefix}{Environment.ProcessId}-").FullName;

    /// <summary>Removes the copies of processes that are gone: their owner was killed too.</summary>
    internal static void RemoveAbandoned()
    {
        foreach (var path in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            var id = Path.GetFileName(path)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(id, CultureInfo.InvariantCulture, out var process) && !IsRunning(process))
            {
                Remove(path);
            }
        }
    }

    /// <summary>Removes a copy.</summary>
    internal static void Remove(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process removes it at the same time, or a virus scanner still reads it.
        }
    }

    private static bool IsRunning(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
