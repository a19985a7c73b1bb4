using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Reporting.Language;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>What a byte of each ladder of a scaling run costs, held against real modules.</summary>
public sealed class LadderByteCosts
{
    private readonly Dictionary<string, long> _bytes;

    /// <summary>Takes a run.</summary>
    /// <param name="run">The scaling run.</param>
    /// <param name="real">What real modules cost; null where no run of them can be compared.</param>
    public LadderByteCosts(RunData run, RealModuleCosts? real)
    {
        ArgumentNullException.ThrowIfNull(run);
        Real = real;
        _bytes = run.Manifest.Modules.Where(m => m.Bytes > 0).ToDictionary(m => m.Name, m => m.Bytes, StringComparer.Ordinal);
    }

    /// <summary>What real modules cost; null where no run of them can be compared.</summary>
    public RealModuleCosts? Real { get; }

    /// <summary>What a byte costs under a law's setting; null where that cannot be compared.</summary>
    public ByteCost? CostOf(LadderLaw law)
    {
        ArgumentNullException.ThrowIfNull(law);
        return Real?.Under(law.Settings) is { } usual
            ? ByteCost.FromLadder(law.Time.Points, size => _bytes.TryGetValue($"{law.Shape}@{size:0}", out var bytes) ? bytes : null, usual)
            : null;
    }

    /// <summary>The ratio of a law's cost per byte with its bounds, or that it is not known.</summary>
    public string Words(LadderLaw law) => CostOf(law) is { Bounds: { } bounds } cost ? RatioText.Format(cost.Ratio, bounds.Lower, bounds.Upper) : "not known";

    /// <summary>The same in few columns: <c>high: 23.1x</c>, <c>3.61x</c>, or <c>not known</c> where the bounds reach over the line.</summary>
    public string Brief(LadderLaw law) => CostOf(law) switch
    {
        { Verdict: ByteCostVerdict.High } cost => $"high: {RatioText.Format(cost.Ratio)}",
        { Verdict: ByteCostVerdict.Usual } cost => RatioText.Format(cost.Ratio),
        _ => "not known",
    };
}
