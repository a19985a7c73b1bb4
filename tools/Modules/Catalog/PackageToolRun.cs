namespace CompileBench.Modules.Catalog;

/// <summary>How a run of a package tool ended.</summary>
/// <param name="ExitCode">The tool's exit code; -1 when it did not start or was ended.</param>
/// <param name="Output">What it said, both streams.</param>
/// <param name="TimedOut">Whether it was ended at its deadline.</param>
public readonly record struct PackageToolRun(int ExitCode, string Output, bool TimedOut)
{
    /// <summary>Whether the tool did what it was asked for.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The most telling line of what the tool said: the first of its lines about an error, for those after it explain it or follow from it; else its last line.</summary>
    public string Complaint
    {
        get
        {
            if (TimedOut)
            {
                return "it did not end in time";
            }

            var lines = Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

            // npm ends its complaints with the place of a log file that is gone by the time anybody looks.
            var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("complete log", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("-debug-", StringComparison.OrdinalIgnoreCase)).ToArray();
            var line = errors.FirstOrDefault() ?? lines.LastOrDefault() ?? $"it ended with exit code {ExitCode} and said nothing";
            return line.Length <= 300 ? line : line[..300] + "...";
        }
    }
}
