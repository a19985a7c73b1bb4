namespace CompileBench.Modules.Wasm.Format;

/// <summary>One handler of a <c>resume</c>: what happens when the resumed continuation suspends with a tag.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Label">The label to branch to, counted from the block around the instruction; null where the tag allows a <c>switch</c> instead.</param>
public readonly record struct ResumeHandler(uint Tag, uint? Label)
{
    /// <summary>The byte before a handler with a label.</summary>
    internal const byte ToLabel = 0;

    /// <summary>The byte before a handler that allows a <c>switch</c>.</summary>
    internal const byte ToSwitch = 1;

    /// <summary>A handler that branches to a label.</summary>
    public static ResumeHandler ForLabel(int tag, int label) => new((uint)tag, (uint)label);

    /// <summary>A handler that lets the continuation switch to another one.</summary>
    public static ResumeHandler ForSwitch(int tag) => new((uint)tag, null);
}
