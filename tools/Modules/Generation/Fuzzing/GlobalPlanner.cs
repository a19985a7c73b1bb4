using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <summary>Draws the globals of a fuzz module and their initial values.</summary>
internal sealed class GlobalPlanner(FuzzOptions options, SeededRandom random, ModuleAssembler module, ModulePlan plan)
{
    private readonly TypeUniverse _types = plan.Types;

    public void Draw()
    {
        // Only imported globals may be read by initial values in every version of the language.
        var imported = plan.Globals.Count;
        for (var i = 0; i < options.Globals; i++)
        {
            var type = _types.DrawValue();
            if (!type.IsDefaultable && !CanMake(type.Heap))
            {
                type = WasmType.Nullable(type.Heap);
            }

            var global = new GlobalType(type, !random.OneIn(4));
            module.Global(global.Type, global.IsMutable, out var initial);
            WriteInitial(initial, type, imported);
            initial.End();
            plan.AddGlobal(global);
        }
    }

    private bool CanMake(HeapType heap) =>
        heap == HeapType.Func || heap == HeapType.I31 || heap == HeapType.Eq || heap == HeapType.Any
        || (heap.IsConcrete && _types.All[heap.TypeIndex] switch
        {
            { Kind: TypeKind.Function } => plan.FunctionsByType.ContainsKey(heap.TypeIndex),
            var definition => definition.IsDefaultable,
        });

    private void WriteInitial(InstructionWriter code, WasmType type, int imported)
    {
        if (type.IsReference)
        {
            WriteReference(code, type);
        }
        else if (type == WasmType.V128)
        {
            code.V128Const(random.Next(), random.Next());
        }
        else if (random.OneIn(4) && FindImmutable(type, imported) is { } source)
        {
            code.GlobalGet(source);
        }
        else
        {
            WriteNumber(code, type);
        }
    }

    private int? FindImmutable(WasmType type, int imported)
    {
        for (var global = 0; global < imported; global++)
        {
            if (plan.Globals[global] == new GlobalType(type, IsMutable: false))
            {
                return global;
            }
        }

        return null;
    }

    private void WriteNumber(InstructionWriter code, WasmType type)
    {
        var isExtended = _types.Has(WasmFeatures.ExtendedConst) && random.OneIn(2);
        if (type == WasmType.I32)
        {
            code.I32Const((int)random.Next());
            _ = isExtended ? code.I32Const((int)random.Next()).Op(Opcode.I32Add + random.Below(3)) : code;
        }
        else if (type == WasmType.I64)
        {
            code.I64Const((long)random.Next());
            _ = isExtended ? code.I64Const((long)random.Next()).Op(Opcode.I64Add + random.Below(3)) : code;
        }
        else
        {
            _ = type == WasmType.F32 ? code.F32Const((uint)random.Next()) : code.F64Const(random.Next());
        }
    }

    private void WriteReference(InstructionWriter code, WasmType type)
    {
        if (type.IsNullable && (random.OneIn(2) || !CanMake(type.Heap) || !_types.Has(WasmFeatures.FunctionReferences)))
        {
            _ = type == WasmType.FuncRef && random.OneIn(2) ? code.RefFunc(random.Below(plan.Functions.Count)) : code.RefNull(type.Heap);
        }
        else if (!type.Heap.IsConcrete)
        {
            _ = type.Heap == HeapType.Func
                ? code.RefFunc(random.Below(plan.Functions.Count))
                : code.I32Const(random.SmallConstant()).Op(Opcode.RefI31);
        }
        else
        {
            WriteConcrete(code, type.Heap.TypeIndex);
        }
    }

    private void WriteConcrete(InstructionWriter code, int type)
    {
        _ = _types.All[type].Kind switch
        {
            TypeKind.Function => code.RefFunc(plan.FunctionsByType[type][random.Below(plan.FunctionsByType[type].Count)]),
            TypeKind.Struct => code.Op(Opcode.StructNewDefault, type),
            _ => code.I32Const(random.Below(16)).Op(Opcode.ArrayNewDefault, type),
        };
    }
}
