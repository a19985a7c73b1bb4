using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Writes the module of a pattern at one size. Like a ladder's it exports its first function, and imports nothing unless the pattern says so.</summary>
internal sealed class PatternModule : IModuleParts
{
    private const string ImportName = "shared";
    private const int DataBytes = 16;
    private const int DataDistance = 2 * DataBytes;
    private const int PageBytes = 64 * 1024;

    private readonly Pattern _pattern;
    private readonly int _size;
    private readonly ModuleAssembler _module;
    private readonly BodyLocals _locals;
    private readonly Dictionary<string, int> _types = [];
    private readonly int?[] _globals = new int?[PatternTypes.Count];
    private readonly Dictionary<int, int> _callees = [];
    private readonly Dictionary<int, int> _places = [];
    private readonly List<int> _table = [];
    private readonly List<Action> _bodies = [];
    private bool _hasMemory;
    private readonly Dictionary<int, int> _tags = [];
    private int? _structs;

    private PatternModule(Pattern pattern, int size, ModuleAssembler module)
    {
        (_pattern, _size, _module) = (pattern, size, module);
        _locals = new BodyLocals(pattern.LocalsAt(size));

        // Which types a body uses follows from its struct types, which differ from one function to the next.
        for (var i = 0; i < Math.Min(Mains, Pattern.StructTypes); i++)
        {
            using var nowhere = new WasmBuffer();
            new PatternBody(pattern, size, _locals, new TrialParts(), new InstructionWriter(nowhere)).WriteBody(i, isTrial: true);
        }
    }

    private int Mains => _pattern.Repetition == Repetition.Functions ? _size : 1;

    public IReadOnlyList<int> MainParameters => [.. _locals.Parameters];

    /// <summary>Writes a module.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The pattern cannot have this size.</exception>
    public static void Write(Pattern pattern, int size, ModuleAssembler module)
    {
        if (!pattern.Sizes.Contains(size))
        {
            throw new ArgumentOutOfRangeException(nameof(size), size, $"this pattern has sizes from {pattern.Sizes}");
        }

        new PatternModule(pattern, size, module).Write();
    }

    public int FunctionType(ReadOnlySpan<WasmType> parameters, ReadOnlySpan<WasmType> results)
    {
        var key = string.Create(null, $"{string.Join(',', parameters.ToArray().Select(PatternTypes.NumberOf))}:{string.Join(',', results.ToArray().Select(PatternTypes.NumberOf))}");
        if (!_types.TryGetValue(key, out var type))
        {
            type = _module.FunctionType(parameters, results);
            _types.Add(key, type);
        }

        return type;
    }

    public int Global(int type, int index)
    {
        _globals[type] ??= AddGlobals(PatternTypes.At(type));
        return _globals[type]!.Value + index;
    }

    public int Callee(int signature)
    {
        if (!_callees.TryGetValue(signature, out var function))
        {
            function = _module.DeclareFunction(CalleeType(signature));
            _callees.Add(signature, function);
            _bodies.Add(() => WriteCallee(CalleeSignature.All[signature]));
        }

        return function;
    }

    public int CalleeType(int signature) => FunctionType(CalleeSignature.All[signature].Parameters, CalleeSignature.All[signature].Results);

    public int TablePlace(int signature)
    {
        if (!_places.TryGetValue(signature, out var place))
        {
            place = _table.Count;
            _places.Add(signature, place);
            _table.Add(Callee(signature));
        }

        return place;
    }

    public (int Type, int Place) OwnType(int repetition)
    {
        WasmType[] parameters = [.. PatternBody.OwnParameters(repetition).Select(PatternTypes.At)];
        var type = FunctionType(parameters, [WasmType.I32]);
        _table.Add(_module.DeclareFunction(type));
        _bodies.Add(() => WriteCallee(new CalleeSignature(parameters, [WasmType.I32])));
        return (type, _table.Count - 1);
    }

    public int Wide(WasmType type, int parameters)
    {
        const int key = -1;
        if (!_callees.TryGetValue(key, out var function))
        {
            WasmType[] all = new WasmType[parameters];
            Array.Fill(all, type);
            function = _module.DeclareFunction(FunctionType(all, [type]));
            _callees.Add(key, function);
            _bodies.Add(() => WriteCallee(new CalleeSignature(all, [type])));
        }

        return function;
    }

    public int Tag(ReadOnlySpan<WasmType> values)
    {
        var key = values.Length == 0 ? -1 : PatternTypes.NumberOf(values[0]);
        if (!_tags.TryGetValue(key, out var tag))
        {
            tag = _module.Tag(FunctionType(values, []));
            _tags.Add(key, tag);
        }

        return tag;
    }

    public int StructType(int number)
    {
        _structs ??= AddStructTypes();
        return _structs.Value + number;
    }

    public void UseMemory()
    {
        if (!_hasMemory)
        {
            var pages = _pattern.Repetition == Repetition.Data ? ((long)_size * DataDistance / PageBytes) + 1 : 1;
            var type = new MemoryType((ulong)pages, is64Bit: _pattern.HasMemory64);
            _ = _pattern.Imported ? _module.ImportMemory(ImportName, type) : _module.Memory(type);
            _hasMemory = true;
        }
    }

    private void Write()
    {
        var main = FunctionType([.. _locals.Parameters.Select(PatternTypes.At)], []);
        for (var i = 0; i < Mains; i++)
        {
            _module.DeclareFunction(main);
        }

        _module.Export(RungBuilder.MainExport, ExternalKind.Function, 0);
        for (var i = 0; i < Mains; i++)
        {
            var code = _module.BeginBody(_locals.Groups);
            new PatternBody(_pattern, _size, _locals, this, code).WriteBody(i, isTrial: false);
            code.End();
            _module.EndBody();
        }

        WriteParts();
        foreach (var body in _bodies)
        {
            body();
        }
    }

    private void WriteParts()
    {
        if (_pattern.Repetition == Repetition.Elements)
        {
            var callee = Callee(0);
            _table.AddRange(Enumerable.Repeat(callee, _size));
        }

        if (_table.Count > 0)
        {
            var type = new TableType(WasmType.FuncRef, (ulong)_table.Count);
            _ = _pattern.Imported ? _module.ImportTable(ImportName, type) : _module.Table(type);
            _module.FillTable(0, [.. _table]);
        }

        if (_pattern.Repetition == Repetition.Data)
        {
            UseMemory();
            Span<byte> bytes = stackalloc byte[DataBytes];
            for (var i = 0; i < _size; i++)
            {
                bytes.Fill((byte)i);
                _module.ActiveData(i * DataDistance, bytes);
            }
        }
    }

    // Different numbers of fields: types of the same structure would all be one.
    private int AddStructTypes()
    {
        var first = _module.TypeCount;
        for (var number = 0; number < Pattern.StructTypes; number++)
        {
            _module.StructType([FieldType.FromType(PatternBody.FirstField(number)), .. Enumerable.Repeat(FieldType.FromType(WasmType.I32), number)]);
        }

        return first;
    }

    private int AddGlobals(WasmType type)
    {
        var first = -1;
        for (var i = 0; i < _pattern.GlobalsAt(_size); i++)
        {
            var index = _pattern.Imported ? _module.ImportGlobal(ImportName, new GlobalType(type, IsMutable: true)) : DefineGlobal(type);
            first = first < 0 ? index : first;
        }

        return first;
    }

    private int DefineGlobal(WasmType type)
    {
        var index = _module.Global(type, mutable: true, out var initial);
        WriteZero(initial, type).End();
        return index;
    }

    private void WriteCallee(CalleeSignature signature)
    {
        var code = _module.BeginBody();
        for (var i = 0; i < signature.Results.Length; i++)
        {
            var parameter = Array.IndexOf(signature.Parameters, signature.Results[i]);
            _ = parameter < 0 ? WriteZero(code, signature.Results[i]) : code.LocalGet(signature.Parameters.Length == signature.Results.Length ? i : parameter);
        }

        code.End();
        _module.EndBody();
    }

    private static InstructionWriter WriteZero(InstructionWriter code, WasmType type) => PatternTypes.NumberOf(type) switch
    {
        0 => code.I32Const(0),
        1 => code.I64Const(0),
        2 => code.F32Const(0),
        3 => code.F64Const(0),
        PatternTypes.V128 => code.V128Const(0, 0),
        _ => code.RefNull(type.Heap),
    };
}
