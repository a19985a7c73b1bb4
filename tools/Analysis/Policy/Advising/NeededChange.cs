using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Prediction;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>What a module would need to change so that a setting keeps to the deadline.</summary>
/// <param name="Settings">The setting.</param>
/// <param name="ExcessNanoseconds">By how much the compile must become shorter, so that it keeps to the deadline at the upper end of its interval.</param>
/// <param name="Functions">The heaviest functions that take this time together, heaviest first; where they do not, all that are known.</param>
/// <param name="Suffices">Whether these functions take as much time as is too much.</param>
public sealed record NeededChange(string Settings, double ExcessNanoseconds, IReadOnlyList<FunctionPrediction> Functions, bool Suffices)
{
    /// <summary>Finds the functions; null where the setting keeps to the deadline or there is none.</summary>
    /// <param name="row">The setting.</param>
    /// <param name="limits">What a compile may take.</param>
    public static NeededChange? Find(AdviceRow row, CompileLimits limits)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Candidate is not { } candidate || limits.TimeShare(candidate) <= 1)
        {
            return null;
        }

        // The interval scales with the prediction: the prediction itself must fall to this share.
        var excess = candidate.Compile * (1 - (1 / limits.TimeShare(candidate)));
        var taken = new List<FunctionPrediction>();
        var sum = 0.0;
        foreach (var function in row.Prediction.Heaviest)
        {
            if (sum >= excess)
            {
                break;
            }

            taken.Add(function);
            sum += function.Nanoseconds;
        }

        return new NeededChange(row.Settings, excess, taken, sum >= excess);
    }
}
