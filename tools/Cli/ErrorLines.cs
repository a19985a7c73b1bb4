using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Language;

namespace CompileBench.Cli;

/// <summary>Writes progress to standard error, one line per report, in the order of the reports.</summary>
internal sealed class ErrorLines : IProgress<string>, IProgress<CountingForecast>
{
    /// <inheritdoc/>
    public void Report(string value) => CliConsole.Note(value);

    /// <inheritdoc/>
    public void Report(CountingForecast value)
    {
        if (ExplanationWords.Announcement(value) is { } line)
        {
            Report(line);
        }
    }
}
