using System.Globalization;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>What a person sees while a hunt goes on: plain lines.</summary>
internal sealed class HuntProgress(TextWriter output, string directory)
{
    private const double SecondsBetweenLines = 10;

    private readonly Lock _gate = new();
    private double _last = double.NegativeInfinity;

    /// <summary>Says what is about to be done.</summary>
    public void Begin(HuntRequest request, int settings, int lanes, long screened)
    {
        output.WriteLine($"run {directory}");
        var engines = request.Baseline is { } baseline ? $"{request.Engine.Label} against {baseline.Label}" : request.Engine.Label;
        output.WriteLine($"hunting in Wasmtime {engines} under {settings} settings on {lanes} lanes, seed {request.Seed}{(screened > 0 ? $", after {screened:N0} candidates of earlier sessions" : "")}");
    }

    /// <summary>A batch was screened.</summary>
    public void Searched(HuntState state, double elapsed)
    {
        if (elapsed - _last < SecondsBetweenLines)
        {
            return;
        }

        _last = elapsed;
        var counts = state.Counts;
        var best = state.Grid.All.MaxBy(e => e.Fitness);
        var rate = counts.Screened / Math.Max(0.001, counts.ScreeningSeconds);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Screened} candidates, {rate:0} per second; {state.Grid.All.Count} cells; {state.Suspects.Remeasured} elites measured again, {state.Suspects.Remeasured - state.Suspects.Count(SuspectState.NotConfirmed)} confirmed{(best is null ? "" : $"; steepest of the grid: {best.Fitness:0.00} beyond its law ({best.Cell})")}"));
    }

    /// <summary>An elite was confirmed that grows like known shapes that no earlier one grew like.</summary>
    public void Rediscovered(string settings, double? slope, IReadOnlyList<string> shapes, long screened, double elapsed)
    {
        if (shapes.Count > 0)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  after {screened:N0} candidates and {elapsed:0} s: slope {slope:0.00} under {settings}, in the proportions of {string.Join(", ", shapes)}"));
        }
    }

    /// <summary>Findings are about to be made.</summary>
    public void MakingFindings(HuntState state) => output.WriteLine($"{state.Suspects.Count(SuspectState.Waiting)} confirmed elites are reduced and measured again");

    /// <summary>A finding was made; null where a suspect became none.</summary>
    public void Found(HuntFinding? finding)
    {
        if (finding is null)
        {
            return;
        }

        lock (_gate)
        {
            output.WriteLine(finding.Slope is { } slope
                ? string.Create(CultureInfo.InvariantCulture, $"  {finding.Name} under {finding.Settings}: {slope:0.00} ({finding.Lower:0.00} to {finding.Upper:0.00}), {finding.MotifBytes:0} bytes per unit{(finding.CoveredBy is { } known ? $", as {known}" : "")}")
                : $"  {finding.Name} under {finding.Settings}: {finding.Message}");
        }
    }
}
