using System.Diagnostics;
using CompileBench.Measuring.Duel;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli.Comparing;

/// <summary>Tells how far a duel is, on standard error: one line that is written over on a terminal, a plain line now and then elsewhere.</summary>
internal sealed class DuelConsole : IProgress<DuelProgress>, IProgress<FetchProgress>, IProgress<string>
{
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RedrawInterval = TimeSpan.FromMilliseconds(250);

    private readonly bool _isTerminal = !Console.IsErrorRedirected;
    private long _last;

    /// <inheritdoc/>
    public void Report(DuelProgress value)
    {
        if (_last != 0 && Stopwatch.GetElapsedTime(_last) < (_isTerminal ? RedrawInterval : LineInterval))
        {
            return;
        }

        _last = Stopwatch.GetTimestamp();
        var line = PlainText.Clean($"{Clock(value.Elapsed)} of {Clock(value.Limit)}, {value.Total - value.Open} of {value.Total} comparisons decided: {value.Doing}");
        if (_isTerminal)
        {
            Console.Error.Write($"\r\u001b[K{(line.Length < Width ? line : line[..Width])}");
        }
        else
        {
            CliConsole.Note(line);
        }
    }

    /// <inheritdoc/>
    public void Report(FetchProgress value) => Report(value.Text);

    /// <inheritdoc/>
    public void Report(string value) => CliConsole.Note(value);

    /// <summary>Takes the moving line away.</summary>
    public void Clear()
    {
        if (_isTerminal)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }

    private static int Width => Math.Max(20, Console.WindowWidth - 1);

    private static string Clock(TimeSpan time) => $"{(int)time.TotalMinutes}:{time.Seconds:00}";
}
