using System.Diagnostics;

namespace CompileBench.Engines.Hosting;

/// <summary>Finds the processes that this one has started, so that none is left when it ends at once.</summary>
public static class DescendantProcesses
{
    /// <summary>
    /// Kills every child of this process with all that it has started. Linux only: elsewhere a child ends by itself when its owner does, see
    /// <see cref="ChildProcesses.DieWithOwner"/>.
    /// </summary>
    public static void KillAll()
    {
        foreach (var id in ChildrenOf(Environment.ProcessId))
        {
            try
            {
                using var child = Process.GetProcessById(id);
                ChildProcesses.KillGroup(child);
            }
            catch (ArgumentException)
            {
                // It has ended meanwhile.
            }
        }
    }

    /// <summary>The process numbers of a process's children; empty where the system has no <c>/proc</c>.</summary>
    internal static IReadOnlyList<int> ChildrenOf(int parent)
    {
        if (!OperatingSystem.IsLinux())
        {
            return [];
        }

        var children = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder.AsSpan()), out var id) && LinuxProcessStat.Read(id)?.Parent == parent)
            {
                children.Add(id);
            }
        }

        return children;
    }
}
