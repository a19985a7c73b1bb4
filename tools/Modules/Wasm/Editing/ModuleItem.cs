using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>A range of a module's bytes.</summary>
/// <param name="Start">The offset of the first byte.</param>
/// <param name="End">The offset after the last byte.</param>
public readonly record struct ByteRange(int Start, int End)
{
    /// <summary>The number of bytes.</summary>
    public int Length => End - Start;

    /// <summary>Whether the range contains an offset.</summary>
    public bool Contains(int offset) => offset >= Start && offset < End;
}

/// <summary>An item of a module that can be removed: an import, a function with its body, a group of types, a segment, an export, and so on.</summary>
/// <param name="Space">The index space it belongs to.</param>
/// <param name="First">The first index it defines.</param>
/// <param name="Count">The number of indices it defines: the types of a recursion group, 0 for an export, else 1.</param>
/// <param name="Section">The section that lists it.</param>
/// <param name="Place">Its bytes there.</param>
/// <param name="Body">For a function with a body, the body's bytes with their size; else empty.</param>
public readonly record struct ModuleItem(IndexSpace Space, int First, int Count, SectionId Section, ByteRange Place, ByteRange Body = default);
