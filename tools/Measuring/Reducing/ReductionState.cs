using System.Collections.Immutable;
using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>The smallest module so far for which the condition holds, and the trial that every candidate must pass to replace it.</summary>
/// <param name="module">The module to begin with.</param>
/// <param name="holds">Whether the condition holds for a candidate.</param>
/// <param name="progress">Called for every step forward.</param>
/// <param name="isValid">Whether an engine accepts a candidate; null where no engine is asked.</param>
internal sealed class ReductionState(
    byte[] module, Func<byte[], CancellationToken, bool> holds, Action<ReducingProgress> progress, Func<byte[], CancellationToken, bool>? isValid)
{
    /// <summary>The size of a body that only traps, with the number of its locals and its end.</summary>
    public const int TrappedBodyBytes = 3;

    private CancellationToken _end;

    /// <summary>The smallest module so far.</summary>
    public byte[] Best { get; private set; } = module;

    /// <summary>How many candidates were tried.</summary>
    public int Tried { get; private set; }

    /// <summary>Why candidates failed.</summary>
    public ReductionNotes Notes { get; } = new();

    /// <summary>Whether an engine checks candidates, so that edits that can make a module invalid may be tried.</summary>
    public bool ChecksValidity => isValid is not null;

    /// <summary>Whether the time is over.</summary>
    public bool OutOfTime => _end.IsCancellationRequested;

    /// <summary>Sets the token that ends the reduction; it stops the trial of a candidate too.</summary>
    public void EndWith(CancellationToken end) => _end = end;

    /// <summary>Tries an edit of the best module.</summary>
    public bool TryEdit(string step, ModuleEdit edit) => Try(step, edit.Apply(ModuleParts.Find(Best)));

    /// <summary>Tries a candidate and keeps it when the condition holds for it.</summary>
    /// <param name="step">The step that made it.</param>
    /// <param name="candidate">The candidate; null where the step cannot make one.</param>
    /// <param name="mayBeInvalid">Whether the edit can make a module invalid.</param>
    /// <param name="mayKeepSize">Whether a candidate as large as the best module is a step forward.</param>
    /// <returns>Whether it was kept.</returns>
    public bool Try(string step, byte[]? candidate, bool mayBeInvalid = false, bool mayKeepSize = false)
    {
        if (candidate is null || candidate.Length > Best.Length || (candidate.Length == Best.Length && !mayKeepSize))
        {
            return false;
        }

        Tried++;
        if (mayBeInvalid && isValid?.Invoke(candidate, _end) != true)
        {
            Notes.AddInvalid(step);
            return false;
        }

        if (!holds(candidate, _end))
        {
            Notes.AddFailed(step);
            return false;
        }

        Best = candidate;
        var bodies = ModuleParts.Find(Best).Bodies;
        progress(new ReducingProgress(step, Best.Length, bodies.Count, bodies.Count(b => b.Size > TrappedBodyBytes), Tried));
        return true;
    }

    /// <summary>
    /// Delta debugging: tries to remove all items, then ever smaller chunks, until no single item can go. Items that are most likely to go come first.
    /// </summary>
    /// <param name="items">The numbers of the items.</param>
    /// <param name="tryGone">Tries the module without these items. All candidates are edits of the same module, so that numbers keep their meaning.</param>
    public void Minimize(List<int> items, Func<ImmutableHashSet<int>, bool> tryGone)
    {
        var gone = ImmutableHashSet<int>.Empty;
        var left = items;
        for (var chunk = left.Count; chunk >= 1 && left.Count > 0 && !OutOfTime;)
        {
            var kept = new List<int>();
            var progressed = false;
            for (var start = 0; start < left.Count; start += chunk)
            {
                var part = left.GetRange(start, Math.Min(chunk, left.Count - start));
                if (!OutOfTime && tryGone(gone.Union(part)))
                {
                    gone = gone.Union(part);
                    progressed = true;
                }
                else
                {
                    kept.AddRange(part);
                }
            }

            left = kept;
            chunk = progressed && chunk > 1 ? Math.Min(chunk, left.Count) / 2 : chunk / 2;
        }
    }

    /// <summary>Keeps the shortest range of a list: halving finds first its end, then its start.</summary>
    /// <param name="count">The length of the list.</param>
    /// <param name="tryRange">Tries the module with only the elements from one number to before another.</param>
    public void KeepRange(int count, Func<int, int, bool> tryRange)
    {
        if (count == 0 || OutOfTime || tryRange(0, 0))
        {
            return;
        }

        var (failed, end) = (0, count);
        while (end - failed > 1 && !OutOfTime)
        {
            var middle = failed + ((end - failed) / 2);
            (failed, end) = tryRange(0, middle) ? (failed, middle) : (middle, end);
        }

        var (start, beyond) = (0, end);
        while (beyond - start > 1 && !OutOfTime)
        {
            var middle = start + ((beyond - start) / 2);
            (start, beyond) = tryRange(middle, end) ? (middle, beyond) : (start, middle);
        }
    }
}
