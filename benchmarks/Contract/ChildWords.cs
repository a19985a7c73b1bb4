namespace CompileBench.Benchmarks.Contract;

/// <summary>What a benchmark process that failed had to say, short enough for a record.</summary>
public static class ChildWords
{
    private const int LastLines = 4;
    private const string InnerMark = "---> ";
    private const string Exception = "Exception: ";

    /// <summary>The innermost exception it printed, or its last lines; empty where it printed nothing.</summary>
    /// <param name="lines">What it printed, in order; BenchmarkDotNet's own lines begin with two slashes and do not count.</param>
    public static string Of(IEnumerable<string> lines)
    {
        var own = lines.Select(l => l.Trim()).Where(l => l.Length > 0 && !l.StartsWith("//", StringComparison.Ordinal)).ToList();
        var thrown = own.LastOrDefault(l => l.StartsWith(InnerMark, StringComparison.Ordinal)) ?? own.FirstOrDefault(l => l.Contains(Exception, StringComparison.Ordinal));
        return thrown is null
            ? string.Join(" | ", own.TakeLast(LastLines))
            : thrown[(thrown.IndexOf(Exception, StringComparison.Ordinal) is >= 0 and var at ? at + Exception.Length : 0)..];
    }
}
