using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>Locals, globals and constants.</content>
internal sealed partial class FunctionFuzzer
{
    private const int MostLocalGroups = 8;

    private readonly List<int>[] _plainLocals = [[], [], [], [], []];
    private readonly Dictionary<WasmType, List<int>> _referenceLocals = [];

    /// <summary>The keys of <see cref="_referenceLocals"/> in the order they came: a dictionary promises none, and bytes must never change.</summary>
    private readonly List<WasmType> _referenceTypes = [];
    private readonly List<(int Local, WasmType Type)> _nonNullLocals = [];
    private readonly List<LocalGroup> _groups = [];

    /// <summary>Parameters count as locals; declared ones come in groups of one type. The last may be of a type without a first value.</summary>
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
            var group = new LocalGroup(_groups.Count == MostLocalGroups - 1 ? left : _random.Between(1, (left + 2) / 3), _types.DrawDefaultable());
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
            return _plainLocals[type.PlainIndex];
        }

        if (!_referenceLocals.TryGetValue(type, out var list))
        {
            _referenceLocals.Add(type, list = []);
            _referenceTypes.Add(type);
        }

        return list;
    }

    /// <summary>A local that can stand where this type is wanted, or -1.</summary>
    private int PickSource(WasmType type)
    {
        if (PickLocal(type) is var local and >= 0)
        {
            return local;
        }

        if (type.IsReference)
        {
            foreach (var other in _referenceTypes)
            {
                if (_referenceLocals[other] is { Count: > 0 } locals && _types.IsSubtype(other, type))
                {
                    return locals[_random.Below(locals.Count)];
                }
            }
        }

        return -1;
    }

    /// <summary>A local of exactly this type that surely has a value, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PickLocal(WasmType type)
    {
        var list = type.IsReference ? _referenceLocals.GetValueOrDefault(type) : _plainLocals[type.PlainIndex];
        return list is { Count: > 0 } ? list[_random.Below(list.Count)] : -1;
    }

    private bool TryActOnVariables(FuzzAction action)
    {
        switch (action)
        {
            case FuzzAction.LocalGet:
                return TryWithLocal(false, (local, type) =>
                {
                    _code.LocalGet(local);
                    Push(type);
                });
            case FuzzAction.LocalSet:
                return TryWithLocal(true, (local, type) =>
                {
                    Need(type);
                    _code.LocalSet(local);
                });
            case FuzzAction.LocalTee:
                return TryWithLocal(true, (local, type) =>
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
                var targets = TryPeek(out var top) && _plan.MutableGlobalsByType.TryGetValue(top, out var fitting) ? fitting : _plan.MutableGlobals;
                var target = targets[_random.Below(targets.Count)];
                Need(_plan.Globals[target].Type);
                _code.GlobalSet(target);
                return true;
        }
    }

    private bool TryWithLocal(bool takes, Action<int, WasmType> act)
    {
        // What lies on the stack is the likeliest to be put away.
        var type = takes && TryPeek(out var top) && !_random.OneIn(8) ? top : _types.DrawValue();
        var local = PickLocal(type);
        if (local < 0)
        {
            return false;
        }

        act(local, type);
        return true;
    }
}
