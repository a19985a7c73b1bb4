using Xunit;

namespace CompileBench.Architecture.Tests;

/// <summary>Tests judge counts, structure and recorded samples. A test that reads a clock has to say here what for.</summary>
public sealed class TestClockTests
{
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["tests/Benchmarks.Tests/LaunchGuardTests.cs"] = "keeps a process busy for longer than its idle timeout",
        ["tests/Engines.Tests/Execution/SettingShare.cs"] = "chooses the settings that a run executes by the day, so that runs of three days execute all",
        ["tests/Faults.Tests/Campaign/SuiteHost.cs"] = "liveness: gives up on a host after minutes",
        ["tests/Modules.Tests/Profiling/MutationCampaignTests.cs"] = "liveness: a module of a few kilobytes must not hang the decoder",
        ["tests/Reporting.Tests/Documents/Runs/ReportLimitTests.cs"] = "prints how long it took and does not judge it",
        ["tests/Reporting.Tests/Page/PageTests.cs"] = "prints how long it took and does not judge it",
    };

    private static readonly string[] Clocks = ["Stopwatch", "Environment.TickCount", "DateTime.UtcNow", "DateTimeOffset.UtcNow"];

    [Fact]
    public void Tests_ReadAClockOnlyForAReason()
    {
        var reading = Directory.EnumerateFiles(Repository.At("tests"), "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal) && !path.EndsWith("/TestClockTests.cs", StringComparison.Ordinal))
            .Where(path => Clocks.Any(clock => File.ReadAllText(Repository.At(path)).Contains(clock, StringComparison.Ordinal)))
            .Where(path => !path.StartsWith("tests/Architecture.Tests/", StringComparison.Ordinal))
            .ToList();

        Rule.HasNoViolation(reading.Except(Reasons.Keys));
    }
}
