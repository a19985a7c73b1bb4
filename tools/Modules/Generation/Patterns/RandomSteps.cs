using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Draws steps. Common instructions are drawn more often than rare ones, in about the proportions of compiled code.</summary>
/// <param name="random">Where the draws come from.</param>
/// <param name="allowed">The features that steps may need.</param>
internal sealed class RandomSteps(SeededRandom random, WasmFeatures allowed)
{
    private static readonly Opcode[] CommonOperators =
    [
        Opcode.I32Add, Opcode.I32Sub, Opcode.I32Mul, Opcode.I32And, Opcode.I32Xor, Opcode.I32Shl, Opcode.I32ShrU, Opcode.I32Eqz, Opcode.I32LtS,
        Opcode.I64Add, Opcode.I64Mul, Opcode.I64Xor, Opcode.F64Add, Opcode.F64Mul, Opcode.I32WrapI64, Opcode.I64ExtendI32U,
    ];

    private static readonly Opcode[] Operators = [.. PatternStep.KnownOperators.Keys.Order()];
    private static readonly Opcode[] Accesses = [.. PatternStep.KnownAccesses.Keys.Order()];

    /// <summary>A part of up to this many steps.</summary>
    public ImmutableArray<PatternStep> Part(int most) => [.. Enumerable.Range(0, random.Below(most + 1)).Select(_ => Step())];

    /// <summary>A step whose features are allowed.</summary>
    public PatternStep Step()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var step = Draw();
            var needs = new Pattern { Repetition = Repetition.Sequence, Opening = [step] }.Features;
            if ((needs & ~allowed) == 0)
            {
                return step;
            }
        }

        return new PatternStep(StepKind.LocalGet, PatternTypes.I32, Index(), Order());
    }

    /// <summary>The number of a value type: mostly <c>i32</c>.</summary>
    public int Type() => random.Below(20) switch
    {
        < 11 => PatternTypes.I32,
        < 14 => PatternTypes.I64,
        < 15 => 2,
        < 18 => 3,
        < 19 => (allowed & WasmFeatures.Simd) != 0 ? PatternTypes.V128 : PatternTypes.I32,
        _ => (allowed & WasmFeatures.ExternReferences) != 0 ? PatternTypes.ExternRef : PatternTypes.I32,
    };

    /// <summary>An index: mostly a small one.</summary>
    public int Index() => random.OneIn(6) ? random.Below(Pattern.MostShared) : random.Below(4);

    /// <summary>The order of an index.</summary>
    public IndexOrder Order() => random.Below(5) switch { < 2 => IndexOrder.Repeat, < 4 => IndexOrder.Advance, _ => IndexOrder.Cross };

    private PatternStep Draw() => random.Below(100) switch
    {
        < 15 => new PatternStep(StepKind.LocalGet, Type(), Index(), Order()),
        < 23 => new PatternStep(StepKind.LocalSet, Type(), Index(), Order()),
        < 27 => new PatternStep(StepKind.LocalTee, Type(), Index(), Order()),
        < 34 => new PatternStep(StepKind.Constant, Type(), random.Below(1000), Order()),
        < 48 => new PatternStep(StepKind.Operator, (int)CommonOperators[random.Below(CommonOperators.Length)]),
        < 55 => new PatternStep(StepKind.Operator, (int)Operators[random.Below(Operators.Length)]),
        < 58 => new PatternStep(StepKind.GlobalGet, Type(), Index(), Order()),
        < 61 => new PatternStep(StepKind.GlobalSet, Type(), Index(), Order()),
        < 67 => new PatternStep(StepKind.Access, (int)Accesses[random.Below(Accesses.Length)], Index(), Order()),
        < 69 => new PatternStep(StepKind.Select, Type()),
        < 70 => new PatternStep(StepKind.Drop),
        < 75 => new PatternStep(StepKind.Call, random.Below(CalleeSignature.All.Count)),
        < 76 => new PatternStep(StepKind.CallIndirect, random.Below(CalleeSignature.All.Count)),
        < 77 => new PatternStep(StepKind.CallNeighbour, 0, Index(), Order()),
        < 81 => new PatternStep(StepKind.Block, Form()),
        < 84 => new PatternStep(StepKind.Loop, Form()),
        < 87 => new PatternStep(StepKind.If, Form()),
        < 88 => random.Below(8) switch
        {
            0 => new PatternStep(StepKind.Try),
            1 => new PatternStep(StepKind.Throw),
            2 => new PatternStep(StepKind.Return),
            3 => new PatternStep(StepKind.MemorySize + random.Below(4)),
            _ => new PatternStep(StepKind.Else),
        },
        < 92 => new PatternStep(StepKind.End),
        < 93 => new PatternStep(StepKind.Branch, 0, Index(), Order()),
        < 98 => new PatternStep(StepKind.BranchIf, 0, Index(), Order()),
        _ => new PatternStep(StepKind.BranchTable, 0, Index(), Order()),
    };

    private int Form() => random.Below(4) switch { < 2 => PatternStep.Plain, < 3 => PatternStep.Through, _ => PatternStep.WithResult + Type() };
}
