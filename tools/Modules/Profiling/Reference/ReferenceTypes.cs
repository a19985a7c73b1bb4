using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Profiling.Reference;

/// <summary>The types of a module, and of its functions and tags. What an index names that does not exist has no parameters, results or fields.</summary>
internal sealed class ReferenceTypes
{
    private readonly List<TypeEntry> _types = [];
    private readonly List<int> _functions = [];
    private readonly List<int> _tags = [];

    public void AddType(in TypeEntry type) => _types.Add(type);

    public void AddFunction(int type) => _functions.Add(type);

    public void AddTag(int type) => _tags.Add(type);

    /// <summary>Parameters and results of a function type.</summary>
    public (int Parameters, int Results) Signature(long type) =>
        type >= 0 && type < _types.Count ? (_types[(int)type].Parameters, _types[(int)type].Results) : (0, 0);

    /// <summary>Parameters and results of a function; imported functions come first.</summary>
    public (int Parameters, int Results) Function(long function) => function < _functions.Count ? Signature(_functions[(int)function]) : (0, 0);

    /// <summary>Values that an exception of the tag carries.</summary>
    public int TagValues(long tag) => Tag(tag).Parameters;

    /// <summary>Parameters and results of the function of a continuation type.</summary>
    public (int Parameters, int Results) Continuation(long type) => type < _types.Count ? Signature(_types[(int)type].FunctionType) : (0, 0);

    /// <summary>Values that come back from a switch to a continuation: the parameters of the continuation type that its last parameter refers to.</summary>
    public int SwitchResults(long type)
    {
        var function = type < _types.Count ? _types[(int)type].FunctionType : -1;
        var back = function >= 0 && function < _types.Count ? _types[(int)function].LastParameterType : -1;
        return back >= 0 ? Continuation(back).Parameters : 0;
    }

    /// <summary>Parameters and results of a tag.</summary>
    public (int Parameters, int Results) Tag(long tag) => tag < _tags.Count ? Signature(_tags[(int)tag]) : (0, 0);

    /// <summary>Fields of a struct type.</summary>
    public int Fields(long type) => type < _types.Count ? _types[(int)type].Fields : 0;
}
