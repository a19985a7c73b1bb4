namespace CompileBench.Modules.Wasm.Writing;

/// <summary>One clause of a <c>try_table</c>: which exceptions it takes, and the label it branches to with what they carry.</summary>
/// <param name="Tag">The tag to catch; null catches all.</param>
/// <param name="WithReference">Whether the exception itself is passed on as well.</param>
/// <param name="Label">The label, counted from outside the <c>try_table</c>.</param>
public readonly record struct CatchClause(int? Tag, bool WithReference, int Label)
{
    internal void WriteTo(WasmBuffer buffer)
    {
        buffer.WriteByte((byte)((Tag is null ? 2 : 0) + (WithReference ? 1 : 0)));
        if (Tag is { } tag)
        {
            buffer.WriteUnsigned((uint)tag);
        }

        buffer.WriteUnsigned((uint)Label);
    }
}
