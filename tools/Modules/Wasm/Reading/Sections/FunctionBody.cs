using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>The body of one function: its locals, then its instructions.</summary>
public readonly ref struct FunctionBody
{
    private readonly ByteReader _reader;

    internal FunctionBody(int index, ByteReader reader, bool hasDataCount)
    {
        Index = index;
        _reader = reader;
        HasDataCount = hasDataCount;
    }

    /// <summary>Which body of the code section it is, the first being 0. Imported functions are not counted.</summary>
    public int Index { get; }

    /// <summary>The offset of its first byte behind its size, from the start of the module.</summary>
    public int Offset => _reader.Position;

    /// <summary>Its size in bytes: locals and instructions, the size itself not counted.</summary>
    public int Size => _reader.Remaining;

    /// <summary>Whether its instructions may name data segments.</summary>
    public bool HasDataCount { get; }

    /// <summary>Reads the declarations of locals.</summary>
    /// <param name="instructions">Stands on the first instruction afterwards.</param>
    /// <returns>How many locals there are, parameters not counted.</returns>
    public int ReadLocals(out ByteReader instructions)
    {
        instructions = _reader;
        long total = 0;
        // A group costs two bytes at least, so the bytes themselves bound how many there are.
        for (var groups = instructions.ReadU32(); groups > 0; groups--)
        {
            var start = instructions.Position;
            total += instructions.ReadU32();
            if (total > FormatLimits.Locals)
            {
                WasmDecodeException.Throw(WasmDecodeReason.LimitExceeded, SectionId.Code, start, $"over {FormatLimits.Locals} locals");
            }

            _ = instructions.ReadValueType();
        }

        return (int)total;
    }

    /// <summary>Reads the whole body and refuses it where it is malformed.</summary>
    public void Check()
    {
        _ = ReadLocals(out var reader);
        using var instructions = new InstructionReader(reader, HasDataCount);
        while (instructions.MoveNext())
        {
        }

        if (instructions.Position != reader.End)
        {
            WasmDecodeException.Throw(WasmDecodeReason.BodySizeMismatch, SectionId.Code, instructions.Position);
        }
    }
}
