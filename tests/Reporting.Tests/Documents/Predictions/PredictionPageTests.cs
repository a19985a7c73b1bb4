using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Reporting.Documents.Predictions;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Predictions;

public sealed class PredictionPageTests
{
    [Fact]
    public void Markdown_ErrorsBeyondTheGoal_AreNamed()
    {
        var page = Page(("near", 100, 101), ("far", 100, 400));

        Assert.Contains("| winch | 2 | 1% | 300% | 300% | 4.00x | 90th, 95th, worst |", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_ErrorsWithinTheGoal_MissNothing() =>
        Assert.Contains("| winch | 2 | 1% | 2% | 2% | 1.02x | none |", Page(("one", 100, 101), ("other", 100, 102)), StringComparison.Ordinal);

    [Fact]
    public void Markdown_WorstMiss_IsNamedWithItsTerm() =>
        Assert.Contains("| far | time | winch | 100 ns | 400 ns | 4.00x too high | 70% basic blocks |", Page(("near", 100, 101), ("far", 100, 400)), StringComparison.Ordinal);

    [Fact]
    public void Missed_EachFigure_IsJudgedAlone() =>
        Assert.Equal(["90th"], AccuracyTarget.RealTime.Missed(new ErrorSummary(10, 0.05, 0.16, 0.2, 2, 1, 1)));

    private static string Page(params (string Module, double Measured, double Predicted)[] predictions)
    {
        var features = new ModuleFeatures(new double[CostFeatures.All.Count]);
        var rows = predictions.Select(p => new TrainingRow(new TrainingModule(p.Module, TrainingKind.Real, p.Module, features), "winch", p.Measured, null, null));
        var held = predictions.Select(p => new HeldOut(p.Module, p.Module, TrainingKind.Real, p.Measured, p.Predicted) { LargestTerm = "basic blocks", LargestShare = 0.7 });
        var set = new TrainingSet("1.0.0", "sha256:0", null, ["a run"], [.. rows]);
        return new PredictionPage(new ModelEvaluation(set, [new HeldOutPart("winch", CostTarget.Time, [.. held])], [])).Markdown();
    }
}
