using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace CompileBench.Engines.Hosting;

/// <summary>
/// Finds, on Linux, descendants of a child process that outlived it, also those in a session of their own. This process is a subreaper, so
/// orphans become its children; a variable in their environment, which every descendant inherits, tells whose they were.
/// </summary>
internal static partial class LinuxDescendants
{
    private const string Variable = "COMPILEBENCH_PROCESS";
    private const int SetSubreaper = 36;
    private const int KillSignal = 9;

    // A descendant that forks faster than it is killed would be chased for ever.
    private const int MostRounds = 100;

    private static readonly Lazy<bool> IsSubreaper = new(() => OperatingSystem.IsLinux() && ProcessControl(SetSubreaper, 1, 0, 0, 0) == 0);

    /// <summary>Marks the environment of a process that is about to be started, and returns the mark.</summary>
    public static string Mark(IDictionary<string, string?> environment)
    {
        _ = IsSubreaper.Value;
        var value = Guid.NewGuid().ToString("N");
        environment[Variable] = value;
        return $"{Variable}={value}";
    }

    /// <summary>Kills every orphan that has the mark, and the orphans that this makes.</summary>
    public static void KillMarked(string mark)
    {
        if (!IsSubreaper.Value)
        {
            return;
        }

        var bytes = Encoding.ASCII.GetBytes(mark);
        for (var round = 0; round < MostRounds && KillOnce(bytes); round++)
        {
            // The children of those just killed are this process's children now.
        }
    }

    private static bool KillOnce(byte[] mark)
    {
        var any = false;
        foreach (var id in Children().Where(id => IsMarked(id, mark)))
        {
            if (Kill(id, KillSignal) == 0)
            {
                _ = WaitProcess(id, out _, 0);
                any = true;
            }
        }

        return any;
    }

    private static List<int> Children()
    {
        var children = new List<int>();
        foreach (var thread in Directory.EnumerateDirectories("/proc/self/task"))
        {
            foreach (var word in ReadText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                children.Add(int.Parse(word, CultureInfo.InvariantCulture));
            }
        }

        return children;
    }

    private static bool IsMarked(int id, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The thread has ended, or the kernel was built without this file.
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "waitpid")]
    private static partial int WaitProcess(int id, out int status, int options);
}
