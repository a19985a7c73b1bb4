using System.Text;

namespace CompileBench.Engines.Isolation;

/// <summary>
/// Reads a stream line by line on a thread of its own. A line without end is cut and ends the reading: a process that has lost its mind must
/// not fill its owner's memory.
/// </summary>
internal static class BoundedLines
{
    // The longest line a worker has reason to write is an engine's rejection, a few kilobytes.
    private const int LongestLine = 1 << 20;

    /// <summary>Starts reading; <paramref name="take"/> gets each line, and null once at the end.</summary>
    public static void Read(Stream stream, string name, Action<string?> take)
    {
        var thread = new Thread(() => Read(stream, take)) { IsBackground = true, Name = name };
        thread.Start();
    }

    private static void Read(Stream stream, Action<string?> take)
    {
        try
        {
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var line = new StringBuilder();
            Span<char> buffer = stackalloc char[1024];
            for (var count = reader.Read(buffer); count > 0 && line.Length <= LongestLine; count = reader.Read(buffer))
            {
                var text = buffer[..count];
                for (var end = text.IndexOf('\n'); end >= 0; end = text.IndexOf('\n'))
                {
                    line.Append(text[..end]);
                    take(line.ToString().TrimEnd('\r'));
                    line.Clear();
                    text = text[(end + 1)..];
                }

                line.Append(text);
            }

            if (line.Length > 0)
            {
                take(line.ToString());
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The process was killed and its streams closed under the reader.
        }
        finally
        {
            take(null);
        }
    }
}
