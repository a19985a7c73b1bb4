using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Scanning;

/// <summary>
/// The arities of a module's types, functions and tags, as far as the operand stack depends on them. It grows by what is read; what an index names
/// that does not exist has no effect.
/// </summary>
internal sealed class TypeTable
{
    private readonly List<TypeEntry> _types = [];
    private readonly List<int> _indirectEffects = [];
    private readonly List<int> _tags = [];
    private int[] _functionTypes = new int[64];
    private int[] _callEffects = new int[64];
    private int _functions;

    public void AddType(in TypeEntry type)
    {
        _types.Add(type);
        // One operand more: the index in the table.
        _indirectEffects.Add(type.Results - type.Parameters - 1);
    }

    public void AddTag(int type) => _tags.Add(type);

    public void AddFunction(int type)
    {
        if (_functions == _functionTypes.Length)
        {
            Array.Resize(ref _functionTypes, _functions * 2);
            Array.Resize(ref _callEffects, _functions * 2);
        }

        var (parameters, results) = GetSignature(type);
        _functionTypes[_functions] = type;
        _callEffects[_functions++] = results - parameters;
    }

    /// <summary>The change of the operand stack's depth by a call of a function; imported functions come first.</summary>
    public int GetCallEffect(uint function) => function < (uint)_callEffects.Length ? _callEffects[function] : 0;

    /// <summary>The change of the operand stack's depth by an indirect call of a function type.</summary>
    public int GetIndirectCallEffect(uint type) => type < (uint)_indirectEffects.Count ? _indirectEffects[(int)type] : -1;

    /// <summary>Parameters and results of a function type.</summary>
    public (int Parameters, int Results) GetSignature(long type) =>
        (ulong)type < (ulong)_types.Count ? (_types[(int)type].Parameters, _types[(int)type].Results) : (0, 0);

    /// <summary>Parameters and results of a function; imported functions come first.</summary>
    public (int Parameters, int Results) GetFunctionSignature(long function) =>
        (ulong)function < (ulong)_functions ? GetSignature(_functionTypes[(int)function]) : (0, 0);

    /// <summary>Parameters and results of a block.</summary>
    /// <param name="blockType">An index of a type, or a negative number as <see cref="BlockType.Code"/> returns it.</param>
    public (int Parameters, int Results) GetBlockSignature(long blockType) => blockType switch
    {
        >= 0 => GetSignature(blockType),
        BlockType.EmptyCode => (0, 0),
        _ => (0, 1),
    };

    /// <summary>Values that an exception of a tag carries.</summary>
    public int GetTagValues(long tag) => GetTagSignature(tag).Parameters;

    /// <summary>Parameters and results of a tag.</summary>
    public (int Parameters, int Results) GetTagSignature(long tag) => (ulong)tag < (ulong)_tags.Count ? GetSignature(_tags[(int)tag]) : (0, 0);

    /// <summary>Parameters and results of the function of a continuation type.</summary>
    public (int Parameters, int Results) GetContinuationSignature(long type) => GetSignature(GetFunctionType(type));

    /// <summary>Values that come back from a switch to a continuation: the parameters of the continuation type that its last parameter refers to.</summary>
    public int GetSwitchResults(long type)
    {
        var function = GetFunctionType(type);
        return (ulong)function < (ulong)_types.Count ? GetContinuationSignature(_types[(int)function].LastParameterType).Parameters : 0;
    }

    /// <summary>Fields of a struct type.</summary>
    public int GetFields(long type) => (ulong)type < (ulong)_types.Count ? _types[(int)type].Fields : 0;

    private long GetFunctionType(long type) => (ulong)type < (ulong)_types.Count ? _types[(int)type].FunctionType : -1;
}
