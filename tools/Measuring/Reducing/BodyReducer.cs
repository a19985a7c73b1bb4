using CompileBench.Modules.Wasm.Editing;

namespace CompileBench.Measuring.Reducing;

/// <summary>The steps that reduce function bodies.</summary>
/// <param name="state">The module and the trial of candidates.</param>
internal sealed class BodyReducer(ReductionState state)
{
    /// <summary>Replaces bodies by a trap.</summary>
    public void TrapBodies()
    {
        var parts = ModuleParts.Find(state.Best);
        var bodies = Enumerable.Range(0, parts.Bodies.Count).Where(i => parts.Bodies[i].Size > ReductionState.TrappedBodyBytes).OrderBy(i => parts.Bodies[i].Size).ToList();
        state.Minimize(bodies, gone => state.Try("function bodies", (ModuleEdit.None with { TrappedBodies = gone }).Apply(parts)));
    }

    /// <summary>Removes locals of unused indices.</summary>
    public void RemoveLocals()
    {
        for (var body = 0; !state.OutOfTime; body++)
        {
            var map = ModuleMap.Create(state.Best);
            var functions = map.Items.Where(item => item.Body.Length > 0).ToList();
            if (body >= functions.Count)
            {
                return;
            }

            var type = map.Uses.First(use => use.Offset == functions[body].Place.Start).Index;
            if (map.FunctionTypes.Find(t => t.Index == type) is { } known)
            {
                var locals = new UnusedLocals(map, functions[body].Body, known.Parameters.Starts.Length - 1);

                // Fewer locals of one type take as many bytes as more of them.
                state.KeepRange(locals.Count, (from, to) => from == 0 && state.Try(ReductionSteps.Locals, locals.Keep(to), mayKeepSize: true));
            }
        }
    }

    /// <summary>Removes runs of instructions until none can go.</summary>
    public void RemoveInstructions()
    {
        var again = true;
        while (again && !state.OutOfTime)
        {
            again = false;
            var largestFirst = ModuleParts.Find(state.Best).Bodies.Select((b, i) => (b.Size, Index: i)).OrderByDescending(b => b.Size).Select(b => b.Index).ToList();
            foreach (var body in largestFirst)
            {
                again |= CutRuns(body) | RemoveStatements(body);
            }
        }
    }

    private bool CutRuns(int body) => RemoveRuns(
        body,
        parts => InstructionRun.FindAll(parts, body),
        (parts, run) => state.Try(ReductionSteps.Instructions, (ModuleEdit.None with { Cuts = ModuleEdit.None.Cuts.Add(body, run) }).Apply(parts)));

    private bool RemoveStatements(int body) => state.ChecksValidity && RemoveRuns(
        body,
        parts => InstructionRun.FindStatements(parts, body),
        (parts, run) => state.Try(
            ReductionSteps.Instructions, (ModuleEdit.None with { Removals = ModuleEdit.None.Removals.Add(body, run) }).Apply(parts), mayBeInvalid: true));

    // After a cut the list describes a body that no longer exists, so it is made again. A run that failed is not tried twice in one pass: its length
    // and its distance from the body's end identify it, and cuts before it change neither.
    private bool RemoveRuns(int body, Func<ModuleParts, IEnumerable<InstructionRun>> find, Func<ModuleParts, InstructionRun, bool> tryWithout)
    {
        var failed = new HashSet<(int, int)>();
        var any = false;
        for (var more = true; more && !state.OutOfTime;)
        {
            more = false;
            var parts = ModuleParts.Find(state.Best);
            var end = parts.Bodies[body].Offset + parts.Bodies[body].Size;
            foreach (var run in find(parts).Where(run => !failed.Contains((run.Length, end - run.End))))
            {
                if (state.OutOfTime)
                {
                    break;
                }

                if (tryWithout(parts, run))
                {
                    any = more = true;
                    break;
                }

                failed.Add((run.Length, end - run.End));
            }
        }

        return any;
    }
}
