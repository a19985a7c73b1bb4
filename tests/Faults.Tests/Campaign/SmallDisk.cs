using System.Diagnostics;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>
/// A place that can be made full: a small file system in memory where this process may mount one. Elsewhere a plain folder, and
/// <see cref="Fill"/> then takes from the host the right to write any file beyond its present size.
/// </summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Filler = "filler";

    /// <summary>Makes it.</summary>
    /// <param name="megabytes">Its size where it is a file system of its own.</param>
    public SmallDisk(int megabytes = 512)
    {
        Path = Directory.CreateTempSubdirectory("compilebench-faults").FullName;
        IsMounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Path);
    }

    /// <summary>Whether it is a file system of its own.</summary>
    public bool IsMounted { get; }

    /// <summary>Where it lies.</summary>
    public string Path { get; }

    /// <summary>How it is made full.</summary>
    public string Means => IsMounted ? "tmpfs" : "file size limit";

    /// <summary>Leaves no byte, for everybody or for this process.</summary>
    public void Fill(int process, string growingFile)
    {
        if (!IsMounted)
        {
            if (!Run("prlimit", "--pid", $"{process}", $"--fsize={new FileInfo(growingFile).Length + 1}"))
            {
                throw new InvalidOperationException("neither mount nor prlimit works here");
            }

            return;
        }

        // Unbuffered: what does not fit must fail here and not when the file is closed.
        using var file = new FileStream(System.IO.Path.Combine(Path, Filler), FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        foreach (var size in (int[])[1 << 16, 1 << 12, 1])
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // Full for this size; smaller pieces may still fit.
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(System.IO.Path.Combine(Path, Filler));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsMounted)
        {
            Run("umount", "-l", Path);
        }

        Directory.Delete(Path, recursive: true);
    }

    private static bool Run(string command, params string[] arguments)
    {
        try
        {
            var info = new ProcessStartInfo(command, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
            using var process = Process.Start(info)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
