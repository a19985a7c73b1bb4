using System.Globalization;
using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>Draws everything in a fuzz module except function bodies, and writes it.</summary>
internal sealed class ModulePlanner
{
    private const int MostExports = 100;
    private const int MostPages = 16;
    private const int TableSlack = 10;
    private const int MostSegmentItems = 8;
    private const int MostSegmentBytes = 64;

    private readonly FuzzOptions _options;
    private readonly SeededRandom _random;
    private readonly ModuleAssembler _module;
    private readonly TypeUniverse _types;
    private readonly ModulePlan _plan;

    private ModulePlanner(FuzzOptions options, SeededRandom random, ModuleAssembler module)
    {
        _options = options;
        _random = random;
        _module = module;
        _types = new TypeUniverse(options, random);
        _plan = new ModulePlan { Types = _types };
    }

    /// <summary>Writes all sections except the code section, and returns the items that code can refer to.</summary>
    public static ModulePlan Draw(FuzzOptions options, SeededRandom random, ModuleAssembler module)
    {
        var planner = new ModulePlanner(options, random, module);
        var types = new TypePlanner(options, random, module, planner._types);
        types.Draw();
        planner.DrawTags(types);
        planner.DrawImports();
        planner.DrawFunctions();
        planner.DrawMemories();
        planner.DrawTables();
        new GlobalPlanner(options, random, module, planner._plan).Draw();
        planner.DrawElements();
        planner.DrawData();
        planner.DrawExports();
        return planner._plan;
    }

    private void DrawTags(TypePlanner planner)
    {
        if (!_types.Has(WasmFeatures.Exceptions))
        {
            return;
        }

        var candidates = _types.Functions.Where(type => _types.All[type].Results.Length == 0).ToArray();
        for (var i = 0; i < _options.Tags; i++)
        {
            var type = candidates[_random.Below(candidates.Length)];
            var parameters = _types.All[type].Parameters;
            _module.Tag(type);
            _plan.Tags.Add(new TagPlan(parameters, BlockType(planner, parameters), BlockType(planner, [.. parameters, WasmType.ExnRef])));
        }
    }

    /// <summary>Returns a function type with these results, if a block needs one for them.</summary>
    private int BlockType(TypePlanner planner, WasmType[] results) =>
        results.Length > 1 && _types.Has(WasmFeatures.MultiValue) ? planner.AddFunction([], results) : -1;

    private void DrawImports()
    {
        var plain = _types.Functions.Where(type => _types.All[type].IsPlain).ToArray();
        for (var left = _random.Below(_options.Imports + 1); left > 0; left--)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"i{left}");
            if (_random.OneIn(3))
            {
                var global = new GlobalType(_types.DrawNumber(), _random.OneIn(2));
                _module.ImportGlobal(name, global);
                _plan.AddGlobal(global);
            }
            else
            {
                var type = plain[_random.Below(plain.Length)];
                _module.ImportFunction(name, type);
                _plan.AddFunction(type);
                _plan.ImportedFunctions++;
            }
        }
    }

    private void DrawFunctions()
    {
        for (var i = 0; i < _options.Functions; i++)
        {
            var type = _types.Functions[_random.Below(_types.Functions.Count)];
            _module.DeclareFunction(type);
            _plan.AddFunction(type);
        }
    }

    private void DrawMemories()
    {
        var count = _types.Has(WasmFeatures.MultiMemory) ? _options.Memories : Math.Min(1, _options.Memories);
        for (var i = 0; i < count; i++)
        {
            var minimum = (ulong)_random.Below(MostPages + 1);
            var isShared = _types.Has(WasmFeatures.Threads) && _random.OneIn(3);
            var maximum = isShared || _random.OneIn(2) ? minimum + (ulong)_random.Below(MostPages) : (ulong?)null;
            var memory = new MemoryType(minimum, maximum, isShared, _types.Has(WasmFeatures.Memory64) && _random.OneIn(2));
            _module.Memory(memory);
            _plan.Memories.Add(memory);
        }
    }

    private void DrawTables()
    {
        var count = _types.Has(WasmFeatures.ReferenceTypes) ? _options.Tables : Math.Min(1, _options.Tables);
        for (var i = 0; i < count; i++)
        {
            // The first table has functions and a 32-bit index, so that a segment can fill it.
            var element = i == 0 || _random.OneIn(3) ? WasmType.FuncRef : _types.DrawNullableReference();
            var minimum = (ulong)(_plan.Functions.Count + _random.Below(TableSlack));
            var maximum = _random.OneIn(2) ? minimum + (ulong)_random.Below(TableSlack) : (ulong?)null;
            var table = new TableType(element, minimum, maximum, i > 0 && _types.Has(WasmFeatures.Memory64) && _random.OneIn(3));
            if (_types.Has(WasmFeatures.FunctionReferences) && _random.OneIn(4))
            {
                _module.Table(table, out var initial);
                initial.RefNull(element.Heap).End();
            }
            else
            {
                _module.Table(table);
            }

            _plan.AddTable(table);
        }
    }

    private void DrawElements()
    {
        if (_plan.Tables.Count > 0)
        {
            _module.FillTable(0, [.. Enumerable.Range(0, _plan.Functions.Count)]);
            _plan.ElementSegments.Add(WasmType.FuncRef);
        }

        for (var i = 0; i < _options.Segments && _types.Has(WasmFeatures.BulkMemory | WasmFeatures.ReferenceTypes); i++)
        {
            var items = _random.Below(MostSegmentItems);
            if (i % 2 == 0)
            {
                var functions = new int[items];
                for (var item = 0; item < items; item++)
                {
                    functions[item] = _random.Below(_plan.Functions.Count);
                }

                _module.PassiveElements(functions);
                _plan.ElementSegments.Add(WasmType.FuncRef);
            }
            else
            {
                var type = _types.DrawNullableReference();
                _module.PassiveNulls(type, items);
                _plan.ElementSegments.Add(type);
            }
        }

        if (_types.Has(WasmFeatures.ReferenceTypes))
        {
            _module.DeclareReferences([.. Enumerable.Range(0, _plan.Functions.Count)]);
            _plan.ElementSegments.Add(WasmType.FuncRef);
        }
    }

    private void DrawData()
    {
        Span<byte> bytes = stackalloc byte[MostSegmentBytes];
        for (var i = 0; i < _options.Segments; i++)
        {
            var isActive = _plan.Memories.Count > 0 && !_plan.Memories[0].Limits.Is64Bit && (i % 2 == 0 || !_types.Has(WasmFeatures.BulkMemory));
            if (!isActive && !_types.Has(WasmFeatures.BulkMemory))
            {
                continue;
            }

            var length = _random.Below(MostSegmentBytes + 1);
            for (var b = 0; b < length; b++)
            {
                bytes[b] = (byte)_random.Below(256);
            }

            _ = isActive ? _module.ActiveData(_random.Below(1024), bytes[..length]) : _module.PassiveData(bytes[..length]);
            _plan.DataSegments++;
        }

        _module.CodeUsesDataSegments = _types.Has(WasmFeatures.BulkMemory) && _plan.DataSegments > 0;
    }

    private void DrawExports()
    {
        var exports = 0;
        for (var function = _plan.ImportedFunctions; function < _plan.Functions.Count && exports < MostExports; function++)
        {
            if (_types.All[_plan.Functions[function]].IsPlain)
            {
                _module.Export(string.Create(CultureInfo.InvariantCulture, $"f{function}"), ExternalKind.Function, function);
                exports++;
            }
        }

        if (_plan.Memories.Count > 0 && !_plan.Memories[0].Limits.IsShared)
        {
            _module.Export("memory", ExternalKind.Memory, 0);
        }

        var first = _types.Functions[0];
        if (_random.OneIn(8) && _plan.FunctionsByType.TryGetValue(first, out var starts))
        {
            _module.Start(starts[_random.Below(starts.Count)]);
        }
    }
}
