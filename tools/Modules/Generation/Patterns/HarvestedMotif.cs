using System.Collections.Immutable;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Steps taken from a function of a module, in the parts of a <see cref="Pattern"/>. A run of instructions is an opening alone.</summary>
/// <param name="Prefix">The innermost blocks and loops that surround the steps.</param>
/// <param name="Opening">A run of instructions or a whole construct, or the instruction that opens one of many nested blocks.</param>
/// <param name="Core">What the innermost of nested blocks contains.</param>
/// <param name="Closing">What follows the end of one of nested blocks, that end included.</param>
public sealed record HarvestedMotif(ImmutableArray<PatternStep> Prefix, ImmutableArray<PatternStep> Opening, ImmutableArray<PatternStep> Core, ImmutableArray<PatternStep> Closing)
{
    /// <summary>A run of instructions or a whole construct.</summary>
    /// <param name="steps">Its steps.</param>
    public static HarvestedMotif FromRun(IEnumerable<PatternStep> steps) => new([], [.. steps], [], []);

    /// <summary>Whether its module imports its memory or its table.</summary>
    public bool Imported { get; init; }

    /// <summary>Whether it is a whole function.</summary>
    public bool IsFunction { get; init; }

    /// <summary>Whether it is taken from blocks inside one another.</summary>
    public bool IsNest => !Closing.IsEmpty;
}
