using System.Collections.Immutable;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining;

/// <summary>
/// Unfolds the graph of calls into a tree for a flame graph. Callgrind knows what each function executed for each direct caller; beneath a
/// function with several callers its calls are shared between them in proportion. Recursion is folded into the first entry.
/// </summary>
public static class CallTree
{
    // Less than a pixel of a graph 1,200 wide.
    private const double SmallestShare = 1 / 2000.0;

    /// <summary>The tree below the compile.</summary>
    /// <param name="profile">What was counted.</param>
    /// <param name="shares">How each function's instructions are shared between phases.</param>
    public static CallTreeNode? Of(CallgrindProfile profile, PhaseAttribution shares)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(shares);
        var root = profile.Functions.FirstOrDefault(f => f.Name == CompileProgram.CompileFunction);
        return root is null ? null : new Unfolding(profile.Total * SmallestShare, shares).Node(root, profile.Total);
    }

    private sealed class Unfolding(double smallest, PhaseAttribution shares)
    {
        private readonly HashSet<CallgrindFunction> _path = [];

        public CallTreeNode Node(CallgrindFunction function, double instructions)
        {
            _path.Add(function);
            var scale = function.Inclusive == 0 ? 0 : instructions / function.Inclusive;
            ImmutableArray<CallTreeNode> children =
            [
                .. function.Calls
                    .Where(c => c.Instructions * scale >= smallest && !_path.Contains(c.Callee))
                    .OrderByDescending(c => c.Instructions)
                    .Select(c => Node(c.Callee, c.Instructions * scale)),
            ];
            _path.Remove(function);
            return new CallTreeNode(RustName.Shorten(function.Name), shares.MainOf(function), instructions, children);
        }
    }
}
