using CompileBench.Analysis.Scaling.Bytes;
using CompileBench.Analysis.Timing;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>What a byte of real modules costs, from a run of the suite.</summary>
/// <param name="Run">The name of that run.</param>
/// <param name="Settings">One per setting that compiled any real module, in the order of the run.</param>
public sealed record RealModuleCosts(string Run, IReadOnlyList<UsualByteCost> Settings)
{
    private const string RealWorld = "RealWorld";

    /// <summary>Says in one line why times of a run cannot be compared with those of a scaling run; null where they can.</summary>
    /// <param name="suite">The run of the suite.</param>
    /// <param name="scaling">The scaling run, of one engine.</param>
    public static string? FindRefusal(RunManifest suite, RunManifest scaling)
    {
        ArgumentNullException.ThrowIfNull(suite);
        ArgumentNullException.ThrowIfNull(scaling);
        return suite.Kind != RunKind.Suite ? $"run {suite.Run} is no run of the suite: costs per byte are compared with those of its real modules"
            : !suite.Engines.Any(e => e.Digest == scaling.Engines[0].Digest) ? $"run {suite.Run} has another engine than {scaling.Run}: times of the two cannot be compared"
            : RunCaption.SingleHost(suite) != RunCaption.SingleHost(scaling) ? $"run {suite.Run} was measured on another host than {scaling.Run}: times of the two cannot be compared"
            : null;
    }

    /// <summary>Takes the costs from a run.</summary>
    /// <param name="suite">The run of the suite.</param>
    /// <param name="scaling">The scaling run that is compared with it.</param>
    /// <exception cref="RecordFormatException">Times of the two cannot be compared.</exception>
    public static RealModuleCosts FromRun(RunData suite, RunManifest scaling)
    {
        ArgumentNullException.ThrowIfNull(suite);
        if (FindRefusal(suite.Manifest, scaling) is { } refusal)
        {
            throw new RecordFormatException(refusal);
        }

        var bytes = suite.Manifest.Modules.Where(m => m.Category == RealWorld && m.Bytes > 0).ToDictionary(m => m.Name, m => m.Bytes, StringComparer.Ordinal);
        var records = suite.Records.Where(r => r.Operation == OperationNames.Compile && r.EngineDigest == scaling.Engines[0].Digest && bytes.ContainsKey(r.Module)).ToLookup(r => r.Settings);
        return new RealModuleCosts(suite.Manifest.Run,
        [
            .. suite.Manifest.Settings.Select(s => UsualByteCost.FromModules(
                s, records[s].Select(r => (Time: TimeEstimate.From(r), r.Module)).Where(r => r.Time is not null).Select(r => (r.Time!.Centre, bytes[r.Module])))).OfType<UsualByteCost>(),
        ]);
    }

    /// <summary>The cost under a setting; null where no real module was compiled under it.</summary>
    public UsualByteCost? Under(string settings) => Settings.FirstOrDefault(s => s.Settings == settings);
}
