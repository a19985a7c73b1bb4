using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>
/// Draws steps. A new pattern draws a few steps first, its words, and then repeats and combines these: a motif in which every step is another
/// instruction hardly ever has any of them in the number and order that a law needs (swarm testing: Groce et al., ISSTA 2012).
/// </summary>
/// <param name="random">Where the draws come from.</param>
/// <param name="allowed">The features that steps may need.</param>
internal sealed class RandomSteps(SeededRandom random, WasmFeatures allowed)
{
    private const int Attempts = 20;

    private static readonly Opcode[] CommonOperators =
    [
        Opcode.I32Add, Opcode.I32Sub, Opcode.I32Mul, Opcode.I32And, Opcode.I32Xor, Opcode.I32Shl, Opcode.I32ShrU, Opcode.I32Eqz, Opcode.I32LtS,
        Opcode.I64Add, Opcode.I64Mul, Opcode.I64Xor, Opcode.F64Add, Opcode.F64Mul, Opcode.I32WrapI64, Opcode.I64ExtendI32U,
    ];

    private static readonly Opcode[] CommonAccesses =
    [
        Opcode.I32Load, Opcode.I32Load8U, Opcode.I64Load, Opcode.F64Load, Opcode.I32Store, Opcode.I32Store8, Opcode.I64Store, Opcode.F64Store,
    ];

    private static readonly Opcode[] Operators = [.. PatternStep.KnownOperators.Keys.Order()];
    private static readonly Opcode[] Accesses = [.. PatternStep.KnownAccesses.Keys.Order()];

    private static readonly StepKind[] References =
    [
        StepKind.StructNew, StepKind.StructGet, StepKind.StructSet, StepKind.RefCast, StepKind.RefCast, StepKind.RefTest, StepKind.RefTest, StepKind.RefIsNull, StepKind.BranchOnCast,
    ];

    // How often each kind of step is drawn, in thousandths.
    private static readonly (int Weight, Func<RandomSteps, PatternStep> Draw)[] Kinds =
    [
        (110, s => new PatternStep(StepKind.LocalGet, s.Type(), s.Index(), s.Order())),
        (75, s => new PatternStep(StepKind.LocalSet, s.Type(), s.Index(), s.Order())),
        (55, s => new PatternStep(StepKind.LocalTee, s.Type(), s.Index(), s.Order())),
        (50, s => new PatternStep(StepKind.Constant, s.Type(), s.Below(1000), s.Order())),
        (115, s => new PatternStep(StepKind.Operator, (int)CommonOperators[s.Below(CommonOperators.Length)])),
        (50, s => new PatternStep(StepKind.Operator, (int)Operators[s.Below(Operators.Length)])),
        (25, s => new PatternStep(StepKind.GlobalGet, s.Type(), s.Index(), s.Order())),
        (25, s => new PatternStep(StepKind.GlobalSet, s.Type(), s.Index(), s.Order())),
        (50, s => new PatternStep(StepKind.Access, (int)CommonAccesses[s.Below(CommonAccesses.Length)], s.Index(), s.Order())),
        (25, s => new PatternStep(StepKind.Access, (int)Accesses[s.Below(Accesses.Length)], s.Index(), s.Order())),
        (25, s => new PatternStep(StepKind.Select, s.Type())),
        (8, _ => new PatternStep(StepKind.Drop)),
        (60, s => new PatternStep(StepKind.Call, s.Below(CalleeSignature.All.Count))),
        (20, s => new PatternStep(StepKind.CallIndirect, s.Below(CalleeSignature.All.Count))),
        (12, s => new PatternStep(StepKind.CallNeighbour, 0, s.Index(), s.Order())),
        (55, s => new PatternStep(StepKind.Block, s.Form())),
        (35, s => new PatternStep(StepKind.Loop, s.Form())),
        (35, s => new PatternStep(StepKind.If, s.Form())),
        (14, s => new PatternStep(StepKind.Else)),
        (35, _ => new PatternStep(StepKind.End)),
        (15, s => new PatternStep(StepKind.Try, s.CaughtForm())),
        (6, s => new PatternStep(StepKind.Throw, s.CaughtForm())),
        (12, s => new PatternStep(StepKind.Branch, 0, s.Index(), s.Order())),
        (60, s => new PatternStep(StepKind.BranchIf, 0, s.Index(), s.Order())),
        (20, s => new PatternStep(StepKind.BranchTable, 0, s.Index(), s.Order())),
        (4, _ => new PatternStep(StepKind.Return)),
        (8, s => new PatternStep(StepKind.MemorySize + s.Below(4))),
        (50, s => s.Reference()),
    ];

    private static readonly int TotalWeight = Kinds.Sum(k => k.Weight);

    /// <summary>A part of up to this many steps.</summary>
    public ImmutableArray<PatternStep> Part(int most) => [.. Enumerable.Range(0, random.Below(most + 1)).Select(_ => Step())];

    /// <summary>A part of this many steps that are all among the words, with an index of their own now and then.</summary>
    public ImmutableArray<PatternStep> PartFrom(IReadOnlyList<PatternStep> words, int length) => [.. Enumerable.Range(0, length).Select(_ => StepFrom(words))];

    /// <summary>One to four blocks and loops that stay open, so that branches of the motif have somewhere to go.</summary>
    public ImmutableArray<PatternStep> Surroundings() =>
        [.. Enumerable.Range(0, 1 + random.Below(4)).Select(_ => new PatternStep(random.OneIn(3) ? StepKind.Loop : StepKind.Block, random.OneIn(4) ? PatternStep.WithResult + Type() : PatternStep.Plain))];

    /// <summary>Steps that open blocks of any kind.</summary>
    public ImmutableArray<PatternStep> Openers(int count) => [.. Enumerable.Range(0, count).Select(_ => Opener())];

    /// <summary>A step that leaves blocks: what a motif opens may matter only where something jumps out of all of it.</summary>
    public PatternStep Jump() => random.Below(4) switch
    {
        < 2 => new PatternStep(StepKind.BranchTable, 0, Index(), Order()),
        2 => new PatternStep(StepKind.BranchIf, 0, Index(), Order()),
        _ => new PatternStep(StepKind.Branch, 0, Index(), Order()),
    };

    /// <summary>The words of a new pattern.</summary>
    public IReadOnlyList<PatternStep> Words(int count) => [.. Enumerable.Range(0, count).Select(_ => Step())];

    /// <summary>Whether the features that a step needs are allowed.</summary>
    public bool Allows(PatternStep step) => (new Pattern { Repetition = Repetition.Sequence, Opening = [step] }.Features & ~allowed) == 0;

    /// <summary>A step whose features are allowed.</summary>
    public PatternStep Step()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var step = Draw();
            if (Allows(step))
            {
                return step;
            }
        }

        return new PatternStep(StepKind.LocalGet, PatternTypes.I32, Index(), Order());
    }

    /// <summary>A step whose features are allowed, of a kind that is as probable as any other: rare instructions have had less attention from those who write compilers.</summary>
    public PatternStep AnyKind()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var step = Kinds[Below(Kinds.Length)].Draw(this);
            if (Allows(step))
            {
                return step;
            }
        }

        return Step();
    }

    /// <summary>The number of a value type: mostly <c>i32</c>.</summary>
    public int Type() => random.Below(20) switch
    {
        < 11 => PatternTypes.I32,
        < 13 => PatternTypes.I64,
        < 14 => 2,
        < 16 => 3,
        < 17 => Allowed(PatternTypes.V128),
        < 18 => Allowed(PatternTypes.ExternRef),
        < 19 => Allowed(PatternTypes.AnyRef),
        _ => PatternTypes.I32,
    };

    /// <summary>An index: mostly a small one.</summary>
    public int Index() => random.OneIn(6) ? random.Below(Pattern.MostShared) : random.Below(4);

    /// <summary>The order of an index.</summary>
    public IndexOrder Order() => random.Below(5) switch { < 2 => IndexOrder.Repeat, < 4 => IndexOrder.Advance, _ => IndexOrder.Cross };

    private int Below(int limit) => random.Below(limit);

    private PatternStep StepFrom(IReadOnlyList<PatternStep> words)
    {
        var step = words[random.Below(words.Count)];
        return step.HasIndex && random.OneIn(4) ? step with { Index = Index(), Order = Order() } : step;
    }

    private PatternStep Opener()
    {
        var step = random.Below(6) switch
        {
            < 3 => new PatternStep(StepKind.Block, Form()),
            < 4 => new PatternStep(StepKind.Loop, Form()),
            < 5 => new PatternStep(StepKind.If, Form()),
            _ => new PatternStep(StepKind.Try, CaughtForm()),
        };
        return Allows(step) ? step : new PatternStep(StepKind.Block);
    }

    private PatternStep Draw()
    {
        var at = random.Below(TotalWeight);
        foreach (var (weight, draw) in Kinds)
        {
            at -= weight;
            if (at < 0)
            {
                return draw(this);
            }
        }

        throw new InvalidOperationException("The weights do not sum to their total.");
    }

    private PatternStep Reference()
    {
        var kind = References[random.Below(References.Length)];
        return kind == StepKind.RefIsNull ? new PatternStep(kind) : new PatternStep(kind, 0, random.Below(Pattern.StructTypes), Order());
    }

    private int Allowed(int type) => (PatternTypes.FeaturesFor(type) & ~allowed) == 0 ? type : PatternTypes.I32;

    private int CaughtForm() => random.OneIn(2) ? PatternStep.Plain : PatternStep.WithResult + Type();

    private int Form() => random.Below(4) switch { < 2 => PatternStep.Plain, < 3 => PatternStep.Through, _ => PatternStep.WithResult + Type() };
}
