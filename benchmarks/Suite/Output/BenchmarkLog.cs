using BenchmarkDotNet.Loggers;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>
/// BenchmarkDotNet's words in a file among the run's artifacts. Its own log file throws when the disk is full, in the middle of a case; this one
/// falls silent, and the journal, which can be resumed from, is what says so.
/// </summary>
internal sealed class BenchmarkLog : ILogger, IDisposable
{
    /// <summary>The name of the file in the folder of artifacts.</summary>
    public const string FileName = "benchmarkdotnet.log";

    private readonly Lock _gate = new();
    private StreamWriter? _file;

    /// <summary>Appends to a file, made with its folder where it is missing.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public BenchmarkLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        _file = new StreamWriter(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
    }

    /// <inheritdoc/>
    public string Id => nameof(BenchmarkLog);

    /// <inheritdoc/>
    public int Priority => 0;

    /// <inheritdoc/>
    public void Write(LogKind logKind, string text) => Attempt(file => file.Write(text));

    /// <inheritdoc/>
    public void WriteLine() => Attempt(file => file.WriteLine());

    /// <inheritdoc/>
    public void WriteLine(LogKind logKind, string text) => Attempt(file => file.WriteLine(text));

    /// <inheritdoc/>
    public void Flush() => Attempt(file => file.Flush());

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _file?.Dispose();
    }

    private void Attempt(Action<StreamWriter> write)
    {
        lock (_gate)
        {
            if (_file is null)
            {
                return;
            }

            try
            {
                write(_file);
            }
            catch (IOException)
            {
                // Not disposed: that would try to write what is left once more.
                _file = null;
            }
        }
    }
}
