using CompileBench.Analysis.Prediction;
using CompileBench.Reporting.Charts;
using CompileBench.Reporting.Documents;
using CompileBench.Reporting.Documents.Predictions;
using CompileBench.Reporting.Documents.Runs;
using Xunit;

namespace CompileBench.Reporting.Tests.Documents.Predictions;

public sealed class PredictedTimesTests
{
    private static readonly RunData Run = SyntheticRun.Create(6, withFailures: false);

    // Every time is predicted at half of what was measured, but for one module that takes ten times as long as the others would suggest.
    [Fact]
    public void ForEngine_OneModuleIsFarOff_IsTheOutlierAndTheScaleIsThatOfTheOthers()
    {
        var times = PredictedTimes.ForEngine(Run, Run.Analysis.Engines[0], Predictions("synthetic-003"))!;

        Assert.Equal(2, times.Scale, 0.001);
        Assert.Equal(SyntheticRun.Settings.Order(StringComparer.Ordinal), times.Outliers.Select(o => o.Case.Settings).Order(StringComparer.Ordinal));
        Assert.All(times.Outliers, o => Assert.Equal("synthetic-003", o.Case.Module));
        Assert.All(times.Outliers, o => Assert.Equal(10, o.Factor, 0.01));
        var points = times.Chart("predicted").Series.SelectMany(s => s.Points).ToList();
        Assert.All(points, p => Assert.Equal(p.Label == "synthetic-003" ? PointState.Marked : PointState.Measured, p.State));
        Assert.All(points.Where(p => p.State == PointState.Measured), p => Assert.Equal(p.X, p.Y!.Value, p.X * 0.001));
    }

    [Fact]
    public void Report_WithPredictions_HasTheChartAndNamesTheOutliers()
    {
        var set = new ReportSet([Run], new ReportOptions { Predictions = Predictions("synthetic-003") });

        Assert.Contains(set.Charts, c => c.Name == "measured-against-predicted");
        var markdown = RunMarkdown.FromReportSet(set, "charts");
        Assert.Contains("35 of 42 measured times lie in the 90% interval of their prediction. Predictions are multiplied by 2.00", markdown, StringComparison.Ordinal);
        Assert.Contains("The model was not trained on this run.", markdown, StringComparison.Ordinal);
        Assert.Contains(markdown.Split('\n'), line => line.Contains("003", StringComparison.Ordinal) && line.Contains("winch", StringComparison.Ordinal) && line.EndsWith("10.0x |", StringComparison.Ordinal));
    }

    [Fact]
    public void ForEngine_NothingPredicted_IsNull() => Assert.Null(PredictedTimes.ForEngine(Run, Run.Analysis.Engines[0], []));

    private static PredictedCase[] Predictions(string outlier) =>
    [
        .. from row in Run.Analysis.Engines[0].Rows
           from cell in row.Cells
           let value = cell.Value.Warm!.Centre / (row.Module == outlier ? 20 : 2)
           select new PredictedCase(Run.Analysis.Engines[0].Engine, row.Module, cell.Key, new CostEstimate(value, value * 0.8, value * 0.9, value * 1.1, value * 1.3, false), false),
    ];
}
