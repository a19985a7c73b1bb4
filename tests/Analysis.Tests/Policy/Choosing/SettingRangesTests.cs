using CompileBench.Analysis.Policy.Choosing;
using Xunit;

namespace CompileBench.Analysis.Tests.Policy.Choosing;

public sealed class SettingRangesTests
{
    [Fact]
    public void FromCandidates_ThreeSettings_ChangesWhereTotalsAreEqual()
    {
        var ranges = SettingRanges.FromCandidates([new("speed-backtracking", 100, 1), new("none-singlepass", 40, 2), new("winch", 10, 4), new("pulley", 120, 9)]);

        Assert.Equal([new("winch", 0), new("none-singlepass", 15), new SettingRange("speed-backtracking", 60)], ranges);
    }

    [Fact]
    public void FromCandidates_AnyCosts_NameTheCheapestForAnyNumberOfRuns()
    {
        var random = new Random(2);
        for (var i = 0; i < 1000; i++)
        {
            SettingCandidate[] candidates = [.. Enumerable.Range(0, 6).Select(n => new SettingCandidate($"setting-{n}", random.Next(1, 1000), random.Next(1, 50)))];
            var ranges = SettingRanges.FromCandidates(candidates);
            foreach (var runs in (double[])[0, 0.5, 3, 17.3, 200, 1e6])
            {
                var named = ranges.Last(r => r.FromRuns <= runs).Settings;
                Assert.Equal(candidates.Min(c => c.TotalAfter(runs)), candidates.First(c => c.Settings == named).TotalAfter(runs), 6);
            }
        }
    }
}
