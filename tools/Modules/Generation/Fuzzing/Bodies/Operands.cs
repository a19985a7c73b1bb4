using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>The operands of instructions: takes the values that are on the stack and writes the code that makes the missing ones.</summary>
internal sealed class Operands(FuzzBody body, OperandStack stack)
{
    private WasmType[] _wanted = new WasmType[16];

    /// <summary>The number of instructions that the function may still have. Values that are made for operands count too.</summary>
    public int InstructionsLeft { get; set; }

    /// <summary>Records that the code left a value of this type.</summary>
    public void Push(WasmType type) => stack.Push(type);

    /// <summary>Records that the code left values of these types.</summary>
    public void Push(ReadOnlySpan<WasmType> types) => stack.Push(types);

    /// <summary>Records that the code took the topmost value.</summary>
    public void Drop() => stack.Height--;

    /// <summary>
    /// Takes operands of these types off the stack. Values that are already on top of the stack are used where their types fit; the code
    /// that makes the others is written first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Need(params ReadOnlySpan<WasmType> types)
    {
        foreach (var type in types[CountPresent(types)..])
        {
            Produce(type);
        }

        stack.Height -= types.Length;
    }

    /// <summary>Takes operands of a list of types and of one or two types after it.</summary>
    public void NeedAlso(WasmType[] types, params ReadOnlySpan<WasmType> more)
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

    /// <summary>Takes an operand of one type and operands of a list of types after it.</summary>
    public void NeedAfter(WasmType first, WasmType[] types)
    {
        _wanted[0] = first;
        types.CopyTo(_wanted, 1);
        Need(_wanted.AsSpan(0, types.Length + 1));
    }

    /// <summary>Takes several operands of one type.</summary>
    public void NeedRepeated(WasmType type, int count)
    {
        _wanted.AsSpan(0, count).Fill(type);
        Need(_wanted.AsSpan(0, count));
    }

    /// <summary>The number of these types, from the first on, whose values are on top of the stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int CountPresent(ReadOnlySpan<WasmType> types)
    {
        var present = Math.Min(types.Length, stack.Height - body.Blocks.Top.Base);
        while (present > 0 && !Fits(stack.Top(present), types))
        {
            present--;
        }

        return present;
    }

    /// <summary>The type of the topmost value of the innermost block, if it has one.</summary>
    public bool TryPeek(out WasmType type)
    {
        var isThere = stack.Height > body.Blocks.Top.Base;
        type = isThere ? stack[stack.Height - 1] : default;
        return isThere;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Fits(ReadOnlySpan<WasmType> values, ReadOnlySpan<WasmType> wanted)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!body.Types.IsSubtype(values[i], wanted[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Leaves exactly these values above the block's base: keeps the values from below that fit, removes the others and writes the missing ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Settle(WasmType[] types)
    {
        var floor = body.Blocks.Top.Base;
        var kept = 0;
        while (kept < types.Length && floor + kept < stack.Height && body.Types.IsSubtype(stack[floor + kept], types[kept]))
        {
            kept++;
        }

        while (stack.Height > floor + kept)
        {
            Spill();
        }

        foreach (var type in types.AsSpan(kept))
        {
            Produce(type);
        }

        stack.Height = floor;
    }

    /// <summary>Removes the topmost value from the stack: into a local or global of its type if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Spill()
    {
        var type = stack.Pop();
        if (body.Locals.Pick(type) is var local and >= 0)
        {
            body.Code.LocalSet(local);
        }
        else if (body.Plan.MutableGlobalsByType.TryGetValue(type, out var globals))
        {
            body.Code.GlobalSet(globals[body.Random.Below(globals.Count)]);
        }
        else
        {
            body.Code.Drop();
        }
    }

    /// <summary>Writes a new value of this type: a read of a local or global, a constant, or the simplest object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Produce(WasmType type)
    {
        InstructionsLeft--;
        stack.Push(type);
        var source = body.Random.Below(8);
        if (source < 5 && body.Locals.PickSource(type) is var local and >= 0)
        {
            body.Code.LocalGet(local);
        }
        else if (source == 5 && body.Plan.GlobalsByType.TryGetValue(type, out var globals))
        {
            body.Code.GlobalGet(globals[body.Random.Below(globals.Count)]);
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
    public void ProduceConstant(WasmType type)
    {
        // Most constants in real code are small.
        var bits = body.Random.Next();
        var isSmall = body.Random.Below(4) < 3;
        if (type == WasmType.I32)
        {
            body.Code.I32Const(isSmall ? (sbyte)bits >> 1 : (int)bits);
        }
        else if (type == WasmType.I64)
        {
            body.Code.I64Const(isSmall ? (sbyte)bits >> 1 : (long)bits);
        }
        else if (type == WasmType.F32)
        {
            body.Code.F32Const((uint)bits);
        }
        else if (type == WasmType.F64)
        {
            body.Code.F64Const(bits);
        }
        else
        {
            body.Code.V128Const(bits, body.Random.Next());
        }
    }

    private void ProduceReference(WasmType type)
    {
        if (type.IsNullable)
        {
            body.Code.RefNull(type.Heap);
        }
        else if (type.Heap == HeapType.Func)
        {
            body.Code.RefFunc(body.Random.Below(body.Plan.Functions.Count));
        }
        else if (type.Heap == HeapType.I31 || type.Heap == HeapType.Eq || type.Heap == HeapType.Any)
        {
            ProduceConstant(WasmType.I32);
            body.Code.Op(Opcode.RefI31);
        }
        else if (type.Heap.IsConcrete && TryMake(type.Heap.TypeIndex))
        {
            InstructionsLeft--;
        }
        else
        {
            body.Code.RefNull(type.Heap).Op(Opcode.RefAsNonNull);
        }
    }

    private bool TryMake(int type)
    {
        var definition = body.Types.All[type];
        if (definition.Kind == TypeKind.Function)
        {
            if (!body.Plan.FunctionsByType.TryGetValue(type, out var functions))
            {
                return false;
            }

            body.Code.RefFunc(functions[body.Random.Below(functions.Count)]);
            return true;
        }

        if (!definition.IsDefaultable)
        {
            return false;
        }

        _ = definition.Kind == TypeKind.Struct
            ? body.Code.Op(Opcode.StructNewDefault, type)
            : body.Code.I32Const(body.Random.Below(16)).Op(Opcode.ArrayNewDefault, type);
        return true;
    }
}
