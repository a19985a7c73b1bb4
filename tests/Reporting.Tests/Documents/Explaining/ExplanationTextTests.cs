using System.Text.Json;
using CompileBench.Analysis.Explanation;
using CompileBench.Reporting.Documents.Explaining;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Explaining;

public sealed class ExplanationTextTests
{
    [Fact]
    public void FromResults_TwoSettings_TheFirstLineNamesTheLargestStageAndTheCheapestSetting()
    {
        var text = ExplanationText.FromResults("sqlite", 1000, "50.0.1", [Explained("speed-backtracking", 600, 400), Explained("winch", 60, 40)], 5);

        Assert.Equal("sqlite: speed-backtracking executes 1.0 k instructions, the largest part in register allocation (60.0%); winch executes the fewest, 100 (0.10x)", text.Blocks[0].Line);
    }

    [Fact]
    public void FromResults_NothingCounted_SaysSoFirst() => Assert.Equal(
        "sqlite: no compile was explained", ExplanationText.FromResults("sqlite", 1000, "50.0.1", [new ExplainResult("winch", null, "refused")], 5).Blocks[0].Line);

    [Fact]
    public void FromBlame_ModuleWithStartUpCode_HasARowOfItsOwnAndTheAnswerFirst()
    {
        var blame = Blame(startUp: 700);

        var text = BlameText.FromBlame(blame, 5);
        var table = text.Blocks.First(b => b.Table is not null).Table!;

        Assert.StartsWith("m: the start-up function takes 70.0% of the compile", text.Blocks[0].Line, StringComparison.Ordinal);
        Assert.Equal("(module start-up: initialisers of globals, elements and data)", table.Rows[^2][^1].Text);
        Assert.Equal("70.0%", table.Rows[^2][1].Text);
        using var json = JsonDocument.Parse(BlameDocument.ToJson(blame));
        Assert.Equal(700, json.RootElement.GetProperty("moduleStartUp").GetDouble());
    }

    [Fact]
    public void FromBlame_WithoutStartUpCode_NamesTheFunctionAndHasNoRow()
    {
        var text = BlameText.FromBlame(Blame(startUp: null), 5);

        Assert.StartsWith("m: function 3 (render) takes 20.0% of the compile under winch, 4.0 times what its size lets expect", text.Blocks[0].Line, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Blocks.First(b => b.Table is not null).Table!.Rows, r => r[^1].Text.Contains("start-up", StringComparison.Ordinal));
    }

    [Fact]
    public void FromBlame_SubstitutionOfAModuleWithLittleInItsBodies_AnswersWithWhatLiesOutside()
    {
        var blame = Blame(startUp: null) with { Method = BlameMethod.Substitution, Unit = BlameUnit.Nanoseconds, OutsideFunctions = 860 };

        var text = BlameText.FromBlame(blame, 5);

        Assert.Equal("m: 86.0% of the compile under winch lies outside function bodies, such as in module start-up", text.Blocks[0].Line);
        Assert.Equal("(outside function bodies: module start-up, decoding, entry points, linking)", text.Blocks.First(b => b.Table is not null).Table!.Rows[^1][^1].Text);
    }

    private static ModuleBlame Blame(double? startUp) => new(
        "m", "winch", "50.0.1", BlameUnit.Instructions, BlameMethod.Counting, 1000, startUp, 100, [new FunctionBlame(new BlamedFunction(3, "render", 10, 5, 1, 1), 200, 0.2, 50)]);

    private static ExplainResult Explained(string settings, long registers, long emit) => new(
        settings,
        new CompileExplanation(
            "sqlite", settings, "50.0.1", registers + emit, HasSymbols: true,
            [Stage(CompilerStage.RegisterAllocation, registers, registers + emit), Stage(CompilerStage.Emit, emit, registers + emit)], [], null),
        null);

    private static StageCost Stage(CompilerStage stage, long instructions, long all) => new(stage, instructions, instructions / (double)all);
}
