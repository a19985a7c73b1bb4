using CompileBench.Modules.Wasm.Format;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Wasm.Reading.Sections;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Takes motifs from the functions of a module: short runs of instructions that begin at a block, a loop or a basic block; whole constructs; and blocks
/// inside one another with what follows their ends, which is how compilers write a jump by index.
/// </summary>
public static class MotifHarvest
{
    private const int Kinds = 3;

    /// <summary>The motifs of a module: of each kind up to a third, and more runs where there are fewer of the others.</summary>
    /// <param name="module">The module.</param>
    /// <param name="most">The most motifs; where there are more, evenly spread ones are taken.</param>
    /// <exception cref="WasmDecodeException">The bytes are no module.</exception>
    public static IReadOnlyList<HarvestedMotif> FromModule(ReadOnlySpan<byte> module, int most)
    {
        var visitor = new Harvester();
        ModuleDecoder.Decode(module, visitor);
        List<HarvestedMotif> motifs = [.. Spread(visitor.Nests, most / Kinds), .. Spread(visitor.Constructs, most / Kinds)];
        motifs.AddRange([.. Spread(visitor.Runs, most - motifs.Count)]);
        return visitor.ImportsMemoryOrTable ? [.. motifs.Select(m => m with { Imported = true })] : motifs;
    }

    private static IEnumerable<HarvestedMotif> Spread(List<HarvestedMotif> all, int most) =>
        all.Count <= most ? all : Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)]);

    private sealed class Harvester : ModuleVisitor
    {
        private const int LeastSteps = 3;
        private const int MostStepsOfRun = 24;

        private readonly List<HarvestedInstruction> _body = [];

        public List<HarvestedMotif> Runs { get; } = [];

        public List<HarvestedMotif> Constructs { get; } = [];

        public List<HarvestedMotif> Nests { get; } = [];

        public bool ImportsMemoryOrTable { get; private set; }

        public override void VisitImport(in Import import) => ImportsMemoryOrTable |= import.Kind is ExternalKind.Memory or ExternalKind.Table;

        public override void VisitBody(in FunctionBody body)
        {
            _body.Clear();
            _ = body.ReadLocals(out var reader);
            using var instructions = new InstructionReader(reader, body.HasDataCount);
            var depth = 0;
            while (instructions.MoveNext())
            {
                var instruction = instructions.Current;
                _body.Add(new HarvestedInstruction(HarvestedSteps.FromInstruction(instruction), instruction.Info.Class, depth));
                depth = instructions.Depth;
            }

            AddRuns();
            AddConstructs();
            NestHarvest.AddTo(Nests, _body);
        }

        private void AddRuns()
        {
            var steps = new List<PatternStep>();
            foreach (var instruction in _body)
            {
                if (instruction.Opens || steps.Count >= MostStepsOfRun)
                {
                    Cut();
                }

                if (instruction.Step is { } step)
                {
                    steps.Add(step);
                }
            }

            Cut();

            void Cut()
            {
                if (steps.Count >= LeastSteps)
                {
                    Runs.Add(HarvestedMotif.FromRun(steps));
                }

                steps.Clear();
            }
        }

        // Whole blocks, loops and ifs that fit into one part of a pattern.
        private void AddConstructs()
        {
            var open = new Stack<int>();
            for (var i = 0; i < _body.Count; i++)
            {
                if (_body[i].Opens)
                {
                    open.Push(i);
                }
                else if (_body[i].Class == InstructionClass.End && open.TryPop(out var start) && i - start is >= LeastSteps and < Pattern.MostSteps)
                {
                    Constructs.Add(HarvestedMotif.FromRun(_body[start..(i + 1)].Select(b => b.Step).OfType<PatternStep>()));
                }
            }
        }
    }
}
