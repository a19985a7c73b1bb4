using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;
using Xunit;

namespace CompileBench.Modules.Tests.Wasm.Reading;

public sealed class SectionTests
{
    [Fact]
    public void Decode_OnlyAHeader_IsAModule() => ModuleDecoder.Decode(ModuleBytes.Empty);

    public static TheoryData<string, byte[], WasmDecodeReason, SectionId, int> Malformed => new()
    {
        { "a count of four billion types in a short module", OneSection(1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F), WasmDecodeReason.LimitExceeded, SectionId.Type, 10 },
        { "a million types claimed and none there", OneSection(1, 0xC0, 0x84, 0x3D), WasmDecodeReason.UnexpectedEnd, SectionId.Type, 13 },
        { "a type of no form", OneSection(1, 1, 0x5C), WasmDecodeReason.MalformedTypeForm, SectionId.Type, 11 },
        { "a parameter of no type", OneSection(1, 1, 0x60, 1, 0x40, 0), WasmDecodeReason.MalformedValueType, SectionId.Type, 13 },
        { "a field that is neither fixed nor mutable", OneSection(1, 1, 0x5E, 0x7F, 2), WasmDecodeReason.MalformedMutability, SectionId.Type, 13 },
        { "two supertypes", OneSection(1, 1, 0x50, 2, 0, 0, 0x60, 0, 0), WasmDecodeReason.LimitExceeded, SectionId.Type, 12 },
        { "an import of no kind", OneSection(2, 1, 0, 0, 5), WasmDecodeReason.MalformedImportKind, SectionId.Import, 13 },
        { "an imported table of numbers", OneSection(2, 1, 0, 0, 1, 0x7F, 0, 0), WasmDecodeReason.MalformedReferenceType, SectionId.Import, 14 },
        { "a name that is not UTF-8", OneSection(2, 1, 1, 0xC0, 0, 0), WasmDecodeReason.MalformedUtf8, SectionId.Import, 12 },
        { "a table with an unknown encoding", OneSection(4, 1, 0x40, 1, 0x70, 0, 0), WasmDecodeReason.MalformedTableEncoding, SectionId.Table, 12 },
        { "limits with an unknown flag", OneSection(5, 1, 0x10, 0), WasmDecodeReason.MalformedLimitsFlags, SectionId.Memory, 11 },
        { "a tag with an attribute", OneSection(13, 1, 1, 0), WasmDecodeReason.MalformedTagAttribute, SectionId.Tag, 11 },
        { "a global whose expression never ends", OneSection(6, 1, 0x7F, 0, 0x41, 0), WasmDecodeReason.EndExpected, SectionId.Global, 15 },
        { "an export of no kind", OneSection(7, 1, 0, 5, 0), WasmDecodeReason.MalformedExportKind, SectionId.Export, 12 },
        { "an element segment with an unknown flag", OneSection(9, 1, 8), WasmDecodeReason.MalformedElementFlags, SectionId.Element, 11 },
        { "elements of an unknown kind", OneSection(9, 1, 1, 1, 0), WasmDecodeReason.MalformedElementKind, SectionId.Element, 12 },
        { "a data segment with an unknown flag", OneSection(11, 1, 3), WasmDecodeReason.MalformedDataFlags, SectionId.Data, 11 },
        { "a data segment longer than the module", OneSection(11, 1, 1, 0x7F), WasmDecodeReason.UnexpectedEnd, SectionId.Data, 13 },
        { "a byte behind the last item", OneSection(11, 0, 0), WasmDecodeReason.SectionSizeMismatch, SectionId.Data, 11 },
        { "a section longer than the module", [.. ModuleBytes.Empty, 1, 5, 0], WasmDecodeReason.UnexpectedEnd, SectionId.Header, 10 },
        { "a section with an unknown id", OneSection(14, 0), WasmDecodeReason.MalformedSectionId, SectionId.Header, 8 },
        { "a section twice", new ModuleBytes().Section(5, 0).Section(5, 0).ToArray(), WasmDecodeReason.SectionOutOfOrder, SectionId.Memory, 11 },
        { "sections out of order", new ModuleBytes().Section(6, 0).Section(13, 0).ToArray(), WasmDecodeReason.SectionOutOfOrder, SectionId.Tag, 11 },
        { "functions without bodies", OneSection(3, 1, 0), WasmDecodeReason.FunctionAndCodeCountsDiffer, SectionId.Header, 12 },
        { "a data count without data", OneSection(12, 1), WasmDecodeReason.DataCountDiffers, SectionId.Header, 11 },
        { "a custom section whose name is not UTF-8", OneSection(0, 1, 0x80), WasmDecodeReason.MalformedUtf8, SectionId.Custom, 11 },
        { "a component", [0, 0x61, 0x73, 0x6D, 0x0D, 0, 1, 0], WasmDecodeReason.ComponentNotModule, SectionId.Header, 4 },
        { "something else", "not a module"u8.ToArray(), WasmDecodeReason.BadMagic, SectionId.Header, 0 },
        { "nothing", [], WasmDecodeReason.BadMagic, SectionId.Header, 0 },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Decode_MalformedSection_SaysWhyAndWhere(string what, byte[] module, WasmDecodeReason reason, SectionId section, int offset)
    {
        var refusal = Assert.Throws<WasmDecodeException>(() => ModuleDecoder.Decode(module));
        Assert.True((reason, section, offset) == (refusal.Reason, refusal.Section, refusal.Offset), $"{what}: {refusal.Message}");
        Assert.Contains($"byte {offset} ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypeSection_GroupsAndForms_AreToldApart()
    {
        // A group of a function type and an open struct, an empty group, then a final array of bytes.
        byte[] contents = [3, 0x4E, 2, 0x60, 2, 0x7F, 0x63, 0x70, 1, 0x7B, 0x50, 0, 0x5F, 2, 0x78, 1, 0x64, 0, 0, 0x4E, 0, 0x4F, 0, 0x5E, 0x77, 1];
        var types = new List<TypeEntry>();
        foreach (var type in new TypeSectionReader(new ByteReader(contents, 0, SectionId.Type)))
        {
            types.Add(type);
        }

        Assert.Equal(
            [
                new TypeEntry(TypeForm.Function, 2, 1, 0, OpensGroup: true),
                new TypeEntry(TypeForm.Struct, 0, 0, 2, OpensGroup: false),
                new TypeEntry(TypeForm.Array, 0, 0, 1, OpensGroup: true),
            ],
            types);
    }

    [Fact]
    public void ElementSection_EveryMode_CountsItsFunctions()
    {
        byte[] contents = [4, 0, 0x41, 0, 0x0B, 2, 0, 1, 1, 0, 1, 7, 3, 0, 0, 5, 0x70, 2, 0xD2, 3, 0x0B, 0xD0, 0x70, 0x0B];
        var segments = new List<ElementSegment>();
        foreach (var segment in new ElementSectionReader(new ByteReader(contents, 0, SectionId.Element)))
        {
            segments.Add(segment);
        }

        Assert.Equal(
            [
                new ElementSegment(SegmentMode.Active, 2, 2),
                new ElementSegment(SegmentMode.Passive, 1, 1),
                new ElementSegment(SegmentMode.Declared, 0, 0),
                new ElementSegment(SegmentMode.Passive, 2, 1),
            ],
            segments);
    }

    private static byte[] OneSection(byte id, params byte[] contents) => new ModuleBytes().Section(id, contents).ToArray();
}
