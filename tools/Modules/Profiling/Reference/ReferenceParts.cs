using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>
/// The specification of the metrics of elements and constant expressions: the sections are read byte by byte, without the section readers and
/// their short cuts.
/// </summary>
internal sealed class ReferenceParts : ModuleVisitor
{
    /// <summary>Items of all element segments.</summary>
    public long TableElements { get; private set; }

    /// <summary>Bytes of all expressions outside functions.</summary>
    public long ConstantExpressionBytes { get; private set; }

    /// <summary>Instructions of those that give values, without their ends.</summary>
    public long ConstantInstructions { get; private set; }

    /// <summary>Those of them that make a struct or an array.</summary>
    public long ConstantAllocations { get; private set; }

    /// <summary>Counts the parts of a module.</summary>
    /// <exception cref="WasmDecodeException">The bytes are malformed.</exception>
    public static ReferenceParts Count(ReadOnlySpan<byte> module)
    {
        var parts = new ReferenceParts();
        ModuleDecoder.Decode(module, parts);
        return parts;
    }

    public override void VisitSection(in ModuleSection section)
    {
        if (section.Id is not (SectionId.Table or SectionId.Global or SectionId.Element or SectionId.Data))
        {
            return;
        }

        var reader = section.Contents;
        for (var left = reader.ReadU32(); left > 0; left--)
        {
            switch (section.Id)
            {
                case SectionId.Table:
                    ReadTable(ref reader);
                    break;
                case SectionId.Global:
                    _ = reader.ReadGlobalType();
                    ReadExpression(ref reader);
                    break;
                case SectionId.Element:
                    ReadElements(ref reader);
                    break;
                default:
                    ReadData(ref reader);
                    break;
            }
        }
    }

    private void ReadTable(ref ByteReader reader)
    {
        var initialized = reader.PeekByte() == TypeByte.TableWithInitializer;
        if (initialized)
        {
            _ = reader.ReadBytes(2);
        }

        _ = reader.ReadTableType();
        if (initialized)
        {
            ReadExpression(ref reader);
        }
    }

    // The eight forms of the binary format, by flags.
    private void ReadElements(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        if (flags is 2 or 6)
        {
            _ = reader.ReadU32();
        }

        if (flags is 0 or 2 or 4 or 6)
        {
            ReadExpression(ref reader, isPlace: true);
        }

        if (flags is 1 or 2 or 3)
        {
            _ = reader.ReadByte();
        }
        else if (flags is 5 or 6 or 7)
        {
            _ = reader.ReadReferenceType();
        }

        for (var left = reader.ReadU32(); left > 0; left--)
        {
            TableElements++;
            if (flags < 4)
            {
                _ = reader.ReadU32();
            }
            else
            {
                ReadExpression(ref reader);
            }
        }
    }

    private void ReadData(ref ByteReader reader)
    {
        var flags = reader.ReadU32();
        if (flags == 2)
        {
            _ = reader.ReadU32();
        }

        if (flags is 0 or 2)
        {
            ReadExpression(ref reader, isPlace: true);
        }

        _ = reader.ReadBytes(reader.ReadU32());
    }

    private void ReadExpression(ref ByteReader reader, bool isPlace = false)
    {
        var start = reader.Position;
        using var instructions = new InstructionReader(reader, hasDataCount: true);
        while (instructions.MoveNext())
        {
            var isCounted = !isPlace && instructions.Current.Info.Class != InstructionClass.End;
            ConstantInstructions += isCounted ? 1 : 0;
            ConstantAllocations += isCounted && instructions.Current.Info.Class == InstructionClass.GcAllocation ? 1 : 0;
        }

        _ = reader.ReadBytes((uint)(instructions.Position - start));
        ConstantExpressionBytes += instructions.Position - start;
    }
}
