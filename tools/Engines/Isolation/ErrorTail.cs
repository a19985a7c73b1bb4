using System.Text;

namespace CompileBench.Engines.Isolation;

/// <summary>The end of what a process wrote to standard error, kept short enough for a record. Safe for several threads.</summary>
internal sealed class ErrorTail
{
    private const int MaxLines = 8;
    private const int MaxCharacters = 600;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private bool _ended;

    /// <summary>Takes a line; null is the end of the stream.</summary>
    public void Add(string? line)
    {
        lock (_gate)
        {
            if (line is null)
            {
                _ended = true;
                return;
            }

            if (line.Length > 0 && !IsBacktrace(line))
            {
                _lines.Enqueue(line);
            }

            while (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    // A panic's own words stand before its backtrace, which would push them out.
    private static bool IsBacktrace(string line)
    {
        var text = line.AsSpan().TrimStart();
        var digits = text.Length - text.TrimStart("0123456789").Length;
        return text.StartsWith("stack backtrace:", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("note: ", StringComparison.Ordinal)
            || text.StartsWith("at ", StringComparison.Ordinal)
            || (digits > 0 && digits < text.Length && text[digits] == ':');
    }

    /// <summary>Waits for the end of the stream, but not longer than this.</summary>
    public void AwaitEnd(TimeSpan atMost) => SpinWait.SpinUntil(
        () =>
        {
            lock (_gate)
            {
                return _ended;
            }
        },
        atMost);

    /// <summary>The lines joined into one, control characters replaced.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            var text = new StringBuilder(string.Join(" | ", _lines));
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = char.IsControl(text[i]) ? ' ' : text[i];
            }

            return text.Length <= MaxCharacters ? text.ToString() : text.ToString(0, MaxCharacters) + "…";
        }
    }
}
