using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing;

/// <content>The operand stack: what lies on it, what an operator takes, and values made where they are missing.</content>
internal sealed partial class FunctionFuzzer
{
    private WasmType[] _stack = new WasmType[256];
    private WasmType[] _wanted = new WasmType[16];
    private int _height;

    private void Push(WasmType type)
    {
        if (_height == _stack.Length)
        {
            Array.Resize(ref _stack, _height * 2);
        }

        _stack[_height++] = type;
    }

    private void Push(ReadOnlySpan<WasmType> types)
    {
        foreach (var type in types)
        {
            Push(type);
        }
    }

    /// <summary>
    /// Sees to it that these values lie on top of the stack, and takes them off the model. As many of them as possible are what lies
    /// there already; the rest are made.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Need(params ReadOnlySpan<WasmType> types)
    {
        foreach (var type in types[CountPresent(types)..])
        {
            Produce(type);
        }

        _height -= types.Length;
    }

    /// <summary>The same for a list of types and one or two more after it.</summary>
    private void NeedAlso(WasmType[] types, params ReadOnlySpan<WasmType> more)
    {
        var count = types.Length + more.Length;
        if (_wanted.Length < count)
        {
            Array.Resize(ref _wanted, count * 2);
        }

        types.CopyTo(_wanted, 0);
        more.CopyTo(_wanted.AsSpan(types.Length));
        Need(_wanted.AsSpan(0, count));
    }

    /// <summary>How many of these values, from the first on, lie on top of the stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int CountPresent(ReadOnlySpan<WasmType> types)
    {
        var present = Math.Min(types.Length, _height - Top.Base);
        while (present > 0 && !Fits(_stack.AsSpan(_height - present, present), types))
        {
            present--;
        }

        return present;
    }

    /// <summary>The type of the topmost value of the innermost block, if it has one.</summary>
    private bool TryPeek(out WasmType type)
    {
        var isThere = _height > Top.Base;
        type = isThere ? _stack[_height - 1] : default;
        return isThere;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Fits(ReadOnlySpan<WasmType> values, ReadOnlySpan<WasmType> wanted)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!_types.IsSubtype(values[i], wanted[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Leaves exactly these values above the block's base: keeps what fits from below, puts the rest away, makes what is missing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(WasmType[] types)
    {
        var floor = Top.Base;
        var kept = 0;
        while (kept < types.Length && floor + kept < _height && _types.IsSubtype(_stack[floor + kept], types[kept]))
        {
            kept++;
        }

        while (_height > floor + kept)
        {
            Spill();
        }

        foreach (var type in types.AsSpan(kept))
        {
            Produce(type);
        }

        _height = floor;
    }

    /// <summary>Takes the topmost value off the stack: into a local or global of its type if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spill()
    {
        var type = _stack[--_height];
        if (PickLocal(type) is var local and >= 0)
        {
            _code.LocalSet(local);
        }
        else if (_plan.MutableGlobalsByType.TryGetValue(type, out var globals))
        {
            _code.GlobalSet(globals[_random.Below(globals.Count)]);
        }
        else
        {
            _code.Drop();
        }
    }

    /// <summary>Makes a value of this type out of nothing: reads it from somewhere, or makes a constant or the simplest object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Produce(WasmType type)
    {
        _left--;
        Push(type);
        var source = _random.Below(8);
        if (source < 5 && PickSource(type) is var local and >= 0)
        {
            _code.LocalGet(local);
        }
        else if (source == 5 && _plan.GlobalsByType.TryGetValue(type, out var globals))
        {
            _code.GlobalGet(globals[_random.Below(globals.Count)]);
        }
        else if (type.IsReference)
        {
            ProduceReference(type);
        }
        else
        {
            ProduceConstant(type);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ProduceConstant(WasmType type)
    {
        // Most constants in real code are small.
        var bits = _random.Next();
        var isSmall = _random.Below(4) < 3;
        if (type == WasmType.I32)
        {
            _code.I32Const(isSmall ? (sbyte)bits >> 1 : (int)bits);
        }
        else if (type == WasmType.I64)
        {
            _code.I64Const(isSmall ? (sbyte)bits >> 1 : (long)bits);
        }
        else if (type == WasmType.F32)
        {
            _code.F32Const((uint)bits);
        }
        else if (type == WasmType.F64)
        {
            _code.F64Const(bits);
        }
        else
        {
            _code.V128Const(bits, _random.Next());
        }
    }

    private void ProduceReference(WasmType type)
    {
        if (type.IsNullable)
        {
            _code.RefNull(type.Heap);
        }
        else if (type.Heap == HeapType.Func)
        {
            _code.RefFunc(_random.Below(_plan.Functions.Count));
        }
        else if (type.Heap == HeapType.I31 || type.Heap == HeapType.Eq || type.Heap == HeapType.Any)
        {
            ProduceConstant(WasmType.I32);
            _code.Op(Opcode.RefI31);
        }
        else if (type.Heap.IsConcrete && TryMake(type.Heap.TypeIndex))
        {
            _left--;
        }
        else
        {
            _code.RefNull(type.Heap).Op(Opcode.RefAsNonNull);
        }
    }

    private bool TryMake(int type)
    {
        var definition = _types.All[type];
        if (definition.Kind == TypeKind.Function)
        {
            if (!_plan.FunctionsByType.TryGetValue(type, out var functions))
            {
                return false;
            }

            _code.RefFunc(functions[_random.Below(functions.Count)]);
            return true;
        }

        if (!definition.IsDefaultable)
        {
            return false;
        }

        _ = definition.Kind == TypeKind.Struct
            ? _code.Op(Opcode.StructNewDefault, type)
            : _code.I32Const(_random.Below(16)).Op(Opcode.ArrayNewDefault, type);
        return true;
    }
}
