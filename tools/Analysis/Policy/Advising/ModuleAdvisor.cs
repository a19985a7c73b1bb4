using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Prediction;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>Turns predictions and recorded run times into advice. Pure: the same input gives the same advice.</summary>
/// <param name="question">What is asked.</param>
/// <param name="runTimes">The recorded executions.</param>
/// <param name="firstCompile">What the first compile of a process costs.</param>
/// <param name="host">How fast the host is under a setting; null for the machine of the records.</param>
public sealed class ModuleAdvisor(AdviceQuestion question, RunTimeEvidence runTimes, FirstCompileCost firstCompile, Func<string, HostFactor>? host = null)
{
    /// <summary>Advises on one module.</summary>
    /// <param name="module">The module's name.</param>
    /// <param name="digest">SHA-256 of its bytes, <c>sha256:…</c>.</param>
    /// <param name="prediction">What its compiles are predicted to cost.</param>
    /// <param name="excluded">Settings that cannot be chosen, each with the reason in a few words.</param>
    /// <param name="measuredRuns">Nanoseconds of one run by settings' name, measured for this advice; null where nothing was measured.</param>
    /// <returns>The advice; null where no setting can be chosen.</returns>
    public ModuleAdvice? Advise(
        string module, string digest, ModulePrediction prediction, IReadOnlyDictionary<string, string> excluded, IReadOnlyDictionary<string, double>? measuredRuns = null)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(excluded);
        var times = ModuleRunTimes.Find(runTimes, digest, measuredRuns, question.RunNanoseconds);
        var runs = times is null ? 0 : question.Demand.ToRuns(times.Baseline);
        AdviceRow[] rows = [.. prediction.Settings.Select(s => Row(s, excluded.GetValueOrDefault(s.Settings), times, runs))];
        SettingCandidate[] candidates = [.. rows.Select(r => r.Candidate).OfType<SettingCandidate>()];
        return candidates.Length == 0
            ? null
            : new ModuleAdvice(module, digest, prediction.Bytes, question, runs, times, rows, question.Policy.Choose(candidates, runs, question.Limits));
    }

    private AdviceRow Row(SettingPrediction prediction, string? excluded, ModuleRunTimes? times, double runs)
    {
        var factor = host?.Invoke(prediction.Settings).Factor ?? 1;
        var run = times?.Runs.GetValueOrDefault(prediction.Settings) ?? 0;
        excluded ??= prediction.Nanoseconds is null ? "no time is predicted" : runs > 0 && run <= 0 ? "its run time is not known" : null;
        var candidate = excluded is not null ? null : new SettingCandidate(prediction.Settings, prediction.Nanoseconds!.Mean, run)
        {
            CompileAtMost = firstCompile.First(prediction.Settings, prediction.Nanoseconds.Upper90, factor),
            BytesAtMost = prediction.AnonymousBytes?.Upper90,
        };
        return new AdviceRow(prediction.Settings, prediction, candidate, excluded)
        {
            FirstCompile = prediction.Nanoseconds is { } time ? firstCompile.First(prediction.Settings, time.Value, factor) : null,
        };
    }
}
