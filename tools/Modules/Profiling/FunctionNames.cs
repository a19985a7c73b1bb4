using System.Collections.Immutable;
using System.Text;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling;

/// <summary>Finds the names of a few functions after the module was read, so that no other name is decoded.</summary>
internal sealed unsafe class FunctionNames
{
    private readonly byte* _module;
    private readonly Dictionary<int, string?> _names = [];
    private (int Start, int End) _nameSection;
    private (int Start, int End) _exportSection;

    /// <param name="module">Where the module lies; it must not move.</param>
    public FunctionNames(byte* module) => _module = module;

    /// <summary>What <see cref="Find"/> could not read, one sentence each.</summary>
    public ImmutableArray<string> Notices { get; private set; } = [];

    public void NoteNameSection(ByteReader contents) => _nameSection = (contents.Position, contents.End);

    public void NoteExportSection(ByteReader contents) => _exportSection = (contents.Position, contents.End);

    /// <summary>The name of a function that <see cref="Find"/> looked up, or null where it has none.</summary>
    public string? Get(int function) => _names.GetValueOrDefault(function);

    /// <summary>Looks these functions up: in the name section, and where it has no name among the exports, the first of which counts.</summary>
    public void Find(IEnumerable<int> functions)
    {
        foreach (var function in functions)
        {
            _names[function] = null;
        }

        if (_names.Count == 0)
        {
            return;
        }

        if (_nameSection.End > 0)
        {
            FindInNameSection();
        }

        if (_exportSection.End > 0)
        {
            foreach (var export in new ExportSectionReader(Reader(_exportSection, SectionId.Export)))
            {
                if (export.Kind == ExternalKind.Function)
                {
                    Name(export.Index, export.Name);
                }
            }
        }
    }

    private void FindInNameSection()
    {
        var names = new NameSectionReader(Reader(_nameSection, SectionId.Custom));
        while (names.MoveNext() && names.Current.Thing != NamedThing.Local)
        {
            if (names.Current.Thing == NamedThing.Function)
            {
                Name(names.Current.Function, names.Current.Name);
            }
        }

        if (names.Fault is { } fault)
        {
            Notices = [$"The name section is read only in part, so that functions may lack their names: {fault.Message}."];
        }
    }

    private void Name(int function, ReadOnlySpan<byte> name)
    {
        if (_names.TryGetValue(function, out var known) && known is null)
        {
            _names[function] = Encoding.UTF8.GetString(name);
        }
    }

    private ByteReader Reader((int Start, int End) region, SectionId section) => new(new ReadOnlySpan<byte>(_module, region.End), region.Start, section);
}
