using System.Diagnostics;
using CompileBench.Engines.Isolation;

namespace CompileBench.Worker;

/// <summary>Writes answers. An answer that can wait goes out with the next one, because waking the owner can cost as much as a short operation.</summary>
internal sealed class AnswerPipe(TextWriter output)
{
    // The owner measures its deadline from the last answer it has, so an answer may not wait for longer than nobody would notice.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(50);

    private long _flushed;

    /// <summary>Writes an answer and sends it at once.</summary>
    public void Send(WorkerAnswer answer)
    {
        output.WriteLine(WorkerProtocol.Line(answer));
        output.Flush();
        _flushed = Stopwatch.GetTimestamp();
    }

    /// <summary>Writes an answer that goes out with the next one that is sent.</summary>
    public void Hold(WorkerAnswer answer) => output.WriteLine(WorkerProtocol.Line(answer));

    /// <summary>Writes an answer, and sends it where nothing was sent for a while.</summary>
    public void SendSoon(WorkerAnswer answer)
    {
        if (Stopwatch.GetElapsedTime(_flushed) > LongestWait)
        {
            Send(answer);
        }
        else
        {
            Hold(answer);
        }
    }
}
