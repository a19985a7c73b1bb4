namespace CompileBench.Modules.Wasm.Editing;

/// <summary>A place in a module's bytes that names an item by its index.</summary>
/// <param name="Offset">The offset of the index from the start of the module.</param>
/// <param name="Length">Its bytes; 0 where the format implies the index, as most accesses imply memory 0.</param>
/// <param name="Space">The index space.</param>
/// <param name="Index">The index.</param>
/// <param name="IsSigned">Whether the encoding is a signed LEB128 integer, as in the types of blocks.</param>
/// <param name="Role">What the place requires of the function it names.</param>
public readonly record struct IndexUse(int Offset, int Length, IndexSpace Space, int Index, bool IsSigned = false, IndexRole Role = IndexRole.Reference);

/// <summary>What a place that names a function means for <c>ref.func</c>, which may name only functions that appear outside of bodies.</summary>
public enum IndexRole
{
    /// <summary>The place only refers to the item.</summary>
    Reference,

    /// <summary>The place makes the function available to <c>ref.func</c>: an export, an element, the value of a global.</summary>
    Declaration,

    /// <summary>A <c>ref.func</c> in a body: some other place must declare the function.</summary>
    NeedsDeclaration,
}
