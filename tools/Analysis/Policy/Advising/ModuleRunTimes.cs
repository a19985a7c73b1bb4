using CompileBench.Analysis.Policy.Costs;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Advising;

/// <summary>Where the run times of a module come from.</summary>
public enum RunTimeSource
{
    /// <summary>The module's workload was executed for this advice.</summary>
    Measured,

    /// <summary>A recorded run executed the module.</summary>
    Recorded,

    /// <summary>The geometric means of other modules, since this one was not executed.</summary>
    OtherModules,
}

/// <summary>The time of one run of a module under each setting.</summary>
/// <param name="Source">Where the times come from. A setting without a time of the module itself has the mean of other modules.</param>
/// <param name="Baseline">Nanoseconds of one run under the default settings.</param>
/// <param name="Runs">Nanoseconds of one run by settings' name; settings of which nothing is known are left out.</param>
public sealed record ModuleRunTimes(RunTimeSource Source, double Baseline, IReadOnlyDictionary<string, double> Runs)
{
    /// <summary>Finds the run times of a module: measured ones first, then recorded ones, then the means of other modules; null where there is no evidence at all.</summary>
    /// <param name="evidence">The recorded executions.</param>
    /// <param name="digest">SHA-256 of the module's bytes, <c>sha256:…</c>.</param>
    /// <param name="measured">Nanoseconds of one run by settings' name, as measured for this advice; null where nothing was measured.</param>
    /// <param name="runNanoseconds">How long one run takes under the default settings; null to take it from the evidence.</param>
    public static ModuleRunTimes? Find(RunTimeEvidence evidence, string digest, IReadOnlyDictionary<string, double>? measured, double? runNanoseconds)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        if (measured is not null && measured.TryGetValue(SettingNames.Baseline, out var baseline))
        {
            return FromOwn(RunTimeSource.Measured, evidence, measured, baseline, runNanoseconds);
        }

        if (evidence.Find(digest) is { } executed)
        {
            var own = executed.Runs.ToDictionary(r => r.Key, r => r.Value.Centre, StringComparer.Ordinal);
            return FromOwn(RunTimeSource.Recorded, evidence, own, own[SettingNames.Baseline], runNanoseconds);
        }

        return evidence.TypicalRun is { } typical ? FromOwn(RunTimeSource.OtherModules, evidence, new Dictionary<string, double>(), 1, runNanoseconds ?? typical) : null;
    }

    // Where a person says how long a run takes, the module's own times give the ratios.
    private static ModuleRunTimes FromOwn(RunTimeSource source, RunTimeEvidence evidence, IReadOnlyDictionary<string, double> own, double baseline, double? runNanoseconds)
    {
        var unit = runNanoseconds ?? baseline;
        var runs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var settings in own.Keys.Union(evidence.Summaries.Select(s => s.Settings)).Append(SettingNames.Baseline))
        {
            if ((own.TryGetValue(settings, out var time) ? time / baseline : evidence.Ratio(settings)) is { } ratio)
            {
                runs[settings] = unit * ratio;
            }
        }

        return new ModuleRunTimes(source, unit, runs);
    }
}
