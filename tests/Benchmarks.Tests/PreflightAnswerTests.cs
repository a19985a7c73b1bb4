using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Analysis.Policy;
using CompileBench.Measuring;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Benchmarks.Tests;

public class PreflightAnswerTests
{
    private static readonly PreflightAnswer Answer = new(3e9, "3.00 s");

    [Fact]
    public void Lines_ModulesOverAndNear_AnswerFirstNearestNextAndWhatToDoLast()
    {
        var lines = Answer.Lines(
        [
            Compiled("fine", "speed-backtracking", 0.1), Compiled("fine", "winch", 0.1), Compiled("near", "speed-backtracking", 2.6), Compiled("nearest", "speed-backtracking", 2.9),
            TimedOut("slow", "speed-backtracking"), Compiled("slow", "winch", 0.2), TimedOut("hopeless", "speed-backtracking"), TimedOut("hopeless", "winch"),
        ]);

        Assert.Equal("2 of 5 modules exceed 3.00 s under at least one of 2 settings, 2 are near it, 1 stays below", lines[0]);
        Assert.StartsWith("near   nearest speed-backtracking", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("near   near speed-backtracking", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, l => l.StartsWith("over   slow", StringComparison.Ordinal) && l.EndsWith("200 ms under winch", StringComparison.Ordinal));
        Assert.StartsWith("next: compile slow under the settings named above; leave out hopeless or raise the limit; measure what is near: --module nearest near", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_NothingOver_SaysSo()
    {
        var lines = Answer.Lines([Compiled("fine", "winch", 0.1)]);

        Assert.Equal("0 of 1 module exceeds 3.00 s under winch, 0 are near it, 1 stays below", lines[0]);
        Assert.Equal("next: measure the times with the same command without --preflight-only", lines[^1]);
    }

    [Fact]
    public void Lines_Rejections_AreCountedAndNoFailure()
    {
        var rejected = new PreflightCase(Case("gc", "winch"), OutcomeKind.Rejected, null);

        Assert.Contains("rejected: 1 case, which have no time", Answer.Lines([rejected, Compiled("fine", "winch", 0.1)]));
        Assert.False(PreflightAnswer.IsNegative(rejected));
        Assert.True(PreflightAnswer.IsNegative(TimedOut("slow", "winch")));
    }

    [Theory]
    [InlineData("failed,rejected,missing,over-deadline", "--filter", "*")]
    [InlineData("failed,missing,over-budget,over-deadline", "--fail-over-budget")]
    [InlineData("refused", "--fail-on", "refused")]
    [InlineData("", "--fail-on", "none")]
    public void Parse_FailOn_SaysWhatGivesExitCode1(string expected, params string[] arguments) =>
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), RunFailures.Names.Where(n => SuiteCommandLine.Parse(arguments).FailOn.Contains(n.Failure)).Select(n => n.Name));

    [Fact]
    public void Parse_UnknownFailOn_ListsTheKinds() =>
        Assert.Contains("over-budget", Assert.Throws<UsageException>(() => SuiteCommandLine.Parse(["--fail-on", "everything"])).Message, StringComparison.Ordinal);

    private static PreflightCase Compiled(string module, string settings, double seconds) => new(Case(module, settings), OutcomeKind.Completed, seconds * 1e9);

    private static PreflightCase TimedOut(string module, string settings) => new(Case(module, settings), OutcomeKind.TimedOut, 3.75e9);

    private static MeasuredCase Case(string module, string settings) => new(OperationNames.Compile, module, settings, "50.0.1");
}
