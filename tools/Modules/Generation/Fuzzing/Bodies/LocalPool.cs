using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>The locals of the function that is being written, by type.</summary>
internal sealed class LocalPool(FuzzOptions options, SeededRandom random, TypeUniverse types)
{
    private const int MostLocalGroups = 8;

    private readonly List<int>[] _plainLocals = [[], [], [], [], []];
    private readonly Dictionary<WasmType, List<int>> _referenceLocals = [];

    /// <summary>The keys of <see cref="_referenceLocals"/> in the order of their first use: a dictionary has no defined order, and the output must never change.</summary>
    private readonly List<WasmType> _referenceTypes = [];
    private readonly List<LocalGroup> _groups = [];

    /// <summary>The local of a type without a default value, or null where the function has none. It must be set before it is read.</summary>
    public (int Local, WasmType Type)? NonNull { get; private set; }

    /// <summary>Draws the locals of a function: its parameters, and declared locals in groups of one type.</summary>
    public ReadOnlySpan<LocalGroup> Draw(WasmType[] parameters)
    {
        foreach (var list in _plainLocals)
        {
            list.Clear();
        }

        foreach (var list in _referenceLocals.Values)
        {
            list.Clear();
        }

        NonNull = null;
        _groups.Clear();
        var next = 0;
        foreach (var parameter in parameters)
        {
            LocalsOf(parameter).Add(next++);
        }

        for (var left = random.Below(options.Locals + 1); left > 0;)
        {
            var group = new LocalGroup(_groups.Count == MostLocalGroups - 1 ? left : random.Between(1, (left + 2) / 3), types.DrawDefaultable());
            left -= group.Count;
            _groups.Add(group);
            for (var i = 0; i < group.Count; i++)
            {
                LocalsOf(group.Type).Add(next++);
            }
        }

        if (types.Has(WasmFeatures.FunctionReferences) && options.Locals > 0)
        {
            var type = WasmType.NonNull(types.DrawHeap());
            _groups.Add(new LocalGroup(1, type));
            NonNull = (next, type);
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

    /// <summary>A local whose type is this one or a subtype of it, or -1.</summary>
    public int PickSource(WasmType type)
    {
        if (Pick(type) is var local and >= 0)
        {
            return local;
        }

        if (type.IsReference)
        {
            foreach (var other in _referenceTypes)
            {
                if (_referenceLocals[other] is { Count: > 0 } locals && types.IsSubtype(other, type))
                {
                    return locals[random.Below(locals.Count)];
                }
            }
        }

        return -1;
    }

    /// <summary>A local of exactly this type that has a value, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pick(WasmType type)
    {
        var list = type.IsReference ? _referenceLocals.GetValueOrDefault(type) : _plainLocals[type.PlainIndex];
        return list is { Count: > 0 } ? list[random.Below(list.Count)] : -1;
    }
}
