using System.Collections.Immutable;
using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Native.Standalone;
using CompileBench.Measuring.Explaining.Stages;
using CompileBench.Measuring.Instructions.Callgrind;

namespace CompileBench.Measuring.Explaining;

/// <summary>
/// Unfolds the graph of calls into a tree for a flame graph. Callgrind counts what each function executed for each direct caller; below a
/// function with several callers, its calls are divided between them in proportion. Recursive calls are merged into the first entry.
/// </summary>
public static class CallTree
{
    // Less than one pixel of a graph 1,200 pixels wide.
    private const double SmallestShare = 1 / 2000.0;

    /// <summary>The tree below the compile; null where the profile has no compile function.</summary>
    /// <param name="profile">The counts.</param>
    /// <param name="shares">How each function's instructions are divided between stages.</param>
    public static CallTreeNode? FromProfile(CallgrindProfile profile, StageAttribution shares)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(shares);
        var root = profile.Functions.FirstOrDefault(f => CompileProgram.CompileFunctions.Contains(f.Name));
        return root is null ? null : new Unfolding(profile.Total * SmallestShare, shares).Node(root, profile.Total);
    }

    private sealed class Unfolding(double smallest, StageAttribution shares)
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
            return new CallTreeNode(RustName.Shorten(function.Name), shares.MainStageOf(function), instructions, children);
        }
    }
}
