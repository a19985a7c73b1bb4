using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Wasm.Reading.Sections;

/// <summary>Reads the globals one by one, each with the expression that initializes it.</summary>
public ref struct GlobalSectionReader
{
    private SectionItems _items;

    public GlobalSectionReader(ByteReader section) => _items = new SectionItems(section, FormatLimits.Globals, "globals");

    public GlobalType Current { get; private set; }

    /// <summary>The expression that initializes the current global.</summary>
    public ConstantExpressions Expressions { get; private set; }

    public readonly GlobalSectionReader GetEnumerator() => this;

    public bool MoveNext()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        Current = _items.Reader.ReadGlobalType();
        _ = ConstantExpression.Read(ref _items.Reader, out var expression);
        Expressions = expression;
        return true;
    }
}
