using System.Diagnostics;
using System.Globalization;
using CompileBench.Analysis.Policy;
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
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>One run of the suite from fetching to report. Every finished case is in the journal the moment it ends.</summary>
internal sealed class SuiteRun
{
    private static readonly TimeSpan InterruptAllowance = TimeSpan.FromMilliseconds(500);

    private readonly SuiteOptions _options;
    private readonly SuitePlan _plan;
    private readonly RunSession _session;
    private readonly SuiteProgress _progress;
    private readonly CancellationToken _cancellation;
    private readonly bool _asksForMore;
    private readonly List<CaseRecord> _finished = [];
    private BenchmarkSession? _benchmarks;

    private SuiteRun(SuiteOptions options, SuitePlan plan, RunSession session, SuiteProgress progress, bool asksForMore, CancellationToken cancellation)
    {
        _asksForMore = asksForMore;
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
        ShardedModules modules,
        IReadOnlyList<EngineBuild> builds,
        IReadOnlyList<Type> types,
        string[] arguments,
        CancellationToken cancellation) => UntilInterrupted(progress =>
        {
            var folder = UsableFolders.PrepareRuns(options.Out);
            var plan = Prepare(options, catalog, modules.Entries, types, builds, progress, cancellation);
            using var session = RunSession.Start(folder, RunDescription.ManifestFor(options, plan, arguments) with { Shard = modules.Shard });
            Publish(plan.File, session);
            if (modules.Shard is { } shard)
            {
                progress.Say(ShardedModules.Describe(shard));
            }

            return new SuiteRun(options, plan, session, progress, asksForMore: false, cancellation).Measure(types, arguments);
        });

    /// <summary>Compiles each case once without a run and returns the exit code.</summary>
    public static int RunPreflightOnly(
        SuiteOptions options, ModuleCatalog catalog, ShardedModules modules, IReadOnlyList<EngineBuild> builds, IReadOnlyList<Type> types, CancellationToken cancellation)
    {
        var plan = Prepare(options, catalog, modules.Entries, types, builds, new SuiteProgress(Console.Error), cancellation);
        return PreflightOnly.Run(options, plan, types, cancellation);
    }

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
        ChooseInput(options);
        var builds = ResumedEngines.Resolve(session.Manifest, now.Engines, null, cancellation);
        var catalog = ModuleCatalog.Load();
        var modules = ShardedModules.Select(catalog, ModuleSelection.Select(catalog, options.Suite, options.Modules), options.Shard, options.Settings.Count * builds.Count);
        modules.CheckSamePlan(session.Manifest);

        // What was asked for and not what could be obtained then: a module whose package is back is measured now.
        SuiteParameters.Current = SuiteParameters.ForPlan(modules.Entries, options.Settings, builds);
        var matching = BenchmarkArguments.Parse(arguments, Path.GetTempPath());
        var types = BenchmarkIdentity.SuiteTypes.Where(type => BenchmarkSession.Match(matching, type).Count > 0).ToList();
        BenchmarkSession.CheckOptimized(matching, types);
        var plan = Prepare(options, catalog, modules.Entries, types, builds, progress, cancellation);
        RunDescription.CheckSameModules(session.Manifest, plan);
        Publish(start is null ? plan.File : plan.File with { StartedIn = start }, session);
        session.Update(manifest => manifest with { Modules = plan.Modules });
        return new SuiteRun(options, plan, session, progress, now.Rounds is not null || now.TimeLimit is not null, cancellation).Measure(types, arguments);
    });

    /// <summary>Tells the processes that execute programs, which inherit this environment, which input of Sightglass' programs to use.</summary>
    public static void ChooseInput(SuiteOptions options) =>
        Environment.SetEnvironmentVariable(SightglassConvention.SmallWorkloadVariable, options.SmallWorkloads ? "1" : null);

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
        SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<CatalogEntry> entries, IReadOnlyList<Type> types, IReadOnlyList<EngineBuild> builds, SuiteProgress progress, CancellationToken cancellation)
    {
        var fetcher = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser());
        // No task may be awaited here: BenchmarkDotNet must later be called from this very thread.
        var fetched = fetcher.FetchAsync(entries, new FetchLines(progress), cancellation).GetAwaiter().GetResult();
        var plan = SuitePlan.Make(options, catalog.Folder, [.. types.Select(BenchmarkIdentity.OperationOf)], fetched, builds, cancellation);
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
        using var log = new BenchmarkLog(Path.Combine(artifacts, BenchmarkLog.FileName));
        var config = BenchmarkArguments.Parse(arguments, artifacts, log);
        var wanted = types.Select(BenchmarkIdentity.OperationOf).SelectMany(_plan.Cases).Where(Matches(config, types)).ToList();
        var missing = wanted.Where(c => !_session.HasFinished(c.Case)).ToList();
        _progress.Begin(_plan, wanted.Count, missing.Count, _session.Directory.Path);
        if (_options.MemoryLimit is not null && !ResidentMemory.IsKnown)
        {
            _progress.Say("--memory-limit has no effect here: the memory of a compile is measured on Linux only");
        }

        var measuring = Stopwatch.GetTimestamp();
        var cases = MeasuredBefore(wanted).Concat(RunPreflight(missing)).ToDictionary(c => c.Planned.Case);
        var preflight = Stopwatch.GetElapsedTime(measuring);
        _benchmarks = new BenchmarkSession(cases.Values, new SuiteLimits(_options.CaseBudget, _options.Timeout, _options.MemoryLimit), Path.Combine(artifacts, "build"));
        using var stop = _cancellation.Register(StopNow);
        var rounds = new SuiteRounds(_benchmarks, _session, _progress, Goal(config), _options.Seed);
        rounds.Run(config, cases.Keys, Finish, Tables, _cancellation);
        if (!config.Options.HasFlag(BenchmarkDotNet.Configs.ConfigOptions.KeepBenchmarkFiles))
        {
            _benchmarks.DeleteBuild();
        }

        void Tables() => SuiteSummary.PrintTables(new RunData(_session.Manifest, _session.Records, metrics));

        var whole = Stopwatch.GetElapsedTime(measuring) - _benchmarks.Building;
        if (missing.Count > 0)
        {
            _progress.Say(string.Create(
                CultureInfo.InvariantCulture, $"the preflight took {preflight.TotalSeconds:0.0} s, {100 * (preflight / whole):0}% of preflight and measuring ({whole.TotalSeconds:0.0} s)"));
        }

        return End(wanted, metrics, MeasuredShare.FromRecords(_finished, _benchmarks.Spent, whole), rounds);
    }

    // A run that has ended is measured further only where the command line says how far.
    private RoundGoal Goal(BenchmarkDotNet.Configs.IConfig config) =>
        _session.HasEnded && !_asksForMore ? new RoundGoal(0, null)
        : _options.Rounds is not null || _options.TimeLimit is not null ? new RoundGoal(_options.Rounds, _options.TimeLimit, LongModulesSitOut: _options.Rounds is null)
        : BenchmarkSession.LaunchesAskedFor(config) is { } launches ? new RoundGoal(launches, null)
        : new RoundGoal(RoundGoal.DefaultRounds, RoundGoal.DefaultTime, LongModulesSitOut: true);

    // Cases of an earlier session, whose cost their samples tell. One without rounds is from an earlier version and is complete.
    private IEnumerable<(PlannedCase Planned, TimeSpan OneCompile)> MeasuredBefore(IReadOnlyList<PlannedCase> wanted)
    {
        var earlier = _session.Records.Where(r => r.Outcome == OutcomeKind.Completed && RoundRecords.RoundsOf(r).Count > 0).ToDictionary(r => r.Case);
        return wanted.Where(c => earlier.ContainsKey(c.Case))
            .Select(c => (c, TimeSpan.FromMicroseconds(earlier[c.Case].Samples.Min(s => s.NanosecondsPerOperation) / 1000)));
    }

    private static void Publish(PlanFile plan, RunSession session)
    {
        RunFolder.Prepare(session.Directory.BenchmarkArtifactsPath);
        (plan with { Reference = ReferencePlan.WriteModule(session.Directory.BenchmarkArtifactsPath) }).Publish(PlanPath(session));
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
        if (cases.Count == 0)
        {
            return survivors;
        }

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
        // An interrupt from a terminal reaches the benchmark process, too, which may end before this process is told.
        if (record.Outcome == OutcomeKind.ToolFailed)
        {
            _cancellation.WaitHandle.WaitOne(InterruptAllowance);
        }

        // What ends while the run is being stopped was killed, and is measured again.
        if (!_cancellation.IsCancellationRequested && _session.Add(record))
        {
            _finished.Add(record);
            _progress.Finished(record, _session.Records);
        }
    }

    private int End(IReadOnlyList<PlannedCase> wanted, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, MeasuredShare? share, SuiteRounds rounds)
    {
        // What never ran has no outcome: it stays out of the journal, so that completing the run measures it.
        var left = wanted.Count(c => !_session.HasFinished(c.Case));
        var interrupted = _cancellation.IsCancellationRequested;
        _session.Update(manifest => manifest with { Skipped = _plan.Skipped });
        _session.End(isComplete: left == 0 && !interrupted, share?.Timed);
        if (interrupted && rounds.Complete == 0)
        {
            return Interrupted("no round is complete");
        }

        var run = new RunData(_session.Manifest, _session.Records, metrics);
        var budget = BudgetReport.FromRecords(run.Records, _options.Budget);
        var deadline = _options.Deadline is { } time ? DeadlineReport.FromRecords(run.Records, time) : null;
        var failures = RunFailures.Count(run.Records, _plan.ExpectsRefusal, budget, deadline, _plan.ModulesMissing ? 1 : 0);
        SuiteSummary.Print(run, _session.Directory, budget, deadline, failures, share);
        if (interrupted)
        {
            return Interrupted($"the report has {rounds.Complete} complete {(rounds.Complete == 1 ? "round" : "rounds")} and what was measured after them");
        }

        if (left > 0)
        {
            _progress.Say($"BenchmarkDotNet did not measure {left} of {wanted.Count} cases (its log is in {_session.Directory.BenchmarkArtifactsPath}): {_session.ResumeHint}");
        }

        if (run.Records.Count(r => r.Outcome == OutcomeKind.ToolFailed) is > 0 and var ours)
        {
            _progress.Say($"{ours} cases failed in this tool and not in the engine; to measure them again, {_session.ResumeHint}");
        }

        var negative = failures.Any(f => f.Value > 0 && _options.FailOn.Contains(f.Key)) || run.Records.Any(r => r.Outcome == OutcomeKind.ToolFailed);
        return negative || left > 0 || wanted.Count == 0 ? ExitCodes.Negative : ExitCodes.Success;
    }

    private int Interrupted(string what)
    {
        _progress.Say($"interrupted: {what}; {_session.Records.Count} cases are in {_session.Directory.JournalPath}; {_session.ResumeHint}");
        return ExitCodes.Interrupted;
    }

    // Runs on the signal's thread while BenchmarkDotNet blocks the main one. The session is closed first: the case whose process is killed here did
    // not fail, and must not be recorded as failed. BenchmarkDotNet then soon returns, for nothing more is started; but a build cannot be stopped.
    private void StopNow()
    {
        _session.Close();
        _benchmarks?.Stop();
        if (_benchmarks?.IsBuilding == true)
        {
            Interrupted("BenchmarkDotNet was building its program");
            _session.Dispose();
            Environment.Exit(ExitCodes.Interrupted);
        }
    }

    private sealed class FetchLines(SuiteProgress progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => progress.Say(value.Text);
    }
}
