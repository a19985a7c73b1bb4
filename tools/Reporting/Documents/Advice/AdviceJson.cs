using System.Text.Json;
using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;

namespace CompileBench.Reporting.Documents.Advice;

/// <summary>Advice as JSON. Times are nanoseconds, memory is bytes; what is not known is null.</summary>
public static class AdviceJson
{
    private static readonly JsonSerializerOptions Options = DocumentJson.CreateOptions();

    /// <summary>Advice for one or several modules.</summary>
    /// <param name="engine">The engine's label.</param>
    /// <param name="folder">The advice.</param>
    /// <param name="evidence">The recorded executions.</param>
    /// <param name="found">What a check found of each module; empty where nothing was compiled.</param>
    public static string Write(string engine, FolderAdvice folder, RunTimeEvidence evidence, IReadOnlyList<CheckedCompile> found)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(evidence);
        var question = folder.Modules[0].Advice.Question;
        return JsonSerializer.Serialize(
            new
            {
                Engine = engine,
                question.Demand.Runs,
                question.Demand.Seconds,
                DeadlineNanoseconds = question.Limits.Nanoseconds,
                MemoryBytes = question.Limits.Bytes,
                question.Policy.Margin,
                Settings = folder.Settings,
                TotalNanoseconds = folder.TotalApart,
                RunTimes = evidence.Summaries.Select(s => new
                {
                    s.Settings, s.Ratio, Lower = s.Bounds?.Lower, Upper = s.Bounds?.Upper, Minimum = s.Minimum.Estimate.Ratio, Maximum = s.Maximum.Estimate.Ratio, Modules = s.ModuleCount,
                }),
                Modules = folder.Modules.Select(m => Module(m.Advice, m.Use, found.FirstOrDefault(f => f.Module == m.Advice.Module))),
            },
            Options);
    }

    /// <summary>Advice for a fuzzer.</summary>
    /// <param name="engine">The engine's label.</param>
    /// <param name="advice">The advice.</param>
    /// <param name="bounds">What to bound in the generator.</param>
    public static string Write(string engine, FuzzAdvice advice, IReadOnlyList<ShapeBound> bounds)
    {
        ArgumentNullException.ThrowIfNull(advice);
        return JsonSerializer.Serialize(
            new
            {
                Engine = engine,
                BudgetNanoseconds = advice.Budget.NativeNanoseconds,
                advice.Settings,
                Modules = advice.Modules.Select(m => new
                {
                    Name = m.Module,
                    Settings = m.Compiles.Select(c => new { c.Settings, Verdict = Verdict(c.Verdict), Compile = c.Time }),
                }),
                Bounds = bounds.Select(b => new
                {
                    b.Shape, b.SizeUnit, b.Bound.Size, b.Bound.SetBy, NotTestedBeyond = b.Bound.NotTestedBeyond.Select(t => new { t.Settings, t.Size }),
                }),
                Configuration = Configuration(advice.Settings),
            },
            Options);
    }

    private static object Module(ModuleAdvice advice, SettingCandidate use, CheckedCompile? found) => new
    {
        Name = advice.Module,
        advice.Digest,
        advice.Bytes,
        Use = use.Settings,
        KeepsLimits = advice.Question.Limits.Allow(use),
        advice.Runs,
        RunTimesFrom = advice.RunTimes?.Source.ToString(),
        Settings = advice.Rows.Select(r => new
        {
            r.Settings,
            Compile = r.Prediction.Nanoseconds,
            FirstCompileNanoseconds = r.FirstCompile,
            FirstCompileAtMostNanoseconds = r.Candidate?.CompileAtMost,
            Memory = r.Prediction.AnonymousBytes,
            RunNanoseconds = advice.RunTimes is { } times && times.Runs.TryGetValue(r.Settings, out var run) ? run : (double?)null,
            TotalNanoseconds = r.Candidate?.TotalAfter(advice.Runs),
            KeepsLimits = r.Candidate is { } candidate ? advice.Question.Limits.Allow(candidate) : (bool?)null,
            r.Excluded,
        }),
        Ranges = advice.Ranges.Select(r => new { r.Settings, r.FromRuns }),
        Change = advice.Change is { } change
            ? new { change.Settings, change.ExcessNanoseconds, Functions = change.Functions.Select(f => new { f.Function.Index, f.Function.Name, f.Nanoseconds }), change.Suffices }
            : null,
        Configuration = Configuration(use.Settings),
        Check = found is null ? null : new
        {
            found.Settings, FirstCompileNanoseconds = found.First?.Centre, WallNanoseconds = found.WallNanoseconds, Samples = found.First?.SampleCount ?? 0,
            Deadline = found.Deadline is { } verdict ? Verdict(verdict) : null, PeakBytes = found.Bytes, found.KeepsMemory, found.Fault,
        },
    };

    private static object Configuration(string settings)
    {
        var lines = ConfigurationLines.ForSettings(settings);
        return new { lines.CSharp, lines.Rust, NativeConfig = lines.NeedsNativeConfig ? ConfigurationLines.NativeConfig : [], Warning = ConfigurationLines.WarningFor(settings) };
    }

    private static string Verdict(BudgetVerdict verdict) => verdict switch
    {
        BudgetVerdict.Within => "within",
        BudgetVerdict.Over => "over",
        BudgetVerdict.TooCloseToCall => "tooCloseToCall",
        _ => "unknown",
    };
}
