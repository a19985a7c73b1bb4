using System.Diagnostics;

namespace CompileBench.Reporting.Tests.Exchange;

/// <summary>Reads the exports with readers that others wrote: Prometheus' own OpenMetrics parser, a JSON schema validator, Python's csv.</summary>
internal static class PythonReaders
{
    private static readonly string Script = Path.Combine(Repository.Root, "tests", "Reporting.Tests", "Exchange", "read_exports.py");

    public static string? Find() => // Debian keeps its own interpreter, which has its packages, behind any other one on the path.
        new[] { "/usr/bin/python3", "python3", "python" }.FirstOrDefault(p => Start(p, "-c", "import prometheus_client.openmetrics.parser, jsonschema") is (0, _));

    /// <summary>What the readers complain of; empty where nothing.</summary>
    public static string Run(string python, string directory)
    {
        var (code, output) = Start(python, Script, directory);
        return code == 0 ? output.Trim() : $"exit {code}: {output}";
    }

    private static (int Code, string Output) Start(string file, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            return process.WaitForExit(TimeSpan.FromSeconds(60)) ? (process.ExitCode, output + errors.Result) : (-1, "no end after 60 s");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (-1, "not installed");
        }
    }
}
