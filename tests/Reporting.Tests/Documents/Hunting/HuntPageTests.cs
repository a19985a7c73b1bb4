using CompileBench.Reporting.Documents.Hunting;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Hunting;

public class HuntPageTests
{
    [Fact]
    public void Markdown_TwoFindings_IsAsApproved() =>
        ApprovedFile.Matches(HuntPage.Markdown(SyntheticRun.Manifest(["1.0"], []) with { Kind = RunKind.Hunt }, Results()), "page", "md");

    [Fact]
    public void FromResults_TwoFindings_AnswersFirstAndEndsWithWhatToDo()
    {
        var blocks = HuntText.FromResults(Results(), "results/runs/x").Blocks;

        Assert.Equal("1 superlinear shape found, of which no known shape covers 0; the steepest is nested-br-if-loop under winch: k 1.98 (1.91 to 2.05); 1 compile crashed or exceeded a limit.", blocks[0].Line);
        Assert.Equal(2, blocks[1].Table!.Rows.Count);
        Assert.StartsWith("next: ", blocks[^1].Line, StringComparison.Ordinal);
        Assert.Contains("hunt --resume results/runs/x", blocks[^1].Line, StringComparison.Ordinal);
    }

    [Fact]
    public void FromResults_NothingFound_SaysAmongHowMany() =>
        Assert.StartsWith("No superlinear shape was found among 1,200 candidates.", HuntText.FromResults(Results() with { Findings = [] }, "x").Blocks[0].Line, StringComparison.Ordinal);

    // Under pulley the shape is not superlinear: a pattern that resembles it found nothing again.
    [Fact]
    public void Markdown_WithLaddersOfAScalingRun_CountsTheSuperlinearOnes()
    {
        var ladders = new SuperlinearLadders("20261123T060000Z", new Dictionary<(string, string), double> { [("nested-loops", "winch")] = 1.9, [("nested-ifs", "winch")] = 1.7, [("nested-ifs", "pulley")] = 1.6 });

        var page = HuntPage.Markdown(SyntheticRun.Manifest(["1.0"], []), Results(), ladders);

        Assert.Contains("| winch | 1 of 2 | nested-ifs 1.70 |", page, StringComparison.Ordinal);
        Assert.Contains("| nested-loops | winch: 1.98 (shape: 1.90) after 800 |", page, StringComparison.Ordinal);
        Assert.Contains("run `20261123T060000Z`", page, StringComparison.Ordinal);
        Assert.Contains("1 superlinear known shape grows", string.Join('\n', HuntText.FromResults(Results(), "x", ladders).Blocks.Select(b => b.Line)), StringComparison.Ordinal);
    }

    private static HuntResults Results() => new()
    {
        Metric = "time",
        Screened = 1200,
        Cells = 30,
        Remeasured = 4,
        Confirmed = 2,
        Duplicates = 1,
        Seconds = 60,
        ScreeningSeconds = 10,
        Rediscovered = [new HuntRediscovery("nested-loops", "winch", 1.98, "{}", 800), new HuntRediscovery("nested-loops", "pulley", 1.5, "{}")],
        Findings =
        [
            new HuntFinding
            {
                Name = "nested-br-if-loop",
                Kind = HuntFindingKind.Superlinear,
                Settings = "winch",
                Engine = "1.0",
                Slope = 1.98,
                Lower = 1.91,
                Upper = 2.05,
                Signature = "br_if+loop/deeper",
                Likeness = 0.97,
                MotifBytes = 8,
                Pattern = """{"repetition":"nested"}""",
                Listing = ["loop", "  local.get 0", "  br_if 0", "end"],
                ListedSize = 1,
                Tables =
                [
                    new HuntTable("winch", [new(64, 1e6), new(128, 4e6), new(256, 16e6)], "Superlinear", 1.98, 1.91, 2.05, null),
                    new HuntTable("pulley", [], "", null, null, null, "refused: the setting lacks a feature that the pattern needs"),
                ],
                InstructionSlope = 1.95,
                Stage = "register allocation",
                Function = "regalloc2::ion::run",
                CoveredBy = "nested-loops",
                Reports = ["wt#4060"],
                Engines =
                [
                    new HuntEngineCounts("0.9", "sha256:09", [new(32, 1e6), new(64, 2e6), new(128, 4.02e6)], null),
                    new HuntEngineCounts("1.0", "sha256:10", [new(32, 1e6), new(64, 3e6), new(128, 12e6)], null),
                    new HuntEngineCounts("0.1", "sha256:01", [], "does not support winch"),
                ],
            },
            new HuntFinding
            {
                Name = "crash-sequence-select",
                Kind = HuntFindingKind.Crash,
                Settings = "pulley",
                Engine = "1.0",
                Signature = "select",
                Pattern = """{"repetition":"sequence"}""",
                Module = "modules/0123456789abcdef.wasm",
                Message = "killed by signal 6 (SIGABRT): assertion failed",
            },
        ],
    };
}
