using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>Assertions of rules that name every violation.</summary>
internal static class Rule
{
    /// <summary>Fails with one line per violation.</summary>
    public static void HasNoViolation(IEnumerable<object> violations)
    {
        var lines = violations.Select(v => v.ToString()).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{lines.Count} violations:\n{string.Join('\n', lines)}");
    }
}
