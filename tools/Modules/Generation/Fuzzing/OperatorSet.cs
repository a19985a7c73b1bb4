using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>Operators of one kind, also by the type of their first operand, so that one can be found for what lies on the stack.</summary>
internal sealed class OperatorSet
{
    private readonly OperatorRow[][] _byFirst;

    public OperatorSet(params IEnumerable<OperatorRow> rows)
    {
        Rows = [.. rows];
        var withoutAddress = Rows.Where(row => !row.TakesAddress).ToLookup(row => row.Parameters[0].PlainIndex);
        _byFirst = [.. Enumerable.Range(0, WasmType.PlainCount).Select(type => withoutAddress[type].ToArray())];
    }

    public OperatorRow[] Rows { get; }

    /// <summary>The operators whose first operand, an address aside, is of this number or vector type.</summary>
    public OperatorRow[] StartingWith(WasmType type) => _byFirst[type.PlainIndex];
}
