using System.Globalization;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Native;

/// <summary>
/// Makes the pages of a loaded library resident before anything is measured. Else the first operation of a process loads those that it needs, several
/// megabytes whatever the module, and its peak of memory holds them. Linux only: elsewhere no peak is measured and nothing is done.
/// </summary>
public static unsafe partial class LibraryPages
{
    private const string Mappings = "/proc/self/maps";

    // MADV_POPULATE_READ of madvise(2), since Linux 5.14.
    private const int PopulateRead = 22;

    /// <summary>Loads all readable pages of the library.</summary>
    /// <returns>The bytes of the mappings that were loaded; 0 where the system does not say where the library lies.</returns>
    public static long Load(WasmtimeLibrary library)
    {
        ArgumentNullException.ThrowIfNull(library);
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var loaded = 0L;
        foreach (var (start, end) in Find(File.ReadLines(Mappings), TargetOf(library.Path)).ToList())
        {
            Load((byte*)start, end - start);
            loaded += end - start;
        }

        return loaded;
    }

    /// <summary>The readable mappings of a file, from the lines of <c>/proc/PID/maps</c>: address range, permissions, offset, device, inode, path.</summary>
    internal static IEnumerable<(nint Start, nint End)> Find(IEnumerable<string> lines, string path)
    {
        foreach (var line in lines)
        {
            var fields = line.Split(' ', 6, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 6 && fields[1].StartsWith('r') && fields[5].Trim() == path)
            {
                var range = fields[0].Split('-');
                yield return (nint.Parse(range[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), nint.Parse(range[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            }
        }
    }

    private static void Load(byte* start, nint bytes)
    {
        if (Advise(start, (nuint)bytes, PopulateRead) == 0)
        {
            return;
        }

        for (nint at = 0; at < bytes; at += Environment.SystemPageSize)
        {
            _ = Volatile.Read(ref start[at]);
        }
    }

    // The kernel names the file itself where the library was loaded through a link.
    private static string TargetOf(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
