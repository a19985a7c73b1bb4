using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Takes whole functions of a module as motifs: what makes one slow may be how all of its blocks, jumps and locals meet, which no part of it shows. Each is
/// taken twice: as it is, and without calls and memory, which leaves its jumps and what flows through its locals.
/// </summary>
public static class FunctionHarvest
{
    // Two values in, one out: what most callees of the functions of a lexer or an interpreter look like.
    private const int CalleeOfTwo = 2;

    /// <summary>The motifs of the largest functions.</summary>
    /// <param name="module">The module.</param>
    /// <param name="most">The most functions.</param>
    /// <exception cref="WasmDecodeException">The bytes are no module.</exception>
    public static IReadOnlyList<HarvestedMotif> FromModule(ReadOnlySpan<byte> module, int most)
    {
        var visitor = new Harvester();
        ModuleDecoder.Decode(module, visitor);
        return [.. visitor.Functions.OrderByDescending(f => f.Length).Take(most).SelectMany(Motifs)];
    }

    private static IEnumerable<HarvestedMotif> Motifs(ImmutableArray<PatternStep> function) =>
        [new([], function, [], []) { IsFunction = true }, new([], [.. function.Where(s => !TouchesOutside(s.Kind))], [], []) { IsFunction = true }];

    private static bool TouchesOutside(StepKind kind) =>
        kind is StepKind.Call or StepKind.CallIndirect or StepKind.Access or StepKind.GlobalGet or StepKind.GlobalSet or (>= StepKind.MemorySize and <= StepKind.MemoryFill);

    private sealed class Harvester : ModuleVisitor
    {
        // Shorter functions are found as runs and constructs.
        private const int LeastSteps = 2 * Pattern.MostSteps;

        public List<ImmutableArray<PatternStep>> Functions { get; } = [];

        public override void VisitBody(in FunctionBody body)
        {
            var steps = ImmutableArray.CreateBuilder<PatternStep>();
            _ = body.ReadLocals(out var reader);
            using var instructions = new InstructionReader(reader, body.HasDataCount);
            while (steps.Count < Pattern.MostFunctionSteps && instructions.MoveNext())
            {
                if (HarvestedSteps.FromInstruction(instructions.Current) is { } step)
                {
                    steps.Add(step.Kind switch
                    {
                        StepKind.Call or StepKind.CallIndirect => step with { Code = CalleeOfTwo },
                        StepKind.BranchTable => step with { Code = PatternStep.AllLabels },
                        _ => step,
                    });
                }
            }

            if (steps.Count >= LeastSteps)
            {
                Functions.Add(steps.ToImmutable());
            }
        }
    }
}
