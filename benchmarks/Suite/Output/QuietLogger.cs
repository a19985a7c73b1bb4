using BenchmarkDotNet.Loggers;

namespace CompileBench.Benchmarks.Suite.Output;

/// <summary>Keeps BenchmarkDotNet's words off the screen; they are all in its own log file among the run's artifacts.</summary>
internal sealed class QuietLogger : ILogger
{
    /// <inheritdoc/>
    public string Id => nameof(QuietLogger);

    /// <inheritdoc/>
    public int Priority => 0;

    /// <inheritdoc/>
    public void Write(LogKind logKind, string text)
    {
    }

    /// <inheritdoc/>
    public void WriteLine()
    {
    }

    /// <inheritdoc/>
    public void WriteLine(LogKind logKind, string text)
    {
    }

    /// <inheritdoc/>
    public void Flush()
    {
    }
}
