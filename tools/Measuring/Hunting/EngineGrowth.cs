using CompileBench.Engines.Probing;
using CompileBench.Measuring.Instructions;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Generation.Patterns;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Hunting;

/// <summary>Finds out which engines show what a hunt found: counts the instructions of each finding at up to three sizes by each engine.</summary>
public static class EngineGrowth
{
    private const int Sizes = 3;

    // A compile of this time is counted in a second or two.
    private const double MostNanoseconds = 15e6;

    private static readonly int[] CounterNumbers = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, 2))];

    /// <summary>Counts what was not counted by these engines yet, and writes it into the run after each finding.</summary>
    /// <param name="run">The directory of a hunt that has ended.</param>
    /// <param name="engines">The engines.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the counting; what was counted stays.</param>
    /// <returns>The findings with all counts.</returns>
    /// <exception cref="UsageException">Instructions cannot be counted on this machine, or the hunt has no findings for which that has a meaning.</exception>
    /// <exception cref="RecordFormatException">The run cannot be read.</exception>
    /// <exception cref="RunInUseException">The hunt goes on at the moment.</exception>
    public static HuntResults Count(string run, IReadOnlyList<EngineBuild> engines, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engines);
        ArgumentNullException.ThrowIfNull(output);
        using var directory = RunDirectory.OpenForMeasuring(run);
        var results = HuntResultsFile.Read(run) ?? throw new RecordFormatException($"{run} has no {HuntResultsFile.Name}: it is no hunt");
        if (results.Metric != "time" || results.Baseline is not null)
        {
            throw new UsageException($"{run} has no findings for this: instructions are counted where a hunt looked for growth of compile time by one engine");
        }

        if (InstructionCounter.MissingHere is { } reason)
        {
            throw new UsageException(reason);
        }

        var gate = new Lock();
        var open = results.Findings.Where(f => f.Slope is not null).SelectMany(f => engines.Where(e => f.Engines.All(c => c.Engine != e.Label)).Select(e => (Finding: f, Engine: e))).ToList();
        var supported = open.Select(o => o.Engine).DistinctBy(e => e.Label).ToDictionary(e => e.Label, e => SupportedBy(e, results, cancellation), StringComparer.Ordinal);
        Lanes.Run(
            open,
            CounterNumbers,
            (item, _) =>
            {
                var counts = CountOne(item.Finding, item.Engine, supported[item.Engine.Label], cancellation);
                lock (gate)
                {
                    results = With(results, item.Finding.Name, counts);
                    HuntResultsFile.Write(run, results);
                    output.WriteLine($"  {item.Finding.Name} by {item.Engine.Label}: {counts.Message ?? FormattableString.Invariant($"slope {counts.Slope:0.00} by instructions")}");
                }

                return true;
            },
            cancellation);
        return results;
    }

    private static HashSet<string> SupportedBy(EngineBuild engine, HuntResults results, CancellationToken cancellation)
    {
        var asked = results.Findings.Select(f => f.Settings).Distinct(StringComparer.Ordinal);
        return EngineProbe.Describe(engine, SettingsSelection.Parse([.. asked]), cancellation).Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet(StringComparer.Ordinal);
    }

    private static HuntEngineCounts CountOne(HuntFinding finding, EngineBuild engine, HashSet<string> supported, CancellationToken cancellation)
    {
        if (!supported.Contains(finding.Settings))
        {
            return new HuntEngineCounts(engine.Label, engine.Digest.ToString(), [], $"does not support {finding.Settings}");
        }

        var pattern = PatternJson.Read(finding.Pattern);
        var points = new List<HuntPoint>();
        foreach (var size in SizesFor(finding))
        {
            var count = InstructionCounter.Count(engine, SettingsSelection.Parse([finding.Settings])[0], pattern.Generate(size), InstructionCounter.DefaultLimits, cancellation);
            if (count.Instructions is not { } instructions)
            {
                return new HuntEngineCounts(engine.Label, engine.Digest.ToString(), [], count.Message);
            }

            points.Add(new HuntPoint(size, instructions));
        }

        return new HuntEngineCounts(engine.Label, engine.Digest.ToString(), points, null);
    }

    // The largest measured size that compiles fast enough, its half and its quarter.
    private static IEnumerable<int> SizesFor(HuntFinding finding)
    {
        var points = finding.Tables.FirstOrDefault(t => t.Settings == finding.Settings)?.Points ?? [];
        var largest = points.Count == 0 ? finding.ListedSize : (points.LastOrDefault(p => p.Cost <= MostNanoseconds) ?? points[0]).Size;
        return Enumerable.Range(0, Sizes).Select(i => Math.Max(1, largest >> (Sizes - 1 - i))).Distinct();
    }

    private static HuntResults With(HuntResults results, string name, HuntEngineCounts counts) =>
        results with { Findings = [.. results.Findings.Select(f => f.Name == name ? f with { Engines = [.. f.Engines, counts] } : f)] };
}
