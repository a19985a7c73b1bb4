using System.Runtime.CompilerServices;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>Writes operators of a fixed type, which the tables of operators list, with their operands.</summary>
internal sealed class OperatorInstructions(FuzzBody body) : InstructionFamily(body)
{
    private const int RowDraws = 3;
    private const int NearOffset = 256;

    /// <summary>Writes one of these operators with its operands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Write(OperatorSet operators)
    {
        var row = DrawRow(operators);
        if (row.TakesAddress)
        {
            Access(row);
        }
        else
        {
            Operands.Need(row.Parameters);
            Code.Op(row.Opcode);
        }

        if (row.Lanes > 0)
        {
            Code.Buffer.WriteByte((byte)Random.Below(row.Lanes));
        }

        if (row.Result is { } result)
        {
            Operands.Push(result);
        }

        return true;
    }

    /// <summary>Draws an operator. Usually it draws several and returns the one that takes the most values from the stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private OperatorRow DrawRow(OperatorSet operators)
    {
        var rows = operators.Rows;
        if (Operands.TryPeek(out var top) && !top.IsReference && operators.StartingWith(top) is { Length: > 0 } fitting && !Random.OneIn(6))
        {
            rows = fitting;
        }

        var best = rows[Random.Below(rows.Length)];
        var mostTaken = Operands.CountPresent(best.Parameters);
        for (var draw = 1; draw < RowDraws; draw++)
        {
            var other = rows[Random.Below(rows.Length)];
            if (Operands.CountPresent(other.Parameters) is var taken && taken > mostTaken)
            {
                (best, mostTaken) = (other, taken);
            }
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Access(OperatorRow row)
    {
        var memory = Plan.DrawMemory(Random);
        var is64Bit = Plan.Memories[memory].Limits.Is64Bit;
        Operands.NeedAfter(Plan.Memories[memory].AddressType, row.Parameters);
        var alignment = row.AlignmentIsExact ? row.AlignmentLog2 : Random.Below(row.AlignmentLog2 + 1);
        var offset = Random.Below(8) switch
        {
            < 6 => (ulong)Random.Below(NearOffset),
            6 => Random.Next() >> 40,
            _ => Random.Next() >> (is64Bit ? 8 : 33),
        };
        Code.Access(row.Opcode, new MemoryArgument((uint)alignment, offset, (uint)memory));
    }
}
