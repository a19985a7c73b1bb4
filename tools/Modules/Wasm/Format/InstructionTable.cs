using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format.Instructions;

namespace CompileBench.Modules.Wasm.Format;

/// <summary>
/// Every instruction of WebAssembly 3.0, of threads, of the older encoding of exceptions, and of the proposals wide arithmetic and stack switching,
/// as data. Decoding, counting and the depth of the operand stack all use this table.
/// </summary>
/// <remarks>The rows are in <c>Instructions/</c>, one file per prefix.</remarks>
public static class InstructionTable
{
    private static readonly InstructionInfo?[] Rows = Build();

    /// <summary>Every instruction, in the order of opcodes.</summary>
    public static ImmutableArray<InstructionInfo> All { get; } = [.. Rows.OfType<InstructionInfo>()];

    /// <summary>The instruction of this opcode, or null where there is none.</summary>
    public static InstructionInfo? Find(Opcode opcode) => Rows[(int)opcode];

    /// <summary>The instruction of this name in the text format, or null.</summary>
    public static InstructionInfo? Find(string name) => All.FirstOrDefault(info => info.Name == name);

    private static InstructionInfo?[] Build()
    {
        var table = new InstructionInfo?[OpcodeSpaces.TableSize];
        ReadOnlySpan<InstructionRows[]> groups =
        [
            CoreInstructions.Control, CoreInstructions.Variables, CoreInstructions.Numbers, GcInstructions.All, BulkInstructions.All,
            AtomicInstructions.All, StackSwitchingInstructions.All, SimdInstructions.MemoryAndLanes, SimdInstructions.Operators, SimdInstructions.Relaxed,
        ];
        foreach (var group in groups)
        {
            foreach (var rows in group)
            {
                Add(table, rows);
            }
        }

        return table;
    }

    private static void Add(InstructionInfo?[] table, InstructionRows rows)
    {
        var opcode = (Opcode)rows.First;
        foreach (var name in rows.Names.Split(' '))
        {
            if (name != "-")
            {
                table[(int)opcode] = table[(int)opcode] is null
                    ? new InstructionInfo(opcode, name, rows.Class, rows.Immediates, rows.Pops, rows.Pushes)
                    : throw new InvalidOperationException($"opcode {opcode.ToHexadecimal()} is in the instruction table twice");
            }

            opcode++;
        }
    }
}
