using System.Collections.Immutable;
using System.Diagnostics;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// Makes a module smaller while a condition holds for it: custom sections, data and function bodies first, then items of every section by delta
/// debugging (A. Zeller and R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002), then what is inside an item: elements, data,
/// expressions, types, locals and instructions. A candidate is valid if the module is: most edits keep a module valid, an engine checks the others.
/// </summary>
public sealed partial class ModuleReducer
{
    private const int TrappedBodyBytes = 3;

    private readonly Func<byte[], bool> _holds;
    private readonly Func<byte[], bool>? _isValid;
    private readonly ReductionNotes _notes = new();
    private readonly Action<ReducingProgress> _progress;
    private readonly TimeSpan _time;
    private readonly long _started = Stopwatch.GetTimestamp();
    private byte[] _best;
    private int _tried;

    /// <summary>Begins with a module for which the condition holds.</summary>
    /// <param name="module">The module.</param>
    /// <param name="holds">Whether the condition holds for a candidate.</param>
    /// <param name="time">How long to go on; a candidate once begun is finished.</param>
    /// <param name="progress">Called for every step forward.</param>
    /// <param name="isValid">Whether an engine accepts a candidate. Without it, edits that can make a module invalid are not tried.</param>
    public ModuleReducer(byte[] module, Func<byte[], bool> holds, TimeSpan time, Action<ReducingProgress> progress, Func<byte[], bool>? isValid = null)
    {
        _isValid = isValid;
        _best = module;
        _holds = holds;
        _time = time;
        _progress = progress;
    }

    /// <summary>The smallest module so far for which the condition holds; also after <see cref="Reduce"/> was stopped.</summary>
    public byte[] Best => _best;

    private bool OutOfTime => Stopwatch.GetElapsedTime(_started) >= _time;

    /// <summary>Reduces until nothing more can go or the time is over.</summary>
    /// <exception cref="OperationCanceledException">The condition's measuring was stopped; what was found is in <see cref="Best"/>.</exception>
    public ReducedModule Reduce()
    {
        TryEdit("custom sections", ModuleEdit.None with { WithoutCustomSections = true });
        ReduceData();
        ReduceBodies();
        for (var size = int.MaxValue; _best.Length < size && !OutOfTime;)
        {
            size = _best.Length;
            RemoveItems();
            ShrinkElements();
            ShrinkData();
            ShrinkExpressions();
            ShrinkTypes();
            RemoveLocals();
            ReduceInstructions();
        }

        return new ReducedModule(_best, _tried, !OutOfTime, _notes.Describe(_best, _isValid is not null, OutOfTime));
    }

    private void ReduceData()
    {
        var parts = ModuleParts.Find(_best);
        var filled = Enumerable.Range(0, parts.Data.Count).Where(i => parts.Data[i].Bytes > 0).ToList();
        Minimize(filled, gone => TryEdit("data", ModuleEdit.None with { EmptiedData = gone }, parts));
    }

    private void ReduceBodies()
    {
        var parts = ModuleParts.Find(_best);
        var bodies = Enumerable.Range(0, parts.Bodies.Count).Where(i => parts.Bodies[i].Size > TrappedBodyBytes).OrderBy(i => parts.Bodies[i].Size).ToList();
        Minimize(bodies, gone => TryEdit("function bodies", ModuleEdit.None with { TrappedBodies = gone }, parts));
    }

    private void ReduceInstructions()
    {
        var again = true;
        while (again && !OutOfTime)
        {
            again = false;
            var largestFirst = ModuleParts.Find(_best).Bodies.Select((b, i) => (b.Size, Index: i)).OrderByDescending(b => b.Size).Select(b => b.Index).ToList();
            foreach (var body in largestFirst)
            {
                again |= CutBody(body) | RemoveStatements(body);
            }
        }
    }

    // Longest runs first; after a cut the rest of the list is of a body that is no more, so it is made anew. What was refused is not
    // tried again within one pass: a run is known by its length and its distance from the body's end, which cuts before it leave alone.
    private bool CutBody(int body)
    {
        var refused = new HashSet<(int, int)>();
        var any = false;
        for (var more = true; more && !OutOfTime;)
        {
            more = false;
            var parts = ModuleParts.Find(_best);
            var end = parts.Bodies[body].Offset + parts.Bodies[body].Size;
            foreach (var run in InstructionRun.FindAll(parts, body))
            {
                if (OutOfTime)
                {
                    break;
                }

                if (!refused.Contains((run.Length, end - run.End)))
                {
                    if (TryEdit("instructions", ModuleEdit.None with { Cuts = ModuleEdit.None.Cuts.Add(body, run) }, parts))
                    {
                        any = more = true;
                        break;
                    }

                    refused.Add((run.Length, end - run.End));
                }
            }
        }

        return any;
    }

    // Delta debugging over what may go: first everything, then ever smaller chunks, until no single item can go. Items are in the order in
    // which their loss is most likely to be borne.
    private void Minimize(List<int> items, Func<ImmutableHashSet<int>, bool> tryGone)
    {
        var gone = ImmutableHashSet<int>.Empty;
        var left = items;
        for (var chunk = left.Count; chunk >= 1 && left.Count > 0 && !OutOfTime;)
        {
            var kept = new List<int>();
            var progress = false;
            for (var start = 0; start < left.Count; start += chunk)
            {
                var part = left.GetRange(start, Math.Min(chunk, left.Count - start));
                if (!OutOfTime && tryGone(gone.Union(part)))
                {
                    gone = gone.Union(part);
                    progress = true;
                }
                else
                {
                    kept.AddRange(part);
                }
            }

            left = kept;
            chunk = progress && chunk > 1 ? Math.Min(chunk, left.Count) / 2 : chunk / 2;
        }
    }

    private bool TryEdit(string step, ModuleEdit edit) => TryEdit(step, edit, ModuleParts.Find(_best));

    // All candidates of a step are edits of the same module, so that indices keep their meaning while the step goes on.
    private bool TryEdit(string step, ModuleEdit edit, ModuleParts parts) => Try(step, edit.Apply(parts));

    private bool Try(string step, byte[]? candidate, bool mayBeInvalid = false, bool mayKeepSize = false)
    {
        if (candidate is null || candidate.Length > _best.Length || (candidate.Length == _best.Length && !mayKeepSize))
        {
            return false;
        }

        _tried++;
        if (mayBeInvalid && _isValid?.Invoke(candidate) != true)
        {
            _notes.AddInvalid(step);
            return false;
        }

        if (!_holds(candidate))
        {
            _notes.AddFailed(step);
            return false;
        }

        _best = candidate;
        var bodies = ModuleParts.Find(_best).Bodies;
        _progress(new ReducingProgress(step, _best.Length, bodies.Count, bodies.Count(b => b.Size > TrappedBodyBytes), _tried));
        return true;
    }
}
