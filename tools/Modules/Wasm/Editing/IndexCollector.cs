using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Reads types and expressions and keeps every index in them.</summary>
internal sealed class IndexCollector(List<IndexUse> uses)
{
    /// <summary>Reads an unsigned index.</summary>
    /// <returns>The index.</returns>
    public int ReadIndex(ref ByteReader reader, IndexSpace space, IndexRole role = IndexRole.Reference)
    {
        var start = reader.Position;
        var index = (int)reader.ReadU32();
        if (space != IndexSpace.None)
        {
            uses.Add(new IndexUse(start, reader.Position - start, space, index, Role: role));
        }

        return index;
    }

    /// <summary>Keeps an index that the format implies.</summary>
    public void Imply(in ByteReader reader, IndexSpace space) => uses.Add(new IndexUse(reader.Position, 0, space, 0));

    /// <summary>Reads a value type or a reference type.</summary>
    public void ReadType(ref ByteReader reader)
    {
        if (reader.PeekByte() is TypeByte.NullableReference or TypeByte.Reference)
        {
            _ = reader.ReadByte();
            ReadHeapType(ref reader);
        }
        else
        {
            _ = reader.ReadValueType();
        }
    }

    /// <summary>Reads the type of a field.</summary>
    public void ReadFieldType(ref ByteReader reader)
    {
        if (reader.PeekByte() is TypeByte.I8 or TypeByte.I16)
        {
            _ = reader.ReadByte();
        }
        else
        {
            ReadType(ref reader);
        }

        _ = reader.ReadByte();
    }

    /// <summary>Reads an expression up to its <c>end</c>.</summary>
    public void ReadExpression(ref ByteReader reader, bool inBody = false)
    {
        using var instructions = new InstructionReader(reader, hasDataCount: true);
        while (instructions.MoveNext())
        {
            var instruction = instructions.Current;
            if (instruction.Info.Immediates is not (ImmediateKind.None or ImmediateKind.I32 or ImmediateKind.I64 or ImmediateKind.Labels))
            {
                var immediates = reader;
                _ = immediates.ReadBytes((uint)(instruction.Offset - immediates.Position));
                if (OpcodeSpaces.IsPrefix(immediates.ReadByte()))
                {
                    _ = immediates.ReadU32();
                }

                ReadImmediates(instruction.Info, ref immediates, inBody);
            }
        }

        _ = reader.ReadBytes((uint)(instructions.Position - reader.Position));
    }

    private void ReadImmediates(InstructionInfo info, ref ByteReader reader, bool inBody)
    {
        var (first, second) = OpcodeIndices.Find(info.Opcode);
        switch (info.Immediates)
        {
            case ImmediateKind.U32 or ImmediateKind.DataIndex:
                var role = info.Opcode != Opcode.RefFunc ? IndexRole.Reference : inBody ? IndexRole.NeedsDeclaration : IndexRole.Declaration;
                ReadIndex(ref reader, first, role);
                break;
            case ImmediateKind.TwoU32 or ImmediateKind.DataAndIndex or ImmediateKind.TypeAndData:
                ReadIndex(ref reader, first);
                ReadIndex(ref reader, second);
                break;
            case ImmediateKind.MemoryAccess or ImmediateKind.MemoryAccessAndLane:
                ReadMemory(ref reader);
                break;
            case ImmediateKind.BlockType:
                ReadBlockType(ref reader);
                break;
            case ImmediateKind.BlockTypeAndCatches:
                ReadBlockType(ref reader);
                ReadCatches(ref reader);
                break;
            case ImmediateKind.HeapType:
                ReadHeapType(ref reader);
                break;
            case ImmediateKind.ValueTypes:
                for (var left = reader.ReadU32(); left > 0; left--)
                {
                    ReadType(ref reader);
                }

                break;
            case ImmediateKind.TypeAndHandlers:
                ReadIndex(ref reader, first);
                ReadHandlers(ref reader);
                break;
            case ImmediateKind.TypeTagAndHandlers:
                ReadIndex(ref reader, first);
                ReadIndex(ref reader, second);
                ReadHandlers(ref reader);
                break;
            case ImmediateKind.CastBranch:
                _ = reader.ReadByte();
                _ = reader.ReadU32();
                ReadHeapType(ref reader);
                ReadHeapType(ref reader);
                break;
        }
    }

    private void ReadMemory(ref ByteReader reader)
    {
        if ((reader.ReadU32() & MemoryArgument.MemoryIndexFlag) != 0)
        {
            ReadIndex(ref reader, IndexSpace.Memory);
        }
        else
        {
            Imply(reader, IndexSpace.Memory);
        }
    }

    private void ReadBlockType(ref ByteReader reader)
    {
        var first = reader.PeekByte();
        if (first == TypeByte.EmptyBlock || TypeByte.IsNumberOrVector(first) || TypeByte.IsAbstractHeapType(first))
        {
            _ = reader.ReadByte();
        }
        else if (first is TypeByte.NullableReference or TypeByte.Reference)
        {
            ReadType(ref reader);
        }
        else
        {
            ReadSignedType(ref reader);
        }
    }

    /// <summary>Reads a heap type.</summary>
    public void ReadHeapType(ref ByteReader reader)
    {
        if (TypeByte.IsAbstractHeapType(reader.PeekByte()))
        {
            _ = reader.ReadByte();
        }
        else
        {
            ReadSignedType(ref reader);
        }
    }

    private void ReadSignedType(ref ByteReader reader)
    {
        var start = reader.Position;
        var index = reader.ReadS33();
        uses.Add(new IndexUse(start, reader.Position - start, IndexSpace.Type, (int)index, IsSigned: true));
    }

    private void ReadHandlers(ref ByteReader reader)
    {
        for (var left = reader.ReadU32(); left > 0; left--)
        {
            var kind = reader.ReadByte();
            ReadIndex(ref reader, IndexSpace.Tag);
            if (kind == ResumeHandler.ToLabel)
            {
                _ = reader.ReadU32();
            }
        }
    }

    private void ReadCatches(ref ByteReader reader)
    {
        for (var left = reader.ReadU32(); left > 0; left--)
        {
            if ((CatchKind)reader.ReadByte() is CatchKind.Catch or CatchKind.CatchReference)
            {
                ReadIndex(ref reader, IndexSpace.Tag);
            }

            _ = reader.ReadU32();
        }
    }
}
