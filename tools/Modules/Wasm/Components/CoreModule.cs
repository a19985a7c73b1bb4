namespace CompileBench.Modules.Wasm.Components;

/// <summary>A core module inside a component.</summary>
/// <param name="Path">Its place: the index among the core modules of its component, after the indices of the components around it, such as <c>0</c> or <c>component-1/0</c>.</param>
/// <param name="Offset">The offset of its first byte from the start of the component.</param>
/// <param name="Size">Its size in bytes.</param>
public sealed record CoreModule(string Path, int Offset, int Size)
{
    /// <summary>Its bytes.</summary>
    /// <param name="component">The component that it was found in.</param>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> component) => component.Slice(Offset, Size);
}
