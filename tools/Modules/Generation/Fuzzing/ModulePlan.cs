using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>A tag of a fuzz module, and the types of blocks that receive its values: without and with the exception reference; -1 for none.</summary>
internal readonly record struct TagPlan(WasmType[] Parameters, int BlockType, int BlockTypeWithReference);

/// <summary>Everything in a fuzz module except function bodies: the items that code can refer to.</summary>
internal sealed class ModulePlan
{
    public required TypeUniverse Types { get; init; }

    /// <summary>Each function's type, imported ones first.</summary>
    public List<int> Functions { get; } = [];

    public int ImportedFunctions { get; set; }

    public List<MemoryType> Memories { get; } = [];

    public List<TableType> Tables { get; } = [];

    public List<GlobalType> Globals { get; } = [];

    public List<TagPlan> Tags { get; } = [];

    public int DataSegments { get; set; }

    /// <summary>The type of each element segment's items.</summary>
    public List<WasmType> ElementSegments { get; } = [];

    /// <summary>The functions of each function type, by type index.</summary>
    public Dictionary<int, List<int>> FunctionsByType { get; } = [];

    /// <summary>The globals of each type.</summary>
    public Dictionary<WasmType, List<int>> GlobalsByType { get; } = [];

    public List<int> MutableGlobals { get; } = [];

    /// <summary>The globals of each type that can be set.</summary>
    public Dictionary<WasmType, List<int>> MutableGlobalsByType { get; } = [];

    /// <summary>The tables for indirect calls, each with the type of its functions, or -1 for any type.</summary>
    public List<(int Table, int Type)> CallTables { get; } = [];

    public void AddFunction(int type)
    {
        Append(FunctionsByType, type, Functions.Count);
        Functions.Add(type);
    }

    public void AddGlobal(GlobalType global)
    {
        Append(GlobalsByType, global.Type, Globals.Count);
        if (global.IsMutable)
        {
            Append(MutableGlobalsByType, global.Type, Globals.Count);
            MutableGlobals.Add(Globals.Count);
        }

        Globals.Add(global);
    }

    public void AddTable(TableType table)
    {
        if (table.Element == WasmType.FuncRef)
        {
            CallTables.Add((Tables.Count, -1));
        }
        else if (table.Element.Heap.IsConcrete && Types.All[table.Element.Heap.TypeIndex].Kind == TypeKind.Function)
        {
            CallTables.Add((Tables.Count, table.Element.Heap.TypeIndex));
        }

        Tables.Add(table);
    }

    private static void Append<TKey>(Dictionary<TKey, List<int>> lists, TKey key, int item)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        list.Add(item);
    }

    /// <summary>Draws the index of a memory.</summary>
    public int DrawMemory(SeededRandom random) => random.Below(Memories.Count);

    /// <summary>Returns an element segment whose items have this type or a subtype of it, or -1.</summary>
    public int PickElements(SeededRandom random, WasmType type)
    {
        var count = ElementSegments.Count;
        var start = count == 0 ? 0 : random.Below(count);
        for (var i = 0; i < count; i++)
        {
            var segment = (start + i) % count;
            if (Types.IsSubtype(ElementSegments[segment], type))
            {
                return segment;
            }
        }

        return -1;
    }
}
