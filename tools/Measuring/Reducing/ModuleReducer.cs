using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// Makes a module smaller while a condition holds for it: custom sections, data and function bodies first, then items of every section by delta
/// debugging (A. Zeller and R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002), then what is inside an item: elements, data,
/// expressions, types, locals and instructions. A candidate is valid if the module is: most edits keep a module valid, an engine checks the others.
/// </summary>
public sealed class ModuleReducer
{
    private readonly TimeSpan _time;
    private readonly CancellationToken _cancellation;
    private readonly ReductionState _state;
    private readonly SectionReducer _sections;
    private readonly BodyReducer _bodies;

    /// <summary>Begins with a module for which the condition holds.</summary>
    /// <param name="module">The module.</param>
    /// <param name="holds">Whether the condition holds for a candidate. It throws when its token is cancelled, at the end of the time or by the caller: that candidate is dropped.</param>
    /// <param name="time">How long to go on, from the start of <see cref="Reduce"/>.</param>
    /// <param name="progress">Called for every step forward.</param>
    /// <param name="isValid">Whether an engine accepts a candidate. Without it, edits that can make a module invalid are not tried.</param>
    /// <param name="cancellation">Stops the reduction.</param>
    public ModuleReducer(
        byte[] module,
        Func<byte[], CancellationToken, bool> holds,
        TimeSpan time,
        Action<ReducingProgress> progress,
        Func<byte[], CancellationToken, bool>? isValid = null,
        CancellationToken cancellation = default)
    {
        (_time, _cancellation) = (time, cancellation);
        _state = new ReductionState(module, holds, progress, isValid);
        _sections = new SectionReducer(_state);
        _bodies = new BodyReducer(_state);
    }

    /// <summary>The smallest module so far for which the condition holds; also after <see cref="Reduce"/> was stopped.</summary>
    public byte[] Best => _state.Best;

    /// <summary>Reduces until nothing more can go or the time is over.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped it, or the condition's measuring was stopped; what was found is in <see cref="Best"/>.</exception>
    public ReducedModule Reduce()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        if (_time > TimeSpan.Zero)
        {
            end.CancelAfter(_time);
        }
        else
        {
            end.Cancel();
        }

        _state.EndWith(end.Token);
        try
        {
            Run();
        }
        catch (OperationCanceledException) when (_state.OutOfTime && !_cancellation.IsCancellationRequested)
        {
            // The candidate at hand is dropped: one compile may take longer than all the time that was given.
        }

        _cancellation.ThrowIfCancellationRequested();
        return new ReducedModule(Best, _state.Tried, !_state.OutOfTime, _state.Notes.Describe(Best, _state.ChecksValidity, _state.OutOfTime));
    }

    private void Run()
    {
        _state.TryEdit("custom sections", ModuleEdit.None with { WithoutCustomSections = true });
        _sections.EmptyData();
        _bodies.TrapBodies();
        for (var size = int.MaxValue; Best.Length < size && !_state.OutOfTime;)
        {
            size = Best.Length;
            _sections.RemoveItems();
            _sections.ShrinkElements();
            _sections.ShrinkData();
            _sections.ShrinkExpressions();
            _sections.ShrinkTypes();
            _bodies.RemoveLocals();
            _bodies.RemoveInstructions();
        }
    }
}
