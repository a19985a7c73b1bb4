using CompileBench.Results.Schema;

namespace CompileBench.Reporting.Documents.Ladders.Findings;

/// <summary>Ladders whose instructions were counted.</summary>
/// <param name="Runs">The names of the runs that counted them.</param>
/// <param name="Settings">Their settings, in order.</param>
/// <param name="Counts">Their counts, which can be compared with one another.</param>
public sealed record CountedLadders(IReadOnlyList<string> Runs, IReadOnlyList<string> Settings, IReadOnlyList<CountedRung> Counts)
{
    /// <summary>The runs in words: <c>run `A`</c>, or <c>runs `A` and `B`</c>.</summary>
    public string RunWords => $"{(Runs.Count == 1 ? "run" : "runs")} {string.Join(" and ", Runs.Select(r => $"`{r}`"))}";

    /// <summary>How the counts grow, in the order of the settings.</summary>
    public IReadOnlyList<InstructionLaw> Laws => InstructionLaw.FromCounts(Counts, Settings);

    /// <summary>The counts of several runs together. Where two counted the same compile, the first one's count is taken.</summary>
    /// <param name="parts">Counts of one engine.</param>
    public static CountedLadders FromParts(IReadOnlyList<CountedLadders> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new CountedLadders(
            [.. parts.SelectMany(p => p.Runs)],
            [.. parts.SelectMany(p => p.Settings).Distinct()],
            [.. parts.SelectMany(p => p.Counts).DistinctBy(c => (c.Shape, c.Size, c.Settings))]);
    }

    /// <summary>Says in one line why counts do not belong beside the times of a scaling run; null where they do.</summary>
    /// <param name="counted">The run that counted.</param>
    /// <param name="scaling">The run that measured times, of one engine.</param>
    public static string? FindRefusal(RunManifest counted, RunManifest scaling)
    {
        ArgumentNullException.ThrowIfNull(scaling);
        return FindRefusal(counted, scaling.Engines[0].Digest, scaling.Run);
    }

    /// <summary>Says in one line why counts do not belong beside figures of an engine; null where they do.</summary>
    /// <param name="counted">The run that counted.</param>
    /// <param name="engineDigest">The digest of the engine.</param>
    /// <param name="subject">What has the figures, for the line.</param>
    public static string? FindRefusal(RunManifest counted, string engineDigest, string subject)
    {
        ArgumentNullException.ThrowIfNull(counted);
        return counted.Kind != RunKind.Scaling ? $"run {counted.Run} is no scaling run: count instructions with compilebench scaling --metric instructions"
            : counted.Engines.Count != 1 || counted.Engines[0].Digest != engineDigest ? $"run {counted.Run} has another engine than {subject}: counts of one do not explain times of the other"
            : null;
    }
}
