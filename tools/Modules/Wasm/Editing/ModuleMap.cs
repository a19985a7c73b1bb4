using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Where every item of a module lies and every place that names an item by its index: what removing items needs.</summary>
public sealed class ModuleMap
{
    private ModuleMap(byte[] module) => Module = module;

    /// <summary>The module. Groups of imports are written as single ones.</summary>
    public byte[] Module { get; }

    /// <summary>The items. Functions with a body come last.</summary>
    public List<ModuleItem> Items { get; } = [];

    /// <summary>The places that name an item, in the order of the module's bytes.</summary>
    public List<IndexUse> Uses { get; } = [];

    /// <summary>The element segments.</summary>
    public List<ElementPlace> Elements { get; } = [];

    /// <summary>The function types whose group is a single final function type without a supertype.</summary>
    public List<FunctionTypePlace> FunctionTypes { get; } = [];

    /// <summary>The expressions outside functions, except those that are an element of a segment.</summary>
    public List<ExpressionPlace> Expressions { get; } = [];

    /// <summary>The bytes of each data segment behind their length.</summary>
    public List<DataPlace> Data { get; } = [];

    /// <summary>The sections, in the order of the module's bytes.</summary>
    public List<SectionPlace> Sections { get; } = [];

    /// <summary>The function bodies with their sizes, in the order of the module's bytes.</summary>
    internal IReadOnlyList<ByteRange> Bodies { get; private set; } = [];

    /// <summary>Finds where a body begins behind its size.</summary>
    internal static int ContentsOf(byte[] module, ByteRange body)
    {
        var reader = new ByteReader(module, body.Start, SectionId.Code);
        _ = reader.ReadU32();
        return reader.Position;
    }

    /// <summary>Maps a module.</summary>
    /// <exception cref="WasmDecodeException">The module is malformed.</exception>
    public static ModuleMap Create(byte[] module)
    {
        ArgumentNullException.ThrowIfNull(module);
        module = ImportExpansion.Expand(module);
        var map = new ModuleMap(module);
        var reader = new ModuleMapReader(map);
        foreach (var section in new ModuleReader(module))
        {
            map.Sections.Add(new SectionPlace(section.Id, section.Offset, section.Contents.Position, section.Contents.End));
            reader.Read(section);
        }

        reader.Finish();
        map.Bodies = [.. map.Items.Where(item => item.Body.Length > 0).Select(item => item.Body)];
        return map;
    }
}

/// <summary>A section.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Start">The offset of its id.</param>
/// <param name="Contents">The offset of its contents.</param>
/// <param name="End">The offset after its contents.</param>
public readonly record struct SectionPlace(SectionId Id, int Start, int Contents, int End);

/// <summary>The elements of one segment.</summary>
/// <param name="Count">The bytes of their number.</param>
/// <param name="Starts">The offset of each element, and the offset after the last.</param>
public sealed record ElementPlace(ByteRange Count, int[] Starts);

/// <summary>A function type.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Parameters">The bytes of the parameters' number, and then the offset of each parameter and the offset after the last.</param>
/// <param name="Results">The same for the results.</param>
public sealed record FunctionTypePlace(int Index, TypeList Parameters, TypeList Results);

/// <summary>A list of value types.</summary>
/// <param name="Count">The bytes of their number.</param>
/// <param name="Starts">The offset of each type, and the offset after the last.</param>
public sealed record TypeList(ByteRange Count, int[] Starts);

/// <summary>An expression outside functions.</summary>
/// <param name="Section">The section it lies in.</param>
/// <param name="Place">Its bytes with the closing <c>end</c>.</param>
/// <param name="Type">The type of its value; null where the map does not determine it.</param>
public readonly record struct ExpressionPlace(SectionId Section, ByteRange Place, WasmType? Type);

/// <summary>The bytes of one data segment.</summary>
/// <param name="Length">The bytes of their number.</param>
/// <param name="Bytes">The segment's bytes.</param>
public readonly record struct DataPlace(ByteRange Length, ByteRange Bytes);
