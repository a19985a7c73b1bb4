using System.Text;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Runs;

/// <summary>
/// The directory that a run was started in: its relative paths of modules start there, wherever it is resumed. It stands beside the manifest and not in it,
/// because the manifest of a published run has no absolute paths.
/// </summary>
internal static class StartFolder
{
    private const string FileName = "started-in";

    // Longer than any path of a supported system.
    private const long MostBytes = 64 << 10;

    /// <summary>Writes the current directory into the directory of a new run.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Keep(string run) => AtomicFile.Write(Path.Combine(run, FileName), Encoding.UTF8.GetBytes(Environment.CurrentDirectory));

    /// <summary>The directory that a run was started in; null where the run does not say it, as runs of earlier versions do not.</summary>
    /// <exception cref="Results.Schema.RecordFormatException">It is not a regular file of that size.</exception>
    public static string? Find(string run)
    {
        var file = Path.Combine(run, FileName);
        if (!File.Exists(file))
        {
            return null;
        }

        var start = Encoding.UTF8.GetString(RegularFile.ReadAllBytes(file, MostBytes));
        return Path.IsPathFullyQualified(start) && !start.Contains('\0', StringComparison.Ordinal) ? start : null;
    }
}
