using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;

namespace CompileBench.Measuring.Explaining.Sampling;

/// <summary>Makes a <see cref="SampledExplanation"/> of samples: pure.</summary>
public static class SampledExplanationBuilder
{
    /// <summary>Explains the samples taken while the compile ran; null where there were none.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="settings">The settings' name.</param>
    /// <param name="engine">The engine's label.</param>
    /// <param name="window">When the compile ran; other samples are left out.</param>
    /// <param name="samples">The samples.</param>
    /// <param name="patterns">The phases of functions.</param>
    public static SampledExplanation? Of(
        string module, string settings, string engine, CompileWindow window, IEnumerable<StackSample> samples, PhasePatterns patterns)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(patterns);
        var phaseOf = new Dictionary<string, CompilerPhase?>();
        var seen = samples
            .Where(s => s.Nanoseconds >= window.Start && s.Nanoseconds <= window.End && s.Frames.Count > 0)
            .Select(s => (Function: RustName.Shorten(s.Frames[0]), Phase: Phase(s, phaseOf, patterns)))
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
            [.. CompilerPhase.All.Select(p => Phase(p, seen.Count(s => s.Phase == p), seen.Count)).Where(p => p.Samples > 0)],
            [
                .. seen.GroupBy(s => s.Function)
                    .Select(g => new FunctionSamples(g.Key, g.CountBy(s => s.Phase).MaxBy(p => p.Value).Key, g.Count(), BinomialShare.Of(g.Count(), seen.Count)))
                    .OrderByDescending(f => f.Samples)
                    .ThenBy(f => f.Name, StringComparer.Ordinal),
            ]);
    }

    private static PhaseSamples Phase(CompilerPhase phase, int hits, int samples) => new(phase, hits, BinomialShare.Of(hits, samples));

    // The nearest function on the stack with a phase of its own decides; page faults and copies thereby fall to whoever caused them.
    private static CompilerPhase Phase(StackSample sample, Dictionary<string, CompilerPhase?> known, PhasePatterns patterns)
    {
        foreach (var frame in sample.Frames)
        {
            if (!known.TryGetValue(frame, out var phase))
            {
                known[frame] = phase = patterns.PhaseOf(RustName.Shorten(frame));
            }

            if (phase is not null)
            {
                return phase;
            }
        }

        return CompilerPhase.Other;
    }
}
