using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;

namespace CompileBench.Modules.Wasm.Editing;

/// <summary>
/// Instructions of one body that can become a single <c>unreachable</c> without making the body invalid: whole ones, all in one block or
/// arm of a block, with every block among them whole.
/// </summary>
/// <param name="Start">The offset of the first from the start of the module.</param>
/// <param name="End">The offset behind the last.</param>
public readonly record struct InstructionRun(int Start, int End)
{
    /// <summary>Its bytes.</summary>
    public int Length => End - Start;

    /// <summary>
    /// The runs of a body worth trying to cut: of each block, and of the body itself, all instructions and every tail that begins at a
    /// halving; then each inner block by itself. Longest first. A single <c>unreachable</c> is no run.
    /// </summary>
    /// <exception cref="WasmDecodeException">The body is malformed.</exception>
    public static IReadOnlyList<InstructionRun> FindAll(ModuleParts parts, int body)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var place = parts.Bodies[body];
        var reader = SkipLocals(parts, place);
        var runs = new HashSet<InstructionRun>();
        var open = new Stack<(List<int> Starts, int Opener)>();
        open.Push(([], -1));
        using var instructions = new InstructionReader(reader, place.HasDataCount);
        while (instructions.MoveNext())
        {
            var instruction = instructions.Current;
            switch (instruction.Info.Class)
            {
                case InstructionClass.Block or InstructionClass.Loop or InstructionClass.If or InstructionClass.Try:
                    open.Peek().Starts.Add(instruction.Offset);
                    open.Push(([], instruction.Offset));
                    break;
                case InstructionClass.Else or InstructionClass.Handler when instructions.Depth == open.Count - 1:
                    AddTails(runs, open.Peek().Starts, instruction.Offset);
                    open.Peek().Starts.Clear();
                    break;
                // A handler that lessens the depth is a delegate, which ends its try.
                case InstructionClass.End or InstructionClass.Handler:
                    var (starts, opener) = open.Pop();
                    AddTails(runs, starts, instruction.Offset);
                    if (opener >= 0)
                    {
                        runs.Add(new InstructionRun(opener, instructions.Position));
                    }

                    break;
                default:
                    open.Peek().Starts.Add(instruction.Offset);
                    break;
            }
        }

        return [.. runs.Where(r => r.Length > 1).OrderByDescending(r => r.Length).ThenBy(r => r.Start)];
    }

    /// <summary>
    /// The runs of whole statements of a body: of each block, all statements, then halves, quarters and so on. A statement ends with an
    /// instruction without results, such as <c>local.set</c>, or with an inner block. To remove such a run usually leaves the body valid,
    /// but not always: operands may lie below it on the stack. Longest first.
    /// </summary>
    /// <exception cref="WasmDecodeException">The body is malformed.</exception>
    public static IReadOnlyList<InstructionRun> FindStatements(ModuleParts parts, int body)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var place = parts.Bodies[body];
        using var instructions = new InstructionReader(SkipLocals(parts, place), place.HasDataCount);
        var runs = new HashSet<InstructionRun>();
        var open = new Stack<List<int>>();
        open.Push([instructions.Position]);
        while (instructions.MoveNext())
        {
            var instruction = instructions.Current;
            var depth = instructions.Depth + 1;
            if (depth > open.Count)
            {
                open.Push([instructions.Position]);
            }
            else if (depth < open.Count || instruction.Info.Class == InstructionClass.End)
            {
                AddChunks(runs, open.Pop());
                open.TryPeek(out var outer);
                outer?.Add(instructions.Position);
            }
            else if (instruction.Info.Class is InstructionClass.Else or InstructionClass.Handler)
            {
                AddChunks(runs, open.Pop());
                open.Push([instructions.Position]);
            }
            else if (instruction.Info.Pushes == 0)
            {
                open.Peek().Add(instructions.Position);
            }
        }

        return [.. runs.OrderByDescending(r => r.Length).ThenBy(r => r.Start)];
    }

    private static void AddChunks(HashSet<InstructionRun> runs, List<int> boundaries)
    {
        for (var chunk = boundaries.Count - 1; chunk >= 1; chunk /= 2)
        {
            for (var from = 0; from < boundaries.Count - 1; from += chunk)
            {
                runs.Add(new InstructionRun(boundaries[from], boundaries[Math.Min(from + chunk, boundaries.Count - 1)]));
            }
        }
    }

    private static ByteReader SkipLocals(ModuleParts parts, BodyPlace place)
    {
        var reader = new ByteReader(parts.Module.Span[..(place.Offset + place.Size)], place.Offset, SectionId.Code);
        for (var groups = reader.ReadU32(); groups > 0; groups--)
        {
            _ = reader.ReadU32();
            _ = reader.ReadValueType();
        }

        return reader;
    }

    private static void AddTails(HashSet<InstructionRun> runs, List<int> starts, int end)
    {
        for (var from = 0; from < starts.Count; from += Math.Max(1, (starts.Count - from) / 2))
        {
            runs.Add(new InstructionRun(starts[from], end));
        }
    }
}
