using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>
/// Reads the names of a module, its functions and their locals from the name section. Other names are skipped. An error in a custom section
/// does not make a module malformed: reading stops there, and <see cref="Fault"/> states why.
/// </summary>
public ref struct NameSectionReader
{
    private const byte ModuleNames = 0;
    private const byte FunctionNames = 1;
    private const byte LocalNames = 2;

    private ByteReader _section;
    private ByteReader _subsection;
    private byte _kind;
    private uint _functionsLeft;
    private uint _namesLeft;
    private int _function;

    /// <param name="contents">The section behind the name "name".</param>
    public NameSectionReader(ByteReader contents) => _section = contents;

    /// <summary>The name last read.</summary>
    public NameEntry Current { get; private set; }

    /// <summary>Why reading stopped before the end of the section; null where it did not.</summary>
    public WasmDecodeException? Fault { get; private set; }

    public readonly NameSectionReader GetEnumerator() => this;

    /// <summary>Reads one name; false at the section's end or where it is malformed.</summary>
    public bool MoveNext()
    {
        try
        {
            while (_namesLeft == 0)
            {
                if (!OpenNextMap())
                {
                    return false;
                }
            }

            _namesLeft--;
            Current = ReadName();
            return true;
        }
        catch (WasmDecodeException fault)
        {
            Fault = fault;
            _namesLeft = 0;
            _functionsLeft = 0;
            _section = default;
            return false;
        }
    }

    private NameEntry ReadName()
    {
        switch (_kind)
        {
            case ModuleNames:
                return new NameEntry(NamedThing.Module, 0, 0, _subsection.ReadName());
            case FunctionNames:
                var function = (int)_subsection.ReadU32();
                return new NameEntry(NamedThing.Function, function, 0, _subsection.ReadName());
            default:
                var local = (int)_subsection.ReadU32();
                return new NameEntry(NamedThing.Local, _function, local, _subsection.ReadName());
        }
    }

    /// <summary>Goes to the next function's locals, or to the next part of the section that holds names.</summary>
    private bool OpenNextMap()
    {
        if (_functionsLeft > 0)
        {
            _functionsLeft--;
            _function = (int)_subsection.ReadU32();
            _namesLeft = _subsection.ReadU32();
            return true;
        }

        while (!_section.AtEnd)
        {
            _kind = _section.ReadByte();
            _subsection = _section.ReadRegion(_section.ReadU32(), SectionId.Custom);
            switch (_kind)
            {
                case ModuleNames:
                    _namesLeft = 1;
                    return true;
                case FunctionNames:
                    _namesLeft = _subsection.ReadU32();
                    return true;
                case LocalNames:
                    _functionsLeft = _subsection.ReadU32();
                    return true;
            }
        }

        return false;
    }
}
