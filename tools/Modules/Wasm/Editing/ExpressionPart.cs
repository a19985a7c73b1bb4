using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Writing;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>A part of an expression outside functions that computes one value, and a shorter one of the same type.</summary>
/// <param name="Place">Its bytes.</param>
/// <param name="Replacement">A constant of the same type.</param>
public sealed record ExpressionPart(ByteRange Place, byte[] Replacement)
{
    /// <summary>The parts of an expression that are longer than their replacement, longest first.</summary>
    /// <param name="map">The module.</param>
    /// <param name="expression">One of its expressions.</param>
    public static IReadOnlyList<ExpressionPart> FindAll(ModuleMap map, ExpressionPlace expression)
    {
        ArgumentNullException.ThrowIfNull(map);
        var parts = new List<ExpressionPart>();
        var whole = new ByteRange(expression.Place.Start, expression.Place.End - 1);
        if (expression.Type is { } type && Constant(type) is { } constant)
        {
            parts.Add(new ExpressionPart(whole, constant));
        }

        var starts = new Stack<int>();
        using var instructions = new InstructionReader(new ByteReader(map.Module.AsSpan(0, expression.Place.End), whole.Start, expression.Section == SectionId.Element ? SectionId.Element : SectionId.Global), hasDataCount: true);
        while (instructions.MoveNext() && instructions.Current.Offset < whole.End)
        {
            var instruction = instructions.Current;
            if (instruction.Info.Pops < 0 || instruction.Info.Pushes != 1 || instruction.Info.Pops > starts.Count)
            {
                // An object: its operands are not counted here, so that what follows is unknown.
                break;
            }

            var start = instruction.Offset;
            for (var i = 0; i < instruction.Info.Pops; i++)
            {
                start = starts.Pop();
            }

            starts.Push(start);
            if (NumberType(instruction.Info.Opcode) is { } number)
            {
                parts.Add(new ExpressionPart(new ByteRange(start, instructions.Position), Constant(number)!));
            }
        }

        return [.. parts.Where(part => part.Place.Length > part.Replacement.Length).DistinctBy(part => part.Place).OrderByDescending(part => part.Place.Length)];
    }

    private static WasmType? NumberType(Opcode opcode) => opcode switch
    {
        Opcode.I32Const or Opcode.I32Add or Opcode.I32Sub or Opcode.I32Mul => WasmType.I32,
        Opcode.I64Const or Opcode.I64Add or Opcode.I64Sub or Opcode.I64Mul => WasmType.I64,
        _ => null,
    };

    private static byte[]? Constant(WasmType type)
    {
        if (type == WasmType.I32)
        {
            return [(byte)Opcode.I32Const, 0];
        }

        if (type == WasmType.I64)
        {
            return [(byte)Opcode.I64Const, 0];
        }

        if (!type.IsReference || !type.IsNullable)
        {
            return null;
        }

        using var buffer = new WasmBuffer(16);
        buffer.WriteByte((byte)Opcode.RefNull);
        buffer.WriteSigned(type.Heap.Code);
        return buffer.Written.ToArray();
    }
}
