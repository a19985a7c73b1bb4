using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Choosing;

/// <summary>
/// Chooses a setting by comparing expected totals: <c>compile + runs * run</c>, multiplied by the price of a limit that the compile may miss. The current
/// setting is kept unless another one is cheaper by more than the margin.
/// </summary>
/// <remarks>
/// The price of a limit is a power of the share by which the compile may exceed it, and 1 below it, so that expected totals are continuous: where every
/// cost of a module grows by at most a factor f, the expected total of the choice grows by at most <c>(1 + margin) * f^(1 + 2 * exponent)</c>, and by at
/// most <c>(1 + margin) * f</c> where there is no limit. A rule that compares a size with a constant has no such bound.
/// </remarks>
public sealed record SettingPolicy
{
    /// <summary>
    /// The margin. It keeps a program from changing its setting for next to nothing. A larger one costs more than it saves: with 0.03, the policy kept settings
    /// that took a few per cent longer in every run (<c>advise evaluate</c>).
    /// </summary>
    public const double DefaultMargin = 0.01;

    // A compile that may take 1.5 times its limit costs as much as 26 compiles and their runs: more than any setting saves at run time.
    private const double PriceExponent = 8;

    /// <summary>The policy that commands use.</summary>
    public static SettingPolicy Default { get; } = new();

    /// <summary>How much cheaper another setting must be to replace the current one, as a share, from 0.</summary>
    public double Margin { get; init; } = DefaultMargin;

    /// <summary>The expected total, in nanoseconds, with the price of limits that the compile may miss.</summary>
    /// <param name="candidate">The setting.</param>
    /// <param name="runs">The expected number of runs, from 0; not necessarily whole.</param>
    /// <param name="limits">What the compile may take.</param>
    public static double ExpectedTotal(SettingCandidate candidate, double runs, CompileLimits limits)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate.TotalAfter(runs) * Price(limits.TimeShare(candidate)) * Price(limits.MemoryShare(candidate));
    }

    /// <summary>Chooses.</summary>
    /// <param name="candidates">The settings that the module compiles under, at least one.</param>
    /// <param name="runs">The expected number of runs, from 0.</param>
    /// <param name="limits">What the compile may take.</param>
    /// <param name="current">The setting in use; Wasmtime's default where null. It need not be among the candidates.</param>
    /// <exception cref="ArgumentException">There is no candidate.</exception>
    public SettingCandidate Choose(IReadOnlyList<SettingCandidate> candidates, double runs, CompileLimits limits, string? current = null)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentOutOfRangeException.ThrowIfNegative(runs);
        if (candidates.Count == 0)
        {
            throw new ArgumentException("there is no setting to choose from", nameof(candidates));
        }

        var best = candidates.OrderBy(c => ExpectedTotal(c, runs, limits)).ThenBy(c => SettingNames.DistanceFromBaseline(c.Settings)).First();
        var kept = candidates.FirstOrDefault(c => c.Settings == (current ?? SettingNames.Baseline));
        return kept is not null && ExpectedTotal(kept, runs, limits) <= (1 + Margin) * ExpectedTotal(best, runs, limits) ? kept : best;
    }

    private static double Price(double share) => share <= 1 ? 1 : Math.Pow(share, PriceExponent);
}
