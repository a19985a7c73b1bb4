using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Makes patterns: at random, by changing one, by crossing two. The same random numbers give the same patterns everywhere.</summary>
/// <param name="random">Where the draws come from.</param>
/// <param name="allowed">The features that patterns may need.</param>
public sealed class PatternBreeder(SeededRandom random, WasmFeatures allowed)
{
    private const int MostWords = 5;
    private const int MostEdits = 4;

    // So many patterns share memory, table and globals with others; so many do not although the module of their motif does.
    private const int ImportedOneIn = 6;

    // Lengths of half a motif. What makes a compiler slow is mostly a few instructions, and short motifs can be tried in larger numbers.
    private static readonly int[] HalfLengths = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8];

    private static readonly Repetition[] OftenRepeated =
    [
        Repetition.Sequence, Repetition.Sequence, Repetition.Sequence, Repetition.Sequence, Repetition.Sequence, Repetition.Sequence,
        Repetition.Nested, Repetition.Nested, Repetition.Nested, Repetition.Nested, Repetition.Nested, Repetition.Nested,
        Repetition.Locals, Repetition.Locals, Repetition.Functions, Repetition.Functions, Repetition.Globals,
        Repetition.Parameters, Repetition.Types, Repetition.Elements, Repetition.Data, Repetition.Labels,
    ];

    private readonly RandomSteps _steps = new(random, allowed);

    /// <summary>A pattern at random.</summary>
    public Pattern Create()
    {
        var words = _steps.Words(1 + random.Below(MostWords));
        var (opening, closing) = (_steps.PartFrom(words, 1 + Pick(HalfLengths)), _steps.PartFrom(words, Pick(HalfLengths)));
        return new Pattern
        {
            Repetition = Pick(OftenRepeated),
            Locals = SharedLocals(),
            Repeats = 1 + random.Below(4),
            Spread = random.OneIn(2),
            Fold = random.OneIn(2),
            Sink = (SinkKind)random.Below(3),
            Memory64 = Has(WasmFeatures.Memory64) && random.OneIn(4),
            Imported = random.OneIn(ImportedOneIn),
            Carried = CarriedTypes(),
            Prefix = random.Below(4) switch { 0 => _steps.Part(4), 1 => _steps.Surroundings(), _ => [] },
            Opening = random.OneIn(4) ? [.. _steps.Openers(1 + random.Below(2)), .. opening] : opening,
            Core = random.Below(6) switch { 0 => _steps.Part(3), 1 => [_steps.Jump()], _ => [] },
            Closing = random.OneIn(4) ? [new PatternStep(StepKind.End), .. closing] : closing,
            Suffix = random.OneIn(10) ? _steps.Part(3) : [],
        };
    }

    /// <summary>
    /// A pattern of one to five steps. What makes a compiler slow is often one or two instructions, and there are few enough motifs of them to meet most: each kind of
    /// instruction is as probable as any other.
    /// </summary>
    public Pattern CreateSmall() => new()
    {
        Repetition = Pick(OftenRepeated),
        Locals = SharedLocals(),
        Repeats = 1 + random.Below(4),
        Spread = random.OneIn(4),
        Fold = random.OneIn(4),
        Sink = random.OneIn(2) ? SinkKind.Global : (SinkKind)random.Below(3),
        Memory64 = Has(WasmFeatures.Memory64) && random.OneIn(4),
        Imported = random.OneIn(ImportedOneIn),
        Carried = CarriedTypes(),
        Prefix = random.OneIn(4) ? _steps.Surroundings() : [],
        Opening = SmallPart(1 + random.Below(3)),
        Core = random.OneIn(6) ? [_steps.Jump()] : [],
        Closing = SmallPart(random.Below(3)),
    };

    /// <summary>The pattern without the steps that bring in one of these words of a signature: what is known to be slow no longer hides what else may be.</summary>
    public Pattern Avoid(Pattern pattern, IReadOnlySet<string> words)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        var kept = pattern with
        {
            Prefix = Without(pattern.Prefix, words), Opening = Without(pattern.Opening, words), Core = Without(pattern.Core, words), Closing = Without(pattern.Closing, words), Suffix = Without(pattern.Suffix, words),
        };
        return kept.Opening.IsEmpty && kept.Closing.IsEmpty ? kept with { Opening = Without(_steps.Part(MostWords), words) } : kept;
    }

    /// <summary>A pattern around steps taken from elsewhere, such as a function of a real module.</summary>
    public Pattern CreateAround(HarvestedMotif motif)
    {
        ArgumentNullException.ThrowIfNull(motif);
        var imported = motif.Imported != random.OneIn(ImportedOneIn);
        if (motif.IsFunction)
        {
            return AroundFunction([.. motif.Opening.Where(_steps.Allows)], imported);
        }

        var opening = Allowed(motif.Opening);
        if (motif.IsNest)
        {
            return Create() with
            {
                Imported = imported,
                Repetition = random.OneIn(8) ? Pick(OftenRepeated) : Repetition.Nested,
                Carried = random.OneIn(4) ? CarriedTypes() : [],
                Prefix = Allowed(motif.Prefix),
                Opening = opening,
                Core = Allowed(motif.Core),
                Closing = Allowed(motif.Closing),
                Suffix = [],
            };
        }

        var cut = random.OneIn(2) ? opening.Length : random.Below(opening.Length + 1);
        return Create() with { Imported = imported, Prefix = random.OneIn(2) ? _steps.Surroundings() : [], Core = [], Suffix = [], Opening = opening[..cut], Closing = opening[cut..] };
    }

    // Functions that are all alike: the module is as slow to compile as the function.
    private Pattern AroundFunction(ImmutableArray<PatternStep> steps, bool imported) => new()
    {
        Repetition = Repetition.Functions,
        Locals = Math.Clamp(steps.Where(s => s.Kind is StepKind.LocalGet or StepKind.LocalSet or StepKind.LocalTee).Select(s => s.Index + 1).DefaultIfEmpty(1).Max(), 1, Pattern.MostShared),
        Spread = random.OneIn(4),
        Fold = random.OneIn(4),
        Sink = (SinkKind)random.Below(3),
        Imported = imported,
        Opening = steps,
    };

    /// <summary>A pattern a few edits away from this one.</summary>
    public Pattern Mutate(Pattern parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        var child = parent;
        for (var edits = 1 + random.Below(MostEdits); edits > 0; edits--)
        {
            child = random.OneIn(4) ? EditKnob(child) : EditPart(child);
        }

        return child;
    }

    /// <summary>A pattern that has parts of both.</summary>
    public Pattern Cross(Pattern one, Pattern other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        var child = random.OneIn(2) ? one : other;
        return child with
        {
            Prefix = Either(one.Prefix, other.Prefix),
            Opening = random.OneIn(3) ? Splice(one.Opening, other.Opening) : Either(one.Opening, other.Opening),
            Core = Either(one.Core, other.Core),
            Closing = random.OneIn(3) ? Splice(one.Closing, other.Closing) : Either(one.Closing, other.Closing),
            Carried = random.OneIn(2) ? one.Carried : other.Carried,
            Suffix = Either(one.Suffix, other.Suffix),
        };
    }

    private ImmutableArray<PatternStep> SmallPart(int length) => [.. Enumerable.Range(0, length).Select(_ => _steps.AnyKind())];

    private static ImmutableArray<PatternStep> Without(ImmutableArray<PatternStep> steps, IReadOnlySet<string> words) =>
        [.. steps.Where(s => PatternSignature.WordFor(s) is not { } word || !words.Contains(word))];

    private ImmutableArray<PatternStep> Allowed(ImmutableArray<PatternStep> steps) => [.. steps.Where(_steps.Allows).Take(Pattern.MostSteps)];

    private Pattern EditKnob(Pattern pattern) => random.Below(10) switch
    {
        0 => pattern with { Repetition = Pick(OftenRepeated) },
        1 => pattern with { Locals = SharedLocals() },
        2 => pattern with { Repeats = 1 + random.Below(Pattern.MostRepeats) },
        3 => pattern with { Spread = !pattern.Spread },
        4 => pattern with { Fold = !pattern.Fold },
        5 => pattern with { Sink = (SinkKind)random.Below(3) },
        6 => pattern with { Memory64 = Has(WasmFeatures.Memory64) && !pattern.Memory64 },
        7 => pattern with { Carried = CarriedTypes() },
        8 => pattern with { Imported = !pattern.Imported },
        _ => pattern.Opening.Length <= Pattern.MostSteps ? pattern with { Opening = pattern.Closing, Closing = pattern.Opening } : pattern,
    };

    private Pattern EditPart(Pattern pattern) => random.Below(12) switch
    {
        0 => pattern with { Prefix = Edit(pattern.Prefix) },
        1 => pattern with { Core = Edit(pattern.Core) },
        2 => pattern with { Suffix = Edit(pattern.Suffix) },
        < 8 => pattern with { Opening = Edit(pattern.Opening) },
        _ => pattern with { Closing = Edit(pattern.Closing) },
    };

    private ImmutableArray<PatternStep> Edit(ImmutableArray<PatternStep> part)
    {
        var at = random.Below(part.Length + 1);
        if (at == part.Length || random.OneIn(3))
        {
            return part.Length < Pattern.MostSteps ? part.Insert(at, NewStep()) : part;
        }

        return random.Below(6) switch
        {
            0 or 1 => part.RemoveAt(at),
            2 => part.SetItem(at, NewStep()),
            3 => part.SetItem(at, part[at] with { Index = part[at].HasIndex ? _steps.Index() : 0, Order = part[at].HasIndex ? _steps.Order() : IndexOrder.Repeat }),
            4 => part.Length < Pattern.MostSteps ? part.Insert(random.Below(part.Length + 1), part[at]) : part,
            _ => part.RemoveAt(at).Insert(random.Below(part.Length), part[at]),
        };
    }

    private PatternStep NewStep() => random.OneIn(2) ? _steps.Step() : _steps.AnyKind();

    private ImmutableArray<PatternStep> Splice(ImmutableArray<PatternStep> one, ImmutableArray<PatternStep> other) =>
        [.. one.Take(random.Below(one.Length + 1)).Concat(other.Skip(random.Below(other.Length + 1))).Take(Pattern.MostSteps)];

    private ImmutableArray<PatternStep> Either(ImmutableArray<PatternStep> one, ImmutableArray<PatternStep> other) => random.OneIn(2) ? one : other;

    private ImmutableArray<int> CarriedTypes() => random.Below(5) switch
    {
        < 2 => [],
        < 4 => [_steps.Type()],
        _ when Has(WasmFeatures.MultiValue) => [.. Enumerable.Range(0, 2 + random.Below(2)).Select(_ => _steps.Type())],
        _ => [_steps.Type()],
    };

    private int SharedLocals() => random.Below(4) switch { 0 => 1, 1 => 4, 2 => 32, _ => 1 + random.Below(Pattern.MostShared) };

    private bool Has(WasmFeatures feature) => (allowed & feature) == feature;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Below(items.Count)];
}
