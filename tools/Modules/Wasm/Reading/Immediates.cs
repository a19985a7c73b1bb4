using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>Reads what follows an opcode. The one place that knows the encodings.</summary>
internal ref struct Immediates
{
    public long First;
    public long Second;
    public ulong Third;
    public ReadOnlySpan<byte> Bytes;

    public static Immediates Read(ImmediateKind kind, scoped ref ByteReader reader, bool hasDataCount)
    {
        var read = default(Immediates);
        switch (kind)
        {
            case ImmediateKind.None:
                break;
            case ImmediateKind.U32:
                read.First = reader.ReadU32();
                break;
            case ImmediateKind.TwoU32:
                read.First = reader.ReadU32();
                read.Second = reader.ReadU32();
                break;
            case ImmediateKind.I32:
                read.First = reader.ReadS32();
                break;
            case ImmediateKind.I64:
                read.First = reader.ReadS64();
                break;
            case ImmediateKind.F32:
                read.First = reader.ReadFixed32();
                break;
            case ImmediateKind.F64:
                read.First = (long)reader.ReadFixed64();
                break;
            case ImmediateKind.SixteenBytes:
                read.Bytes = reader.ReadBytes(16);
                break;
            case ImmediateKind.Lane:
                read.First = reader.ReadByte();
                break;
            case ImmediateKind.MemoryAccess:
                read.ReadMemoryAccess(ref reader);
                break;
            case ImmediateKind.BlockType:
                read.First = reader.ReadBlockType().Code;
                break;
            case ImmediateKind.HeapType:
                read.First = reader.ReadHeapType().Code;
                break;
            default:
                read.ReadRare(kind, ref reader, hasDataCount);
                break;
        }

        return read;
    }

    private void ReadRare(ImmediateKind kind, scoped ref ByteReader reader, bool hasDataCount)
    {
        var start = reader.Position;
        switch (kind)
        {
            case ImmediateKind.DataIndex:
                First = reader.ReadU32();
                break;
            case ImmediateKind.DataAndIndex or ImmediateKind.TypeAndData:
                First = reader.ReadU32();
                Second = reader.ReadU32();
                break;
            case ImmediateKind.MemoryAccessAndLane:
                ReadMemoryAccess(ref reader);
                Bytes = reader.ReadBytes(1);
                return;
            case ImmediateKind.Labels:
                ReadLabels(ref reader);
                return;
            case ImmediateKind.BlockTypeAndCatches:
                First = reader.ReadBlockType().Code;
                ReadCatches(ref reader);
                return;
            case ImmediateKind.ValueTypes:
                First = reader.ReadCount(FormatLimits.Results, "types of a select");
                for (var left = First; left > 0; left--)
                {
                    _ = reader.ReadValueType();
                }

                return;
            case ImmediateKind.CastBranch:
                ReadCastBranch(ref reader);
                return;
            case ImmediateKind.TypeAndHandlers:
                First = reader.ReadU32();
                ReadHandlers(ref reader);
                return;
            case ImmediateKind.TypeTagAndHandlers:
                First = reader.ReadU32();
                Second = reader.ReadU32();
                ReadHandlers(ref reader);
                return;
            case ImmediateKind.ZeroByte:
                if (reader.ReadByte() != 0)
                {
                    reader.ThrowAt(start, WasmDecodeReason.MalformedReservedByte);
                }

                return;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such immediates");
        }

        if (!hasDataCount)
        {
            reader.ThrowAt(start, WasmDecodeReason.DataCountRequired);
        }
    }

    private void ReadMemoryAccess(scoped ref ByteReader reader)
    {
        var start = reader.Position;
        var flags = reader.ReadU32();
        if (flags >= MemoryArgument.MemoryIndexFlag * 2)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedMemoryFlags);
        }

        First = flags & (MemoryArgument.MemoryIndexFlag - 1);
        if ((flags & MemoryArgument.MemoryIndexFlag) != 0)
        {
            Second = reader.ReadU32();
        }

        // Offsets have 64 bits in the format; whether one fits its memory is for validation.
        Third = reader.ReadU64();
    }

    private void ReadLabels(scoped ref ByteReader reader)
    {
        First = reader.ReadCount(FormatLimits.BranchTableLabels, "labels in a br_table");
        var labels = reader;
        for (var left = First; left >= 0; left--)
        {
            _ = reader.ReadU32();
        }

        Bytes = labels.ReadBytes((uint)(reader.Position - labels.Position));
    }

    private void ReadCatches(scoped ref ByteReader reader)
    {
        Second = reader.ReadCount(FormatLimits.CatchClauses, "catch clauses");
        var clauses = reader;
        for (var left = Second; left > 0; left--)
        {
            _ = reader.ReadCatchClause();
        }

        Bytes = clauses.ReadBytes((uint)(reader.Position - clauses.Position));
    }

    private void ReadHandlers(scoped ref ByteReader reader)
    {
        var left = reader.ReadCount(FormatLimits.ResumeHandlers, "handlers of a resume");
        var handlers = reader;
        for (; left > 0; left--)
        {
            _ = reader.ReadResumeHandler();
        }

        Bytes = handlers.ReadBytes((uint)(reader.Position - handlers.Position));
    }

    private void ReadCastBranch(scoped ref ByteReader reader)
    {
        var start = reader.Position;
        First = reader.ReadByte();
        if (First > 3)
        {
            reader.ThrowAt(start, WasmDecodeReason.MalformedCastFlags);
        }

        Second = reader.ReadU32();
        _ = reader.ReadHeapType();
        _ = reader.ReadHeapType();
    }
}
