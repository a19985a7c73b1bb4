namespace CompileBench.Modules.Wasm.Reading;

/// <summary>One clause of a <c>try_table</c>: which exceptions go to which label.</summary>
/// <param name="Kind">0 <c>catch</c>, 1 <c>catch_ref</c>, 2 <c>catch_all</c>, 3 <c>catch_all_ref</c>.</param>
/// <param name="Tag">The tag caught; 0 where all are.</param>
/// <param name="Label">Where control goes, counted from the <c>try_table</c> outwards.</param>
public readonly record struct CatchClause(byte Kind, uint Tag, uint Label)
{
    /// <summary>Reads one clause.</summary>
    public static CatchClause Read(ref ByteReader reader)
    {
        var start = reader.Position;
        var kind = reader.ReadByte();
        if (kind > 3)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedCatchKind);
        }

        var tag = kind < 2 ? reader.ReadU32() : 0;
        return new CatchClause(kind, tag, reader.ReadU32());
    }
}
