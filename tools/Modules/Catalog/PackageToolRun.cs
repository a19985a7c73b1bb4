namespace CompileBench.Modules.Catalog;

/// <summary>The result of running a package tool.</summary>
/// <param name="ExitCode">The tool's exit code; -1 when it did not start or was ended.</param>
/// <param name="Output">What it wrote to both streams.</param>
/// <param name="TimedOut">Whether it was stopped at its deadline.</param>
public readonly record struct PackageToolRun(int ExitCode, string Output, bool TimedOut)
{
    /// <summary>Whether the tool succeeded.</summary>
    public bool Succeeded => ExitCode == 0 && !TimedOut;

    /// <summary>The most useful line of the tool's output: the first line about an error, because later ones explain it or follow from it; otherwise the last line.</summary>
    public string Complaint
    {
        get
        {
            if (TimedOut)
            {
                return "it did not end in time";
            }

            var lines = Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

            // npm ends its errors with the path of a log file in the temporary project, which no longer exists.
            var errors = lines.Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("complete log", StringComparison.OrdinalIgnoreCase)
                && !line.Contains("-debug-", StringComparison.OrdinalIgnoreCase)).ToArray();
            var line = errors.FirstOrDefault() ?? lines.LastOrDefault() ?? $"it ended with exit code {ExitCode} and without output";
            return line.Length <= 300 ? line : line[..300] + "...";
        }
    }
}
