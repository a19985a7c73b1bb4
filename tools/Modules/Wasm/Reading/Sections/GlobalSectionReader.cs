using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the globals one by one, each with the expression that initialises it.</summary>
public ref struct GlobalSectionReader
{
    private SectionItems _items;

    public GlobalSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Globals, "globals");

    public GlobalType Current { get; private set; }

    public readonly GlobalSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = _items.Reader.ReadGlobalType();
        _ = ConstantExpression.Read(ref _items.Reader);
        return true;
    }
}
