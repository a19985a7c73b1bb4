using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>Draws the types of a fuzz module and writes its type section.</summary>
internal sealed class TypePlanner(FuzzOptions options, SeededRandom random, ModuleAssembler module, TypeUniverse types)
{
    private const int MostInGroup = 5;
    private const int MostFields = 6;
    private const int DeepestSubtype = 4;

    public void Draw()
    {
        if (types.Has(WasmFeatures.Gc))
        {
            DrawHeapTypes();
        }

        // The first one takes and leaves nothing: there is always a function that fits everywhere.
        AddFunction([], []);
        for (var i = 1; i < options.Types; i++)
        {
            var mostResults = types.Has(WasmFeatures.MultiValue) ? options.Results : Math.Min(1, options.Results);
            AddFunction(DrawTypes(random.Below(options.Parameters + 1)), i % 3 == 1 ? [] : DrawTypes(random.Below(mostResults + 1)));
        }
    }

    public int AddFunction(WasmType[] parameters, WasmType[] results)
    {
        module.FunctionType(parameters, results);
        return types.Add(TypeDefinition.Function(parameters, results));
    }

    private WasmType[] DrawTypes(int count)
    {
        var drawn = new WasmType[count];
        for (var i = 0; i < count; i++)
        {
            drawn[i] = types.DrawValue();
        }

        return drawn;
    }

    private void DrawHeapTypes()
    {
        for (var left = options.HeapTypes; left > 0;)
        {
            var group = random.Between(1, Math.Min(left, MostInGroup));
            left -= group;
            if (group > 1 || random.OneIn(2))
            {
                module.RecursionGroup(group);
            }

            // A field may refer to what comes later in the group, so their kinds are settled before any field is.
            var first = types.All.Count;
            for (var i = 0; i < group; i++)
            {
                types.Add(new TypeDefinition(random.Below(3) < 2 ? TypeKind.Struct : TypeKind.Array, [], [], []));
            }

            for (var index = first; index < first + group; index++)
            {
                Define(index);
            }
        }
    }

    private void Define(int index)
    {
        var kind = types.All[index].Kind;
        var supertype = DrawSupertype(index, kind);
        List<FieldType> fields = supertype < 0 ? [] : [.. types.All[supertype].Fields];
        if (kind == TypeKind.Array)
        {
            if (fields.Count == 0)
            {
                fields.Add(DrawField());
            }

            types.All[index] = new TypeDefinition(kind, [], [], [.. fields], supertype);
            module.ArrayType(fields[0], supertype < 0 ? null : supertype, final: false);
            return;
        }

        var added = random.Between(supertype < 0 ? 1 : 0, MostFields);
        for (var i = 0; i < added; i++)
        {
            fields.Add(DrawField());
        }

        types.All[index] = new TypeDefinition(kind, [], [], [.. fields], supertype);
        module.StructType([.. fields], supertype < 0 ? null : supertype, final: false);
    }

    private int DrawSupertype(int index, TypeKind kind)
    {
        if (index == 0 || !random.OneIn(3))
        {
            return -1;
        }

        var candidate = random.Below(index);
        var depth = 0;
        for (var ancestor = candidate; ancestor >= 0; ancestor = types.All[ancestor].Supertype)
        {
            depth++;
        }

        return types.All[candidate].Kind == kind && depth < DeepestSubtype ? candidate : -1;
    }

    private FieldType DrawField()
    {
        var mutable = !random.OneIn(4);
        return random.Below(6) switch
        {
            0 => FieldType.I8(mutable),
            1 => FieldType.I16(mutable),
            _ => FieldType.FromType(random.OneIn(6) ? types.DrawValue() : types.DrawDefaultable(), mutable),
        };
    }
}
