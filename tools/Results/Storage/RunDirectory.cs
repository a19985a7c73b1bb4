using System.Globalization;
using CompileBench.Results.Schema;

namespace CompileBench.Results.Storage;

/// <summary>
/// One run on disk: <c>run.json</c>, <c>cases.jsonl</c>, <c>profiles.json</c>, <c>bdn/</c> and <c>report/</c>.
/// While it is open for measuring, a lock on <c>.lock</c> keeps a second process out. The empty file stays: if it were deleted, one process
/// could hold the deleted file and another a new file of the same name.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private const string LockName = ".lock";

    // After this many lost races in a row there is no other process, only a file system that refuses every lock.
    private const int MostLost = 100;

    private readonly FileStream? _lock;

    private RunDirectory(string path, FileStream? lockFile)
    {
        Path = path;
        _lock = lockFile;
    }

    /// <summary>The directory, absolute.</summary>
    public string Path { get; }

    /// <summary><c>run.json</c>.</summary>
    public string ManifestPath => In("run.json");

    /// <summary><c>cases.jsonl</c>.</summary>
    public string JournalPath => In("cases.jsonl");

    /// <summary><c>profiles.json</c>.</summary>
    public string ProfilesPath => In("profiles.json");

    /// <summary>BenchmarkDotNet's own artifacts.</summary>
    public string BenchmarkArtifactsPath => In("bdn");

    /// <summary>Charts, Markdown and page.</summary>
    public string ReportPath => In("report");

    /// <summary>The name a new run gets: time, engine and host, safe as a file name everywhere.</summary>
    public static string NameFor(DateTimeOffset startedAt, string engine, string host)
    {
        var stamp = startedAt.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return $"{stamp}-{Safe(engine)}-{Safe(host)}";
    }

    /// <summary>
    /// Makes a new run directory under <paramref name="parent"/> and locks it. A name that is taken gets a number, also where another process
    /// takes it at the same moment.
    /// </summary>
    /// <exception cref="IOException">The directory cannot be made or locked.</exception>
    public static RunDirectory Create(string parent, string name)
    {
        var lost = 0;
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(parent, attempt == 1 ? name : $"{name}-{attempt}"));
            if (System.IO.Path.Exists(path))
            {
                continue;
            }

            // A process cannot learn whether it made the directory or another did; it can learn who has the lock and whether there is a run already.
            Directory.CreateDirectory(path);
            try
            {
                var run = new RunDirectory(path, TakeLock(path));
                if (!File.Exists(run.ManifestPath))
                {
                    return run;
                }

                run.Dispose();
            }
            catch (RunInUseException) when (++lost < MostLost)
            {
                // Tries the next number.
            }
        }
    }

    /// <summary>Opens an existing run to continue measuring.</summary>
    /// <exception cref="RunInUseException">Another process is measuring into it.</exception>
    /// <exception cref="RecordFormatException">It is not a run.</exception>
    public static RunDirectory OpenForMeasuring(string path)
    {
        var run = OpenForReading(path);
        return new RunDirectory(run.Path, TakeLock(run.Path));
    }

    /// <summary>Opens an existing run to read it.</summary>
    /// <exception cref="RecordFormatException">It is not a run.</exception>
    public static RunDirectory OpenForReading(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        var run = new RunDirectory(full, null);
        return File.Exists(run.ManifestPath)
            ? run
            : throw new RecordFormatException($"{path} is not a run: it has no run.json");
    }

    /// <summary>Reads <c>run.json</c>.</summary>
    /// <exception cref="RecordFormatException">It cannot be read; the message names the file.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public RunManifest ReadManifest()
    {
        try
        {
            return RecordsJson.ReadManifest(RegularFile.ReadAllBytes(ManifestPath, FileLimits.Manifest));
        }
        catch (RecordFormatException e) when (e.Fault is RecordFault.Malformed or RecordFault.NewerSchema)
        {
            throw e.WithMessage($"{ManifestPath} cannot be read: {e.Message}");
        }
    }

    /// <summary>Replaces <c>run.json</c>: the new text is complete on disk before it takes the old one's place.</summary>
    public void WriteManifest(RunManifest manifest) => AtomicFile.Write(ManifestPath, RecordsJson.Document(manifest));

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    private static FileStream TakeLock(string path)
    {
        try
        {
            return RegularFile.OpenOrCreate(System.IO.Path.Combine(path, LockName), FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new RunInUseException($"{path} is in use by another process that measures into it: wait for it or start a new run", e);
        }
        catch (IOException e)
        {
            throw new IOException($"{path} cannot be locked for measuring: {e.Message}", e);
        }
    }

    // Windows: ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION. Elsewhere the runtime takes the lock with flock and passes its EWOULDBLOCK on
    // unchanged: 11 on Linux, 35 on macOS and the BSDs.
    private static bool IsHeldByAnother(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xffff) is 32 or 33
        : OperatingSystem.IsLinux() ? e.HResult == 11
        : e.HResult == 35;

    private static string Safe(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).Trim('-', '.');

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>A run directory that another process is measuring into.</summary>
public sealed class RunInUseException(string message, Exception inner) : IOException(message, inner);
