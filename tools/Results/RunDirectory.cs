using System.Globalization;

namespace CompileBench.Results;

/// <summary>
/// One run on disk: <c>run.json</c>, <c>cases.jsonl</c>, <c>profiles.json</c>, <c>bdn/</c> and <c>report/</c>.
/// While it is open for measuring, a lock file keeps a second process out.
/// </summary>
public sealed class RunDirectory : IDisposable
{
    private const string LockName = ".lock";

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

    /// <summary>Makes a new run directory under <paramref name="parent"/> and locks it. A name already taken gets a number.</summary>
    /// <exception cref="IOException">The directory cannot be made.</exception>
    public static RunDirectory Create(string parent, string name)
    {
        for (var attempt = 1; ; attempt++)
        {
            var path = System.IO.Path.GetFullPath(System.IO.Path.Combine(parent, attempt == 1 ? name : $"{name}-{attempt}"));
            if (Directory.Exists(path))
            {
                continue;
            }

            Directory.CreateDirectory(path);
            return new RunDirectory(path, TakeLock(path));
        }
    }

    /// <summary>Opens an existing run to go on measuring.</summary>
    /// <exception cref="RunInUseException">Another process is measuring into it.</exception>
    /// <exception cref="RecordFormatException">It is no run.</exception>
    public static RunDirectory OpenForMeasuring(string path)
    {
        var run = OpenForReading(path);
        return new RunDirectory(run.Path, TakeLock(run.Path));
    }

    /// <summary>Opens an existing run to read it.</summary>
    /// <exception cref="RecordFormatException">It is no run.</exception>
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
    public RunManifest ReadManifest()
    {
        try
        {
            return RecordsJson.ReadManifest(File.ReadAllBytes(ManifestPath));
        }
        catch (RecordFormatException e)
        {
            throw new RecordFormatException($"{ManifestPath} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Replaces <c>run.json</c>: the new text is complete on disk before it takes the old one's place.</summary>
    public void WriteManifest(RunManifest manifest) => AtomicFile.Write(ManifestPath, RecordsJson.Document(manifest));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        _lock.Dispose();
        File.Delete(In(LockName));
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new RunInUseException($"{path} is in use by another process that measures into it: wait for it or start a run of its own", e);
        }
    }

    private static string Safe(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' ? c : '-')).Trim('-', '.');

    private string In(string name) => System.IO.Path.Combine(Path, name);
}

/// <summary>A run directory that another process is measuring into.</summary>
public sealed class RunInUseException(string message, Exception inner) : Exception(message, inner);
