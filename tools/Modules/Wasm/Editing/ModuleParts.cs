using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Where the parts of a module lie that can be taken out of it one by one: function bodies and the bytes of data segments.</summary>
public sealed class ModuleParts
{
    private ModuleParts(ReadOnlyMemory<byte> module, IReadOnlyList<ContentsPlace> sections, IReadOnlyList<BodyPlace> bodies, IReadOnlyList<DataSegment> data)
    {
        Module = module;
        Sections = sections;
        Bodies = bodies;
        Data = data;
    }

    /// <summary>The module.</summary>
    public ReadOnlyMemory<byte> Module { get; }

    /// <summary>The function bodies in their order: body i is function i behind the imported ones.</summary>
    public IReadOnlyList<BodyPlace> Bodies { get; }

    /// <summary>The data segments.</summary>
    public IReadOnlyList<DataSegment> Data { get; }

    internal IReadOnlyList<ContentsPlace> Sections { get; }

    /// <summary>Finds the parts. Bodies are not looked into.</summary>
    /// <exception cref="WasmDecodeException">The module is malformed.</exception>
    public static ModuleParts Find(ReadOnlyMemory<byte> module)
    {
        var sections = new List<ContentsPlace>();
        var bodies = new List<BodyPlace>();
        var data = new List<DataSegment>();
        var hasDataCount = false;
        foreach (var section in new ModuleReader(module.Span))
        {
            sections.Add(new ContentsPlace(section.Id, section.Contents.Position, section.Size));
            switch (section.Id)
            {
                case SectionId.DataCount:
                    hasDataCount = true;
                    break;
                case SectionId.Code:
                    foreach (var body in new CodeSectionReader(section.Contents, hasDataCount))
                    {
                        bodies.Add(new BodyPlace(body.Offset, body.Size, hasDataCount));
                    }

                    break;
                case SectionId.Data:
                    foreach (var segment in new DataSectionReader(section.Contents))
                    {
                        data.Add(segment);
                    }

                    break;
            }
        }

        return new ModuleParts(module, sections, bodies, data);
    }

    /// <summary>Where one section's contents lie.</summary>
    /// <param name="Id">The section.</param>
    /// <param name="Offset">The first byte behind its size.</param>
    /// <param name="Size">Bytes of its contents.</param>
    internal readonly record struct ContentsPlace(SectionId Id, int Offset, int Size);
}
