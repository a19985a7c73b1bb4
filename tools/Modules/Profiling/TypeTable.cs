namespace CompileBench.Modules.Profiling;

/// <summary>What the operand stack needs to know of a module's types and functions. It grows by what is read; what does not exist has no effect.</summary>
internal sealed class TypeTable
{
    private readonly List<(int Parameters, int Results, int Fields)> _types = [];
    private readonly List<int> _indirectEffects = [];
    private readonly List<int> _tags = [];
    private int[] _functionTypes = new int[64];
    private int[] _callEffects = new int[64];

    public int FunctionCount { get; private set; }

    public void AddType(int parameters, int results, int fields)
    {
        _types.Add((parameters, results, fields));
        // It takes one operand more: the index in the table.
        _indirectEffects.Add(results - parameters - 1);
    }

    public void AddTag(int type) => _tags.Add(type);

    public void AddFunction(int type)
    {
        if (FunctionCount == _functionTypes.Length)
        {
            Array.Resize(ref _functionTypes, FunctionCount * 2);
            Array.Resize(ref _callEffects, FunctionCount * 2);
        }

        var (parameters, results) = OfType(type);
        _functionTypes[FunctionCount] = type;
        _callEffects[FunctionCount++] = results - parameters;
    }

    /// <summary>What a call of the function does to the operand stack's depth; imported functions are counted.</summary>
    public int CallEffect(uint function) => function < (uint)_callEffects.Length ? _callEffects[function] : 0;

    /// <summary>What an indirect call of the function type does to it.</summary>
    public int IndirectCallEffect(uint type) => type < (uint)_indirectEffects.Count ? _indirectEffects[(int)type] : -1;

    /// <summary>Parameters and results of a function type.</summary>
    public (int Parameters, int Results) OfType(long type) =>
        (ulong)type < (ulong)_types.Count ? (_types[(int)type].Parameters, _types[(int)type].Results) : (0, 0);

    /// <summary>Parameters and results of a function, imported ones counted.</summary>
    public (int Parameters, int Results) OfFunction(long function) =>
        (ulong)function < (ulong)FunctionCount ? OfType(_functionTypes[(int)function]) : (0, 0);

    /// <summary>Values that an exception of this tag carries.</summary>
    public int OfTag(long tag) => (ulong)tag < (ulong)_tags.Count ? OfType(_tags[(int)tag]).Parameters : 0;

    /// <summary>Fields of a struct type.</summary>
    public int FieldsOf(long type) => (ulong)type < (ulong)_types.Count ? _types[(int)type].Fields : 0;
}
