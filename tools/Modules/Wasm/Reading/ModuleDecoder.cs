using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Reads a whole module once, front to back, and stops at the first byte that is malformed. It decodes: it checks the grammar of the binary
/// format and nothing of what validation checks, so a module it accepts may still name a type that does not exist.
/// </summary>
public static class ModuleDecoder
{
    /// <summary>Decodes every byte of a module.</summary>
    /// <exception cref="WasmDecodeException">The bytes are malformed; nothing else is thrown, whatever they are.</exception>
    public static void Decode(ReadOnlySpan<byte> module) => Decode(module, new Silent());

    /// <summary>Decodes every byte of a module and tells a visitor what it finds.</summary>
    /// <exception cref="WasmDecodeException">The bytes are malformed.</exception>
    public static void Decode(ReadOnlySpan<byte> module, ModuleVisitor visitor)
    {
        var counts = new Counts();
        foreach (var section in new ModuleReader(module))
        {
            visitor.VisitSection(section);
            DecodeSection(section, visitor, counts);
        }

        counts.CheckAtEnd(module.Length);
    }

    private static void DecodeSection(in ModuleSection section, ModuleVisitor visitor, Counts counts)
    {
        var contents = section.Contents;
        switch (section.Id)
        {
            case SectionId.Custom:
                visitor.VisitCustom(CustomSection.Read(contents));
                break;
            case SectionId.Type:
                foreach (var type in new TypeSectionReader(contents))
                {
                    visitor.VisitType(type);
                }

                break;
            case SectionId.Import:
                foreach (var import in new ImportSectionReader(contents))
                {
                    visitor.VisitImport(import);
                }

                break;
            case SectionId.Function:
                foreach (var typeIndex in new FunctionSectionReader(contents))
                {
                    counts.Functions++;
                    visitor.VisitFunction(typeIndex);
                }

                break;
            case SectionId.Code:
                DecodeCode(contents, visitor, counts);
                break;
            case SectionId.Data:
                DecodeData(contents, visitor, counts);
                break;
            default:
                DecodeDeclarations(section.Id, contents, visitor, counts);
                break;
        }
    }

    private static void DecodeDeclarations(SectionId id, ByteReader contents, ModuleVisitor visitor, Counts counts)
    {
        switch (id)
        {
            case SectionId.Table:
                var tables = new TableSectionReader(contents);
                while (tables.MoveNext())
                {
                    VisitExpressions(visitor, tables.Expressions);
                    visitor.VisitTable(tables.Current);
                }

                break;
            case SectionId.Memory:
                foreach (var memory in new MemorySectionReader(contents))
                {
                    visitor.VisitMemory(memory);
                }

                break;
            case SectionId.Tag:
                foreach (var typeIndex in new TagSectionReader(contents))
                {
                    visitor.VisitTag(typeIndex);
                }

                break;
            case SectionId.Global:
                var globals = new GlobalSectionReader(contents);
                while (globals.MoveNext())
                {
                    VisitExpressions(visitor, globals.Expressions);
                    visitor.VisitGlobal(globals.Current);
                }

                break;
            case SectionId.Export:
                foreach (var export in new ExportSectionReader(contents))
                {
                    visitor.VisitExport(export);
                }

                break;
            case SectionId.Element:
                var elements = new ElementSectionReader(contents);
                while (elements.MoveNext())
                {
                    VisitExpressions(visitor, elements.Expressions);
                    visitor.VisitElements(elements.Current);
                }

                break;
            default:
                DecodeSingleNumber(id, contents, counts);
                break;
        }
    }

    /// <summary>The start section and the data count section: one number each.</summary>
    private static void DecodeSingleNumber(SectionId id, ByteReader contents, Counts counts)
    {
        if (id == SectionId.DataCount)
        {
            counts.DataCount = contents.ReadCount(FormatLimits.DataSegments, "data segments");
        }
        else
        {
            _ = contents.ReadU32();
        }

        if (!contents.AtEnd)
        {
            contents.Throw(WasmDecodeReason.SectionSizeMismatch);
        }
    }

    private static void DecodeCode(ByteReader contents, ModuleVisitor visitor, Counts counts)
    {
        var bodies = new CodeSectionReader(contents, counts.DataCount is not null);
        counts.Bodies = bodies.Count;
        if (counts.Bodies != counts.Functions)
        {
            contents.Throw(WasmDecodeReason.FunctionAndCodeCountsDiffer);
        }

        foreach (var body in bodies)
        {
            visitor.VisitBody(body);
        }
    }

    private static void DecodeData(ByteReader contents, ModuleVisitor visitor, Counts counts)
    {
        var segments = new DataSectionReader(contents);
        counts.DataSegments = segments.Count;
        if (counts.DataCount is { } claimed && claimed != segments.Count)
        {
            contents.Throw(WasmDecodeReason.DataCountDiffers);
        }

        while (segments.MoveNext())
        {
            VisitExpressions(visitor, segments.Expressions);
            visitor.VisitData(segments.Current);
        }
    }

    private static void VisitExpressions(ModuleVisitor visitor, in ConstantExpressions expressions)
    {
        if (expressions.Bytes > 0)
        {
            visitor.VisitConstantExpressions(expressions);
        }
    }

    /// <summary>What one section says of another.</summary>
    private sealed class Counts
    {
        public int Functions { get; set; }

        public int Bodies { get; set; }

        public int? DataCount { get; set; }

        public int DataSegments { get; set; }

        public void CheckAtEnd(int offset)
        {
            if (Bodies != Functions)
            {
                WasmDecodeException.Throw(WasmDecodeReason.FunctionAndCodeCountsDiffer, SectionId.Header, offset);
            }

            if (DataCount is { } claimed && claimed != DataSegments)
            {
                WasmDecodeException.Throw(WasmDecodeReason.DataCountDiffers, SectionId.Header, offset);
            }
        }
    }

    private sealed class Silent : ModuleVisitor;
}
