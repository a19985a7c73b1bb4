using System.Collections.Immutable;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>Makes a pattern simpler while a condition holds for it: whole parts first, then halves, then single steps and what is set beside them.</summary>
/// <param name="holds">Whether the condition holds; asked for each candidate once.</param>
/// <param name="mostTries">The most candidates.</param>
public sealed class PatternReducer(Func<Pattern, bool> holds, int mostTries)
{
    private static readonly (Func<Pattern, ImmutableArray<PatternStep>> Get, Func<Pattern, ImmutableArray<PatternStep>, Pattern> With)[] Parts =
    [
        (p => p.Suffix, (p, steps) => p with { Suffix = steps }),
        (p => p.Core, (p, steps) => p with { Core = steps }),
        (p => p.Prefix, (p, steps) => p with { Prefix = steps }),
        (p => p.Closing, (p, steps) => p with { Closing = steps }),
        (p => p.Opening, (p, steps) => p with { Opening = steps }),
    ];

    private Pattern _best = new() { Repetition = Repetition.Sequence };
    private int _tried;

    /// <summary>Reduces a pattern for which the condition holds until nothing more can go or the tries are used up.</summary>
    public Pattern Reduce(Pattern pattern)
    {
        _best = pattern;
        int weight;
        do
        {
            weight = Weight(_best);
            RemoveSteps();
            SimplifyKnobs();
            SimplifyIndices();
        }
        while (Weight(_best) < weight && _tried < mostTries);

        return _best;
    }

    // What a reader has to understand.
    private static int Weight(Pattern pattern) =>
        (4 * pattern.Steps.Count()) + pattern.Steps.Count(s => s.Order != IndexOrder.Repeat) + pattern.Steps.Count(s => s.Index > 0)
        + (pattern.Spread ? 2 : 0) + (pattern.Fold ? 2 : 0) + (pattern.Sink != SinkKind.Drop ? 1 : 0) + (2 * pattern.Carried.Length) + (pattern.Memory64 ? 2 : 0) + (pattern.Imported ? 2 : 0) + (pattern.Locals > 1 ? 1 : 0) + (pattern.Repeats > 1 ? 1 : 0);

    private bool Try(Pattern candidate)
    {
        if (_tried >= mostTries || candidate.Equals(_best))
        {
            return false;
        }

        _tried++;
        if (!holds(candidate))
        {
            return false;
        }

        _best = candidate;
        return true;
    }

    private void RemoveSteps()
    {
        foreach (var (get, with) in Parts)
        {
            for (var length = get(_best).Length; length >= 1; length = length > 1 ? (length + 1) / 2 : 0)
            {
                for (var at = 0; at < get(_best).Length;)
                {
                    var steps = get(_best);
                    if (!Try(with(_best, steps.RemoveRange(at, Math.Min(length, steps.Length - at)))))
                    {
                        at += length;
                    }
                }
            }
        }
    }

    private void SimplifyKnobs()
    {
        Try(_best with { Spread = false });
        Try(_best with { Fold = false });
        Try(_best with { Sink = SinkKind.Drop });
        Try(_best with { Carried = [] });
        Try(_best with { Memory64 = false });
        Try(_best with { Imported = false });
        Try(_best with { Repeats = 1 });
        Try(_best with { Locals = 1 });
        if (_best.Locals > 1)
        {
            Try(_best with { Locals = Math.Max(1, _best.Locals / 4) });
        }

        if (_best.Repetition is not (Repetition.Sequence or Repetition.Nested))
        {
            Try(_best with { Repetition = Repetition.Sequence });
        }
    }

    private void SimplifyIndices()
    {
        foreach (var (get, with) in Parts)
        {
            for (var at = 0; at < get(_best).Length; at++)
            {
                var step = get(_best)[at];
                if (step.Order != IndexOrder.Repeat)
                {
                    Try(with(_best, get(_best).SetItem(at, step with { Order = IndexOrder.Repeat })));
                }

                step = get(_best)[at];
                if (step.Index > 0)
                {
                    Try(with(_best, get(_best).SetItem(at, step with { Index = 0 })));
                }
            }
        }
    }
}
