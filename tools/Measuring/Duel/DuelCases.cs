using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Execution;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>Which cases of a duel can be judged under their own names, and why the others cannot.</summary>
internal sealed record DuelCases(
    EngineDescription Baseline,
    EngineDescription Candidate,
    IReadOnlyList<ComparedCase> Judged,
    IReadOnlyList<UnsupportedSettings> Unsupported,
    IReadOnlyList<SkippedCases> NotCompared)
{
    /// <summary>Everything that is not judged, as the manifest lists it.</summary>
    public IReadOnlyList<SkippedCases> Skipped =>
        [.. Unsupported.Select(u => new SkippedCases($"{u.Settings} on {u.Engine}", SkipReason.UnsupportedSettings, $"unsupported by this engine, because {u.Reason}")), .. NotCompared];

    /// <summary>Probes both engines, each in child processes, and sorts the cases.</summary>
    /// <exception cref="CompileBench.Engines.Native.EngineUnavailableException">An engine cannot be used at all.</exception>
    /// <exception cref="UsageException">An engine does not support the operation, or a workload cannot be used.</exception>
    public static DuelCases Find(DuelSetup setup, CancellationToken cancellation)
    {
        var execution = PlanExecution(setup, cancellation);
        var baseline = EngineProbe.Describe(setup.Baseline, setup.Settings, cancellation);
        var candidate = setup.Candidate.Digest == setup.Baseline.Digest
            ? baseline with { Label = setup.Candidate.Label }
            : EngineProbe.Describe(setup.Candidate, setup.Settings, cancellation);
        var unsupported = new[] { baseline, candidate }
            .SelectMany(e => e.Settings.Where(s => !s.Supported).Select(s => new UnsupportedSettings(s.Settings, e.Label, s.Evidence))).ToList();
        var refused = execution.Skipped.ToList();
        var cases = new List<ComparedCase>();
        foreach (var module in setup.Modules.Where(m => execution.Has(setup.Operation, m.Entry.Name.Text)))
        {
            foreach (var settings in setup.Settings.Where(s => unsupported.All(u => u.Settings != s.Name)))
            {
                if (module.Entry.RefusedBy.Contains(settings.BaseName))
                {
                    refused.Add(new SkippedCases($"{module.Entry.Name} under {settings}", SkipReason.ExpectedRefusal, "the catalog says that these settings refuse this module"));
                }
                else
                {
                    cases.Add(new ComparedCase(setup.Operation.Name, module.Entry.Name.Text, settings.Name));
                }
            }
        }

        return new DuelCases(baseline, candidate, cases, unsupported, refused);
    }

    // Without one of both engines there is nothing to compare.
    private static ExecutionPlan PlanExecution(DuelSetup setup, CancellationToken cancellation)
    {
        EngineBuild[] engines = setup.Candidate.Digest == setup.Baseline.Digest ? [setup.Baseline] : [setup.Baseline, setup.Candidate];
        var plan = ExecutionPlan.Make(setup.CatalogFolder, [setup.Operation], setup.Modules, engines, cancellation);
        return engines.FirstOrDefault(e => !plan.Supports(setup.Operation, e.Label)) is null
            ? plan
            : throw new UsageException(string.Join("; ", plan.Skipped.Where(s => s.Reason == SkipReason.CannotExecute).Select(s => $"{s.What}: {s.Message}")));
    }
}
