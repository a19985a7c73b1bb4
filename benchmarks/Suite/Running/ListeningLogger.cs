using System.Diagnostics;
using BenchmarkDotNet.Loggers;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Passes BenchmarkDotNet's words on and knows when the last of them came. Safe for several threads.</summary>
internal sealed class ListeningLogger(ILogger inner) : ILogger
{
    private long _last = Stopwatch.GetTimestamp();

    /// <summary>The time since the last line, or since this was made.</summary>
    public TimeSpan Silence => Stopwatch.GetElapsedTime(Interlocked.Read(ref _last));

    /// <inheritdoc/>
    public string Id => inner.Id;

    /// <inheritdoc/>
    public int Priority => inner.Priority;

    /// <inheritdoc/>
    public void Write(LogKind logKind, string text)
    {
        Heard();
        inner.Write(logKind, text);
    }

    /// <inheritdoc/>
    public void WriteLine() => inner.WriteLine();

    /// <inheritdoc/>
    public void WriteLine(LogKind logKind, string text)
    {
        Heard();
        inner.WriteLine(logKind, text);
    }

    /// <inheritdoc/>
    public void Flush() => inner.Flush();

    private void Heard() => Interlocked.Exchange(ref _last, Stopwatch.GetTimestamp());
}
