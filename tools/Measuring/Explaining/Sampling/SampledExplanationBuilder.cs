using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Makes a <see cref="SampledExplanation"/> from samples. It is pure.</summary>
public static class SampledExplanationBuilder
{
    /// <summary>Explains the samples taken during the compile; null where there are none.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="engine">The engine's label.</param>
    /// <param name="window">The time of the compile; samples outside it are ignored.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="patterns">The patterns that assign functions to stages.</param>
    public static SampledExplanation? FromSamples(
        string module, string settings, string engine, CompileWindow window, IEnumerable<StackSample> samples, StagePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(patterns);
        var stageOf = new Dictionary<string, CompilerStage?>();
        var seen = samples
            .Where(s => s.Nanoseconds >= window.Start && s.Nanoseconds <= window.End && s.Frames.Count > 0)
            .Select(s => (Function: RustName.Shorten(s.Frames[0]), Stage: FindStage(s, stageOf, patterns)))
            .ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        return new SampledExplanation(
            module,
            settings,
            engine,
            window.Duration,
            seen.Count,
            [.. CompilerStage.All.Select(p => Stage(p, seen.Count(s => s.Stage == p), seen.Count)).Where(p => p.Samples > 0)],
            [
                .. seen.GroupBy(s => s.Function)
                    .Select(g => new FunctionSamples(g.Key, g.CountBy(s => s.Stage).MaxBy(p => p.Value).Key, g.Count(), BinomialShare.FromHits(g.Count(), seen.Count)))
                    .OrderByDescending(f => f.Samples)
                    .ThenBy(f => f.Name, StringComparer.Ordinal),
            ]);
    }

    private static StageSamples Stage(CompilerStage stage, int hits, int samples) => new(stage, hits, BinomialShare.FromHits(hits, samples));

    /// <summary>
    /// The stage of a sample. The nearest function on the stack with a stage of its own decides, so that page faults and copies count for the function that
    /// caused them.
    /// </summary>
    internal static CompilerStage FindStage(StackSample sample, Dictionary<string, CompilerStage?> known, StagePatterns patterns)
    {
        foreach (var frame in sample.Frames)
        {
            if (!known.TryGetValue(frame, out var stage))
            {
                known[frame] = stage = patterns.FindStage(RustName.Shorten(frame));
            }

            if (stage is not null)
            {
                return stage;
            }
        }

        return CompilerStage.Other;
    }
}
