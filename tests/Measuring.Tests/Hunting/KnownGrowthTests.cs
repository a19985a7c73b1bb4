using CompileBench.Measuring.Hunting;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;
using Xunit;

namespace CompileBench.Measuring.Tests.Hunting;

public class KnownGrowthTests
{
    private static readonly HuntFinding BranchesInSequence = new()
    {
        Name = "sequence-br-if",
        Kind = HuntFindingKind.Superlinear,
        Settings = SettingNames.SpeedBacktracking,
        Engine = "package",
        Slope = 1.9,
        Signature = "br_if",
        Pattern = PatternJson.Write(new Pattern { Repetition = Repetition.Sequence, Opening = [new(StepKind.BranchIf)] }),
        Tables = [new HuntTable(SettingNames.NoneBacktracking, [], "Superlinear", 1.8, 1.7, 1.9, null), new HuntTable(SettingNames.Winch, [], "Linear", 1, 1, 1, null)],
    };

    [Theory]
    [InlineData("speed-backtracking", "Sequence", "br_if", 1.8, true)]
    [InlineData("speed-backtracking", "Sequence", "br_if", 2.2, false)]
    [InlineData("none-backtracking", "Sequence", "br_if+select", 1.8, true)]
    [InlineData("winch", "Sequence", "br_if", 1.8, false)]
    [InlineData("speed-backtracking", "Nested", "br_if", 1.8, false)]
    [InlineData("speed-backtracking", "Sequence", "br_if/deeper", 1.8, false)]
    [InlineData("speed-backtracking", "Sequence", "loop+select", 1.8, false)]
    public void IsExplained_OneFinding_ExplainsWhatGrowsLikeItAndMore(string settings, string repetition, string signature, double slope, bool expected) =>
        Assert.Equal(expected, new KnownGrowth([BranchesInSequence]).IsExplained(settings, Enum.Parse<Repetition>(repetition), signature, slope));

    [Fact]
    public void IsExplained_AFindingOfPlainOperators_DoesNotExplainEverything()
    {
        var growth = new KnownGrowth([BranchesInSequence with { Signature = "" }]);

        Assert.True(growth.IsExplained(SettingNames.SpeedBacktracking, Repetition.Sequence, "", 1.8));
        Assert.False(growth.IsExplained(SettingNames.SpeedBacktracking, Repetition.Sequence, "br_if", 1.8));
    }
}
