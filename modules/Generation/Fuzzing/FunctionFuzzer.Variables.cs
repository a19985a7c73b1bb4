using System.Runtime.InteropServices;
using CompileBench.Modules.Generation.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Locals, globals and constants.</content>
internal sealed partial class FunctionFuzzer
{
    private const int MostLocalGroups = 8;
    private const byte FirstPlainType = 0x7B;

    private readonly List<int>[] _plainLocals = [[], [], [], [], []];
    private readonly Dictionary<WasmType, List<int>> _referenceLocals = [];
    private readonly List<(int Local, WasmType Type)> _nonNullLocals = [];
    private readonly List<LocalGroup> _groups = [];

    /// <summary>Parameters count as locals; declared ones come in groups of one type. The last one may be of a type that has no first value.</summary>
    private ReadOnlySpan<LocalGroup> DrawLocals(WasmType[] parameters)
    {
        foreach (var list in _plainLocals)
        {
            list.Clear();
        }

        foreach (var list in _referenceLocals.Values)
        {
            list.Clear();
        }

        _nonNullLocals.Clear();
        _groups.Clear();
        var next = 0;
        foreach (var parameter in parameters)
        {
            LocalsOf(parameter).Add(next++);
        }

        for (var left = _random.Below(_options.Locals + 1); left > 0;)
        {
            var group = new LocalGroup(_groups.Count == MostLocalGroups - 1 ? left : _random.Between(1, left), _types.DrawDefaultable());
            left -= group.Count;
            _groups.Add(group);
            for (var i = 0; i < group.Count; i++)
            {
                LocalsOf(group.Type).Add(next++);
            }
        }

        if (_types.Has(WasmFeatures.FunctionReferences) && _options.Locals > 0)
        {
            var type = WasmType.NonNull(_types.DrawHeap());
            _groups.Add(new LocalGroup(1, type));
            _nonNullLocals.Add((next, type));
        }

        return CollectionsMarshal.AsSpan(_groups);
    }

    private List<int> LocalsOf(WasmType type)
    {
        if (!type.IsReference)
        {
            return _plainLocals[type.Code - FirstPlainType];
        }

        if (!_referenceLocals.TryGetValue(type, out var list))
        {
            _referenceLocals.Add(type, list = []);
        }

        return list;
    }

    /// <summary>A local of exactly this type that surely has a value, or -1.</summary>
    private int PickLocal(WasmType type)
    {
        var list = type.IsReference ? _referenceLocals.GetValueOrDefault(type) : _plainLocals[type.Code - FirstPlainType];
        return list is { Count: > 0 } ? list[_random.Below(list.Count)] : -1;
    }

    private bool TryActOnVariables(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.LocalGet:
                return TryWithLocal((local, type) =>
                {
                    _code.LocalGet(local);
                    Push(type);
                });
            case FuzzAction.LocalSet:
                return TryWithLocal((local, type) =>
                {
                    Need(type);
                    _code.LocalSet(local);
                });
            case FuzzAction.LocalTee:
                return TryWithLocal((local, type) =>
                {
                    Need(type);
                    _code.LocalTee(local);
                    Push(type);
                });
            case FuzzAction.Constant:
                var constant = _types.DrawNumber();
                ProduceConstant(constant);
                Push(constant);
                return true;
            case FuzzAction.GlobalGet:
                var source = _random.Below(_plan.Globals.Count);
                _code.GlobalGet(source);
                Push(_plan.Globals[source].Type);
                return true;
            default:
                var target = _plan.MutableGlobals[_random.Below(_plan.MutableGlobals.Count)];
                Need(_plan.Globals[target].Type);
                _code.GlobalSet(target);
                return true;
        }
    }

    private bool TryWithLocal(Action<int, WasmType> act)
    {
        // What lies on the stack is the likeliest to be put away, so its type is tried first.
        var type = _height > Top.Base && _random.OneIn(2) ? _stack[_height - 1] : _types.DrawValue();
        var local = PickLocal(type);
        if (local < 0)
        {
            return false;
        }

        act(local, type);
        return true;
    }
}
