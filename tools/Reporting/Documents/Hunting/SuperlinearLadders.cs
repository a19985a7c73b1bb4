using CompileBench.Reporting.Documents.Ladders;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Hunting;

/// <summary>The ladders that a scaling run found superlinear and steep, so that a page of a hunt can say which of these the hunt found again.</summary>
/// <param name="Run">The scaling run.</param>
/// <param name="Exponents">The exponent of each, by shape and settings.</param>
public sealed record SuperlinearLadders(string Run, IReadOnlyDictionary<(string Shape, string Settings), double> Exponents)
{
    /// <summary>Less steep ladders are left out: a search at small sizes cannot tell them from linear ones.</summary>
    public const double LeastExponent = 1.5;

    /// <summary>Reads a scaling run: ladders whose verdict on time is superlinear, with an exponent of at least <see cref="LeastExponent"/>.</summary>
    /// <exception cref="RecordFormatException">It is no scaling run of one engine.</exception>
    public static SuperlinearLadders FromRun(RunData run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Manifest.Kind != RunKind.Scaling || run.Manifest.Engines.Count != 1)
        {
            throw new RecordFormatException($"run {run.Manifest.Run} is no scaling run of one engine");
        }

        return new SuperlinearLadders(
            run.Manifest.Run,
            LadderLaw.FromRecords(run.Records, run.Manifest.Settings)
                .Where(l => l.Time.IsSuperlinear && LadderWords.Steepness(l.Time) >= LeastExponent)
                .ToDictionary(l => (l.Shape, l.Settings), l => LadderWords.Steepness(l.Time)!.Value));
    }
}
