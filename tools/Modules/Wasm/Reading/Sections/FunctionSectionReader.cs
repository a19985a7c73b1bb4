using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the types of the functions defined in the module, one index a function. An index may be out of range: nothing is validated.</summary>
public ref struct FunctionSectionReader
{
    private SectionItems _items;

    public FunctionSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Functions, "functions");

    public int Current { get; private set; }

    public readonly FunctionSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = (int)_items.Reader.ReadU32();
        return true;
    }
}
