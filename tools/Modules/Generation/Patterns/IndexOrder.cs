namespace CompileBench.Modules.Generation.Patterns;

/// <summary>How an index of a step changes from one repetition to the next.</summary>
public enum IndexOrder
{
    /// <summary>The same index in every repetition.</summary>
    Repeat,

    /// <summary>One more in every repetition, starting again at the end of its space.</summary>
    Advance,

    /// <summary>One less in every repetition, so that it meets an advancing index in the middle.</summary>
    Cross,
}
