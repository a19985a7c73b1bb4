using System.Diagnostics;
using System.Globalization;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.CommandLine;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>One run of the suite from fetching to report. Every finished case is in the journal the moment it ends.</summary>
internal sealed class SuiteRun
{
    private readonly SuiteOptions _options;
    private readonly SuitePlan _plan;
    private readonly RunSession _session;
    private readonly SuiteProgress _progress;
    private readonly CancellationToken _cancellation;
    private BenchmarkSession? _benchmarks;

    private SuiteRun(SuiteOptions options, SuitePlan plan, RunSession session, SuiteProgress progress, CancellationToken cancellation)
    {
        _options = options;
        _plan = plan;
        _session = session;
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Starts a new run and returns the exit code.</summary>
    public static int Start(
        SuiteOptions options,
        ModuleCatalog catalog,
        IReadOnlyList<CatalogEntry> entries,
        IReadOnlyList<EngineBuild> builds,
        IReadOnlyList<Type> types,
        string[] arguments,
        CancellationToken cancellation) => UntilInterrupted(progress =>
        {
            var plan = Prepare(options, catalog, ModuleShard.Select(entries, options.Shard), builds, progress, cancellation);
            using var session = RunSession.Start(options.Out, RunDescription.ManifestFor(options, plan, arguments));
            plan.File.Publish(PlanPath(session));
            return new SuiteRun(options, plan, session, progress, cancellation).Measure(types, arguments);
        });

    /// <summary>Completes an earlier run and returns the exit code.</summary>
    public static int Resume(SuiteOptions now, CancellationToken cancellation) => UntilInterrupted(progress =>
    {
        using var session = RunSession.Resume(now.Resume!, RunKind.Suite, now.Machine, cancellation);
        foreach (var notice in session.Notices)
        {
            progress.Say(notice);
        }

        var start = PlanFile.StartOf(PlanPath(session));
        var (options, arguments) = RunDescription.OptionsFrom(session.Manifest, now, start);
        var builds = ResumedEngines.Resolve(session.Manifest, now.Engines, null, cancellation);
        var catalog = ModuleCatalog.Load();
        var entries = ModuleShard.Select(ModuleSelection.Select(catalog, options.Suite, options.Modules), options.Shard);

        // What was asked for and not what could be obtained then: a module whose package is back is measured now.
        SuiteParameters.Current = SuiteParameters.ForPlan(entries, options.Settings, builds);
        var matching = BenchmarkArguments.Parse(arguments, Path.GetTempPath());
        var types = BenchmarkIdentity.SuiteTypes.Where(type => BenchmarkSession.Match(matching, type).Count > 0).ToList();
        BenchmarkSession.CheckOptimized(matching, types);
        var plan = Prepare(options, catalog, entries, builds, progress, cancellation);
        RunDescription.CheckSameModules(session.Manifest, plan);
        (start is null ? plan.File : plan.File with { StartedIn = start }).Publish(PlanPath(session));
        session.Update(manifest => manifest with { Modules = plan.Modules });
        return new SuiteRun(options, plan, session, progress, cancellation).Measure(types, arguments);
    });

    // What a signal ends before anything is measured has nothing to keep.
    private static int UntilInterrupted(Func<SuiteProgress, int> run)
    {
        using var writing = StopSignals.KeepResult();
        var progress = new SuiteProgress(Console.Out);
        try
        {
            return run(progress);
        }
        catch (OperationCanceledException)
        {
            progress.Say("interrupted before anything was measured");
            return ExitCodes.Interrupted;
        }
    }

    private static SuitePlan Prepare(
        SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<CatalogEntry> entries, IReadOnlyList<EngineBuild> builds, SuiteProgress progress, CancellationToken cancellation)
    {
        var fetcher = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser());
        // No task may be awaited here: BenchmarkDotNet must later be called from this very thread.
        var fetched = fetcher.FetchAsync(entries, new FetchLines(progress), cancellation).GetAwaiter().GetResult();
        var plan = SuitePlan.Make(options, fetched, builds, cancellation);
        foreach (var skipped in plan.Skipped)
        {
            progress.Say($"not measured: {skipped.What}: {skipped.Message}");
        }

        return plan;
    }

    private int Measure(IReadOnlyList<Type> types, string[] arguments)
    {
        var artifacts = _session.Directory.BenchmarkArtifactsPath;
        var metrics = ModuleProfiles.Write(_plan, _session.Directory.ProfilesPath, _progress.Say);
        RunFolder.Prepare(artifacts);
        using var log = new BenchmarkLog(Path.Combine(artifacts, "benchmarkdotnet.log"));
        var config = BenchmarkArguments.Parse(arguments, artifacts, log);
        var wanted = types.Select(BenchmarkIdentity.OperationOf).SelectMany(_plan.Cases).Where(Matches(config, types)).ToList();
        var missing = wanted.Where(c => !_session.HasFinished(c.Case)).ToList();
        _progress.Begin(_plan, wanted.Count, missing.Count, _session.Directory.Path);
        if (_options.MemoryLimit is not null && !ResidentMemory.IsKnown)
        {
            _progress.Say("--memory-limit has no effect here: the memory of a compile is measured on Linux only");
        }

        var measuring = Stopwatch.GetTimestamp();
        var survivors = RunPreflight(missing);
        var preflight = Stopwatch.GetElapsedTime(measuring);
        _benchmarks = new BenchmarkSession(survivors, new SuiteLimits(_options.CaseBudget, _options.Timeout, _options.MemoryLimit), Path.Combine(artifacts, "build"));
        using var stop = _cancellation.Register(StopNow);
        _progress.BeginMeasuring(survivors.Select(s => (s.Planned.Case, s.OneCompile, _benchmarks.PlanOf(s.Planned.Case))));
        foreach (var type in types)
        {
            _benchmarks.Run(config, type, Finish);
        }

        var whole = Stopwatch.GetElapsedTime(measuring) - _benchmarks.Building;
        if (missing.Count > 0)
        {
            _progress.Say(string.Create(
                CultureInfo.InvariantCulture, $"the preflight took {preflight.TotalSeconds:0.0} s, {preflight / whole:P0} of preflight and measuring ({whole.TotalSeconds:0.0} s)"));
        }

        return End(wanted, metrics, MeasuredShare.FromRecords(_session.Records.Skip(_session.Earlier.Count), whole));
    }

    private static string PlanPath(RunSession session) => Path.Combine(session.Directory.Path, "plan.json");

    // Which of the planned cases the user's filter means: BenchmarkDotNet's own glob decides.
    private static Func<PlannedCase, bool> Matches(BenchmarkDotNet.Configs.IConfig config, IReadOnlyList<Type> types)
    {
        var matched = types.SelectMany(type => BenchmarkSession.Match(config, type)).Select(BenchmarkIdentity.CaseOf).ToHashSet();
        return planned => matched.Contains(planned.Case);
    }

    private List<(PlannedCase Planned, TimeSpan OneCompile)> RunPreflight(IReadOnlyList<PlannedCase> cases)
    {
        var survivors = new List<(PlannedCase, TimeSpan)>();
        var lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);
        _progress.BeginPreflight(cases.Count);
        new Preflight(new OperationLimits(_options.Timeout, _options.MemoryLimit), lanes).Run(
            cases,
            finding =>
            {
                if (finding.OneCompile is { } time)
                {
                    survivors.Add((finding.Planned, time));
                    _progress.Counted(finding.Planned.Case, time);
                }
                else
                {
                    Finish(finding.Planned.Record(finding.Outcome.Kind, finding.StartedAt) with
                    {
                        Message = finding.Outcome.Message,
                        Samples = finding.Outcome.Samples,
                        PeakNativeBytes = finding.Outcome.PeakNativeBytes,
                        PeakAnonymousBytes = finding.Outcome.PeakAnonymous?.Lower,
                    });
                }
            },
            _cancellation);
        return survivors;
    }

    private void Finish(CaseRecord record)
    {
        // What ends while the run is being stopped was killed, and is measured again.
        if (!_cancellation.IsCancellationRequested && _session.Add(record))
        {
            _progress.Finished(record, _session.Records);
        }
    }

    private int End(IReadOnlyList<PlannedCase> wanted, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, double? share)
    {
        // What never ran has no outcome: it stays out of the journal, so that completing the run measures it.
        var left = wanted.Count(c => !_session.HasFinished(c.Case));
        _session.Update(manifest => manifest with { Skipped = _plan.Skipped });
        _session.End(isComplete: left == 0, share);
        var run = new RunData(_session.Manifest, _session.Records, metrics);
        var budget = BudgetReport.FromRecords(run.Records, _options.Budget);
        SuiteSummary.Print(run, _session.Directory, budget);
        if (left > 0)
        {
            _progress.Say($"BenchmarkDotNet did not measure {left} of {wanted.Count} cases (its log is in {_session.Directory.BenchmarkArtifactsPath}): {_session.ResumeHint}");
        }

        if (run.Records.Count(r => r.Outcome == OutcomeKind.ToolFailed) is > 0 and var ours)
        {
            _progress.Say($"{ours} cases failed in this tool and not in the engine; to measure them again, {_session.ResumeHint}");
        }

        var failed = run.Records.Any(r => r.Outcome != OutcomeKind.Completed && !(r.Outcome == OutcomeKind.Rejected && _plan.ExpectsRefusal(r.Case)));
        var overBudget = _options.FailOverBudget && budget.Over.Count > 0;
        return failed || overBudget || left > 0 || _plan.ModulesMissing || wanted.Count == 0 ? ExitCodes.Negative : ExitCodes.Success;
    }

    // Runs on the signal's thread while BenchmarkDotNet blocks the main one: nothing that BenchmarkDotNet does can be awaited, so the process ends
    // here. The session is closed first: the case whose process is killed here did not fail, and must not be recorded as failed.
    private void StopNow()
    {
        _session.Close();
        _benchmarks?.KillCurrent();
        _progress.Say($"interrupted: {_session.Records.Count} finished cases are in {_session.Directory.JournalPath}; {_session.ResumeHint}");
        _session.Dispose();
        Environment.Exit(ExitCodes.Interrupted);
    }

    private sealed class FetchLines(SuiteProgress progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => progress.Say(value.Text);
    }
}
