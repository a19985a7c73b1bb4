using System.Collections.Immutable;

namespace CompileBench.Modules.Wasm.Reading;

/// <summary>
/// Every instruction of WebAssembly 3.0, of threads and of the older encoding of exceptions, as data. Decoding, counting and the operand stack's
/// depth are all driven from here; no other file says what an opcode is.
/// </summary>
/// <remarks>The rows stand in one file per opcode space: core, 0xFB (GC), 0xFC (saturation, bulk memory, tables), 0xFD (vectors), 0xFE (atomics).</remarks>
public static partial class InstructionTable
{
    private static readonly InstructionInfo?[] Rows = Build();

    /// <summary>Every instruction there is, in the order of opcodes.</summary>
    public static ImmutableArray<InstructionInfo> All { get; } = [.. Rows.OfType<InstructionInfo>()];

    /// <summary>The instruction of this opcode, or null where WebAssembly 3.0 has none.</summary>
    public static InstructionInfo? Find(Opcode opcode) => Rows[opcode.Index];

    /// <summary>The instruction whose opcode has this place in a table over all opcodes, or null.</summary>
    internal static InstructionInfo? FindByIndex(int index) => Rows[index];

    /// <summary>The instruction of this name in the text format, or null.</summary>
    public static InstructionInfo? Find(string name) => All.FirstOrDefault(info => info.Name == name);

    private static InstructionInfo?[] Build()
    {
        var rows = new InstructionInfo?[Opcode.TableSize];
        foreach (var run in (ReadOnlySpan<Run[]>)[CoreControl, CoreMemory, CoreNumbers, GcRuns, MiscRuns, AtomicRuns, SimdMemoryRuns, SimdRuns, RelaxedRuns])
        {
            foreach (var (prefix, first, @class, immediates, pops, pushes, names) in run)
            {
                var code = (uint)first;
                foreach (var name in names.Split(' '))
                {
                    var opcode = Number(prefix, code++);
                    // A dash keeps the place of a number that means nothing.
                    if (name != "-")
                    {
                        rows[opcode.Index] = rows[opcode.Index] is null
                            ? new InstructionInfo(opcode, name, @class, immediates, pops, pushes)
                            : throw new InvalidOperationException($"opcode {opcode} stands twice in the instruction table");
                    }
                }
            }
        }

        return rows;
    }

    private static Opcode Number(byte prefix, uint code)
    {
        if (prefix == 0)
        {
            return Opcode.Of((byte)code);
        }

        return Opcode.TryOf(prefix, code, out var opcode)
            ? opcode
            : throw new InvalidOperationException($"opcode 0x{prefix:x} 0x{code:x} has no room in the instruction table");
    }

    /// <summary>Instructions whose opcodes follow one another and that differ in name only.</summary>
    private readonly record struct Run(byte Prefix, int First, InstructionClass Class, ImmediateKind Immediates, int Pops, int Pushes, string Names);
}
