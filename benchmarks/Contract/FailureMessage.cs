namespace CompileBench.Benchmarks.Contract;

/// <summary>The message of a benchmark process that failed, short enough for a record.</summary>
public static class FailureMessage
{
    private const int LastLines = 4;
    private const string InnerMark = "---> ";
    private const string Exception = "Exception: ";

    /// <summary>Finds the innermost exception that the process printed, or its last lines; empty where it printed nothing.</summary>
    /// <param name="lines">The lines that it printed, in order. Lines of BenchmarkDotNet begin with two slashes and are skipped.</param>
    public static string FromOutput(IEnumerable<string> lines)
    {
        var own = lines.Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)).ToList();
        var thrown = own.LastOrDefault(l => l.StartsWith(InnerMark, StringComparison.Ordinal)) ?? own.FirstOrDefault(l => l.Contains(Exception, StringComparison.Ordinal));
        return thrown is null
            ? string.Join(" | ", own.TakeLast(LastLines))
            : thrown[(thrown.IndexOf(Exception, StringComparison.Ordinal) is >= 0 and var at ? at + Exception.Length : 0)..];
    }
}
