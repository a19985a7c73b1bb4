using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>
/// Makes a module smaller while a condition holds for it: custom sections, data and function bodies first, then items of every section by delta
/// debugging (A. Zeller and R. Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002), then what is inside an item: elements, data,
/// expressions, types, locals and instructions. A candidate is valid if the module is: most edits keep a module valid, an engine checks the others.
/// </summary>
public sealed class ModuleReducer
{
    private readonly ReductionState _state;
    private readonly SectionReducer _sections;
    private readonly BodyReducer _bodies;

    /// <summary>Begins with a module for which the condition holds.</summary>
    /// <param name="module">The module.</param>
    /// <param name="holds">Whether the condition holds for a candidate.</param>
    /// <param name="time">How long to go on; a candidate once begun is finished.</param>
    /// <param name="progress">Called for every step forward.</param>
    /// <param name="isValid">Whether an engine accepts a candidate. Without it, edits that can make a module invalid are not tried.</param>
    public ModuleReducer(byte[] module, Func<byte[], bool> holds, TimeSpan time, Action<ReducingProgress> progress, Func<byte[], bool>? isValid = null)
    {
        _state = new ReductionState(module, holds, time, progress, isValid);
        _sections = new SectionReducer(_state);
        _bodies = new BodyReducer(_state);
    }

    /// <summary>The smallest module so far for which the condition holds; also after <see cref="Reduce"/> was stopped.</summary>
    public byte[] Best => _state.Best;

    /// <summary>Reduces until nothing more can go or the time is over.</summary>
    /// <exception cref="OperationCanceledException">The condition's measuring was stopped; what was found is in <see cref="Best"/>.</exception>
    public ReducedModule Reduce()
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

        return new ReducedModule(Best, _state.Tried, !_state.OutOfTime, _state.Notes.Describe(Best, _state.ChecksValidity, _state.OutOfTime));
    }
}
