using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>The types of one fuzz module, which of them are subtypes of which, and draws of value types.</summary>
internal sealed class TypeUniverse
{
    private readonly Dictionary<WasmType, WasmType[]> _singles = [];
    private readonly FuzzOptions _options;
    private readonly SeededRandom _random;

    public TypeUniverse(FuzzOptions options, SeededRandom random)
    {
        _options = options;
        _random = random;
    }

    public List<TypeDefinition> All { get; } = [];

    public List<int> Functions { get; } = [];

    public List<int> Structs { get; } = [];

    public List<int> Arrays { get; } = [];

    public bool Has(WasmFeatures features) => (_options.Features & features) == features;

    /// <summary>Whether values of this type can pass between a module and any host.</summary>
    public static bool IsPlain(WasmType type) => !type.IsReference || type == WasmType.FuncRef || type == WasmType.ExternRef;

    public int Add(TypeDefinition definition)
    {
        var index = All.Count;
        All.Add(definition);
        (definition.Kind switch { TypeKind.Function => Functions, TypeKind.Struct => Structs, _ => Arrays }).Add(index);
        return index;
    }

    /// <summary>A list of one type, always the same one.</summary>
    public WasmType[] Single(WasmType type)
    {
        if (!_singles.TryGetValue(type, out var single))
        {
            _singles.Add(type, single = [type]);
        }

        return single;
    }

    /// <summary>Any value type, numbers far more often than the others.</summary>
    public WasmType DrawValue()
    {
        var kind = _random.Below(16);
        return kind < 11 || !Has(WasmFeatures.Simd) && kind < 13 ? DrawNumber()
            : kind < 13 ? WasmType.V128
            : Has(WasmFeatures.ReferenceTypes) ? DrawReference()
            : DrawNumber();
    }

    /// <summary>A value type whose locals and fields need no first value.</summary>
    public WasmType DrawDefaultable()
    {
        var type = DrawValue();
        return type.IsDefaultable ? type : WasmType.Nullable(type.Heap);
    }

    public WasmType DrawNumber() => _random.Below(8) switch
    {
        < 4 => WasmType.I32,
        < 6 => WasmType.I64,
        6 => WasmType.F32,
        _ => WasmType.F64,
    };

    public WasmType DrawReference()
    {
        var heap = DrawHeap();
        return Has(WasmFeatures.FunctionReferences) && _random.OneIn(3) ? WasmType.NonNull(heap) : WasmType.Nullable(heap);
    }

    public WasmType DrawNullableReference() => WasmType.Nullable(DrawHeap());

    /// <summary>Any heap type that the features allow.</summary>
    public HeapType DrawHeap()
    {
        var kind = _random.Below(10);
        if (kind < 5 && Has(WasmFeatures.Gc))
        {
            return DrawCollectedHeap();
        }

        return kind switch
        {
            5 or 6 when Has(WasmFeatures.FunctionReferences) && Functions.Count > 0 => HeapType.Concrete(Functions[_random.Below(Functions.Count)]),
            7 or 8 when Has(WasmFeatures.ExternReferences) => HeapType.Extern,
            9 when Has(WasmFeatures.Exceptions) => HeapType.Exn,
            _ => HeapType.Func,
        };
    }

    /// <summary>A heap type below <c>any</c>.</summary>
    public HeapType DrawCollectedHeap() => _random.Below(10) switch
    {
        0 => HeapType.Any,
        1 => HeapType.Eq,
        2 => HeapType.I31,
        3 => HeapType.Struct,
        4 => HeapType.Array,
        < 8 when Structs.Count > 0 => HeapType.Concrete(Structs[_random.Below(Structs.Count)]),
        _ when Arrays.Count > 0 => HeapType.Concrete(Arrays[_random.Below(Arrays.Count)]),
        _ => HeapType.Any,
    };

    /// <summary>Whether a value of one type can stand where the other is wanted.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsSubtype(WasmType type, WasmType wanted) => type.Equals(wanted) || IsProperSubtype(type, wanted);

    private bool IsProperSubtype(WasmType type, WasmType wanted) =>
        type.IsReference && wanted.IsReference && (wanted.IsNullable || !type.IsNullable) && IsSubtype(type.Heap, wanted.Heap);

    /// <summary>The topmost type of a heap type's family, which every cast can start from.</summary>
    public HeapType TopOf(HeapType type)
    {
        if (type.IsConcrete)
        {
            return All[type.TypeIndex].Kind == TypeKind.Function ? HeapType.Func : HeapType.Any;
        }

        return type == HeapType.Func || type == HeapType.Extern || type == HeapType.Exn ? type : HeapType.Any;
    }

    private bool IsSubtype(HeapType type, HeapType wanted)
    {
        if (type == wanted)
        {
            return true;
        }

        if (type.IsConcrete)
        {
            var definition = All[type.TypeIndex];
            if (wanted.IsConcrete)
            {
                return definition.Supertype >= 0 && IsSubtype(HeapType.Concrete(definition.Supertype), wanted);
            }

            return definition.Kind switch
            {
                TypeKind.Function => wanted == HeapType.Func,
                TypeKind.Struct => wanted == HeapType.Struct || wanted == HeapType.Eq || wanted == HeapType.Any,
                _ => wanted == HeapType.Array || wanted == HeapType.Eq || wanted == HeapType.Any,
            };
        }

        return wanted == HeapType.Any
            ? type == HeapType.Eq || type == HeapType.I31 || type == HeapType.Struct || type == HeapType.Array
            : wanted == HeapType.Eq && (type == HeapType.I31 || type == HeapType.Struct || type == HeapType.Array);
    }
}
