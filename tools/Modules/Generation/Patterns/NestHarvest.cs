using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Takes motifs from blocks that a function opens one directly after another: one motif for each of a few blocks, with what follows the end of that
/// block as the closing half. A jump that leaves all these blocks, or goes to one of the outermost, keeps its target however many blocks the pattern has.
/// </summary>
internal static class NestHarvest
{
    private const int LeastBlocks = 3;
    private const int MostPrefix = 4;
    private const int MostClosingsPerNest = 24;

    // Targets among this many of the outermost blocks are counted from the outside.
    private const int OuterBlocks = 4;

    /// <summary>Adds the motifs of a function.</summary>
    public static void AddTo(List<HarvestedMotif> motifs, IReadOnlyList<HarvestedInstruction> body)
    {
        for (var first = 0; first < body.Count; first++)
        {
            var blocks = 0;
            while (first + blocks < body.Count && body[first + blocks].Class == InstructionClass.Block)
            {
                blocks++;
            }

            if (blocks >= LeastBlocks)
            {
                AddNest(motifs, body, first, blocks);
            }

            first += blocks;
        }
    }

    private static void AddNest(List<HarvestedMotif> motifs, IReadOnlyList<HarvestedInstruction> body, int first, int blocks)
    {
        var outside = body[first].Depth;
        var prefix = Surroundings(body, first);
        PatternStep Mapped(HarvestedInstruction instruction) => WithTarget(instruction, outside, prefix.Length);

        // The ends of the blocks from the innermost outwards.
        var ends = new List<int>();
        for (var at = first + blocks; at < body.Count && ends.Count < blocks; at++)
        {
            if (body[at].Class == InstructionClass.End && body[at].Depth == outside + blocks - ends.Count)
            {
                ends.Add(at);
            }
        }

        if (ends.Count < 2)
        {
            return;
        }

        var core = Steps(body, first + blocks, ends[0], Mapped).TakeLast(Pattern.MostSteps).ToImmutableArray();
        var segments = ends.Count - 1;
        for (var i = 0; i < Math.Min(segments, MostClosingsPerNest); i++)
        {
            var segment = (int)((long)i * segments / Math.Min(segments, MostClosingsPerNest));
            motifs.Add(new HarvestedMotif(prefix, [body[first].Step!.Value], core, [.. Steps(body, ends[segment], ends[segment + 1], Mapped).Take(Pattern.MostSteps)]));
        }
    }

    private static IEnumerable<PatternStep> Steps(IReadOnlyList<HarvestedInstruction> body, int from, int to, Func<HarvestedInstruction, PatternStep> mapped) =>
        Enumerable.Range(from, to - from).Where(i => body[i].Step is not null).Select(i => mapped(body[i]));

    // The innermost instructions that opened what is open there. An if would need an operand; its branches see a block.
    private static ImmutableArray<PatternStep> Surroundings(IReadOnlyList<HarvestedInstruction> body, int first)
    {
        var open = new Stack<PatternStep>();
        var depth = body[first].Depth;
        for (var i = first - 1; i >= 0 && open.Count < Math.Min(MostPrefix, body[first].Depth); i--)
        {
            if (body[i].Opens && body[i].Depth == depth - 1)
            {
                open.Push(body[i].Step is { Kind: StepKind.Loop } loop ? loop : new PatternStep(StepKind.Block));
                depth--;
            }
        }

        return [.. open];
    }

    private static PatternStep WithTarget(HarvestedInstruction instruction, int outside, int prefix)
    {
        var step = instruction.Step!.Value;
        if (step.Kind is not (StepKind.Branch or StepKind.BranchIf))
        {
            return step;
        }

        // Counted from the outside, the function itself being -1.
        var target = instruction.Depth - 1 - step.Index;
        return target < outside + OuterBlocks ? step with { Index = Math.Max(0, target - outside + prefix + 1), Order = IndexOrder.Cross } : step;
    }
}
