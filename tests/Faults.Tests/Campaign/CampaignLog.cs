using Xunit;

namespace CompileBench.Faults.Tests.Campaign;

/// <summary>
/// One line a fault: <c>fault: survived, finished before N, after M, lost 0</c>. The lines also go into a file beside the tests, because a
/// test runner shows a passing test's words to nobody.
/// </summary>
internal sealed class CampaignLog
{
    private readonly string _path;

    /// <summary>Begins a file.</summary>
    public CampaignLog(string name)
    {
        _path = Path.Combine(AppContext.BaseDirectory, name);
        File.Delete(_path);
    }

    /// <summary>Says how a fault went, and fails when a finished case was lost.</summary>
    public void Survived(string fault, JournalSnapshot before, JournalSnapshot after)
    {
        var lost = before.LostIn(after);
        Line($"{fault}: {(lost.Count == 0 ? "survived" : "not survived")}, finished before {before.Count}, after {after.Count}, lost {lost.Count}");
        Assert.Empty(lost);
    }

    /// <summary>Says that a fault could not be injected here.</summary>
    public void Skipped(string fault, string reason) => Line($"{fault}: skipped: {reason}");

    /// <summary>Says anything.</summary>
    public void Line(string line)
    {
        Console.WriteLine(line);
        File.AppendAllText(_path, line + "\n");
    }
}
