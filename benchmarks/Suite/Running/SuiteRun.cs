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
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>One run of the suite from fetching to report. Every finished case is in the journal the moment it ends.</summary>
internal sealed class SuiteRun : IDisposable
{
    private readonly SuiteOptions _options;
    private readonly SuitePlan _plan;
    private readonly RunDirectory _directory;
    private readonly JournalWriter _journal;
    private readonly HashSet<MeasuredCase> _done;
    private readonly List<CaseRecord> _records;
    private readonly int _earlier;
    private readonly SuiteProgress _progress;
    private readonly CancellationToken _cancellation;
    private readonly Lock _journalGate = new();
    private RunManifest _manifest;
    private BenchmarkSession? _session;

    private SuiteRun(
        SuiteOptions options, SuitePlan plan, RunDirectory directory, RunManifest manifest, IReadOnlyList<CaseRecord> earlier, SuiteProgress progress, CancellationToken cancellation)
    {
        _options = options;
        _plan = plan;
        _directory = directory;
        _manifest = manifest;
        _journal = new JournalWriter(directory.JournalPath);
        _records = [.. earlier];
        _earlier = earlier.Count;
        _done = [.. earlier.Select(r => r.Case)];
        _progress = progress;
        _cancellation = cancellation;
    }

    /// <summary>Starts a new run and returns the exit code.</summary>
    public static int Start(
        SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<CatalogEntry> entries, IReadOnlyList<EngineBuild> builds, IReadOnlyList<Type> types, string[] arguments, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        var progress = new SuiteProgress(Console.Out);
        entries = ModuleShard.Select(entries, options.Shard);
        try
        {
            var plan = Prepare(options, catalog, entries, builds, progress, cancellation);
            var startedAt = DateTimeOffset.UtcNow;
            var name = RunDirectory.NameFor(startedAt, string.Join("+", builds.Select(b => b.Label)), Environment.MachineName);
            using var directory = RunDirectory.Create(options.Out, name);
            var manifest = RunDescription.Of(Path.GetFileName(directory.Path), startedAt, options, plan, arguments);
            directory.WriteManifest(manifest);
            using var run = new SuiteRun(options, plan, directory, manifest, [], progress, cancellation);
            return run.Measure(types, arguments);
        }
        catch (OperationCanceledException)
        {
            progress.Say("interrupted before anything was measured");
            return ExitCodes.Interrupted;
        }
    }

    /// <summary>Completes an earlier run and returns the exit code.</summary>
    public static int Resume(SuiteOptions options, CancellationToken cancellation)
    {
        using var writing = StopSignals.KeepResult();
        var progress = new SuiteProgress(Console.Out);
        using var directory = RunDirectory.OpenForMeasuring(options.Resume!);
        PlanFile.ReturnToStart(PlanPath(directory));
        var manifest = directory.ReadManifest();
        var journal = JournalReader.Read(directory.JournalPath);
        foreach (var notice in journal.Notices)
        {
            progress.Say(notice);
        }

        var (resumed, arguments) = RunDescription.OptionsOf(manifest, options);
        try
        {
            var catalog = ModuleCatalog.Load();
            var entries = ModuleShard.Select(ModuleSelection.Select(catalog, resumed.Suite, resumed.Modules), resumed.Shard);
            var builds = EngineSelection.Resolve(resumed.Engines, cancellation: cancellation);

            // What was asked for and not what could be had then: a module whose package is back is measured now.
            SuiteParameters.Current = SuiteParameters.ForPlan(entries, resumed.Settings, builds);
            var matching = BenchmarkArguments.Parse(arguments, Path.GetTempPath());
            var types = BenchmarkIdentity.SuiteTypes.Where(type => BenchmarkSession.Match(matching, type).Count > 0).ToList();
            BenchmarkSession.CheckOptimized(matching, types);
            var plan = Prepare(resumed, catalog, entries, builds, progress, cancellation);
            RunDescription.CheckSame(manifest, plan);
            using var run = new SuiteRun(resumed, plan, directory, manifest with { EndedAt = null, Modules = plan.Modules }, journal.KeptOnResume, progress, cancellation);
            return run.Measure(types, arguments);
        }
        catch (OperationCanceledException)
        {
            progress.Say("interrupted before anything was measured");
            return ExitCodes.Interrupted;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _journal.Dispose();

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
        _plan.File.Publish(PlanPath(_directory));
        var metrics = ModuleProfiles.Write(_plan, _directory.ProfilesPath, _progress.Say);
        var operations = types.Select(BenchmarkIdentity.OperationOf);
        RunFolder.Prepare(_directory.BenchmarkArtifactsPath);
        using var log = new BenchmarkLog(Path.Combine(_directory.BenchmarkArtifactsPath, "benchmarkdotnet.log"));
        var config = BenchmarkArguments.Parse(arguments, _directory.BenchmarkArtifactsPath, log);
        var wanted = operations.SelectMany(_plan.Cases).Where(Matches(config, types)).ToList();
        var missing = wanted.Where(c => !_done.Contains(c.Case)).ToList();
        _progress.Begin(_plan, wanted.Count, missing.Count, _directory.Path);
        if (_options.MemoryLimit is not null && !ResidentMemory.IsKnown)
        {
            _progress.Say("--memory-limit holds nothing here: what a compile takes is measured on Linux only");
        }

        var measuring = Stopwatch.GetTimestamp();
        var survivors = TakePreflight(missing);
        var census = Stopwatch.GetElapsedTime(measuring);
        var limits = new SuiteLimits(_options.CaseBudget, _options.Timeout, _options.MemoryLimit);
        _session = new BenchmarkSession(survivors, limits);
        using var stop = _cancellation.Register(StopNow);
        _progress.BeginMeasuring(survivors.Select(s => (s.Planned.Case, s.OneCompile, _session.PlanOf(s.Planned.Case))));
        foreach (var type in types)
        {
            _session.Run(config, type, Finish);
        }

        return End(wanted, metrics, Stopwatch.GetElapsedTime(measuring) - _session.Building, census, missing.Count > 0);
    }

    private static string PlanPath(RunDirectory directory) => Path.Combine(directory.Path, "plan.json");

    // Which of the planned cases the user's filter means: BenchmarkDotNet's own glob decides.
    private static Func<PlannedCase, bool> Matches(BenchmarkDotNet.Configs.IConfig config, IReadOnlyList<Type> types)
    {
        var matched = types.SelectMany(type => BenchmarkSession.Match(config, type)).Select(BenchmarkIdentity.CaseOf).ToHashSet();
        return planned => matched.Contains(planned.Case);
    }

    private List<(PlannedCase Planned, TimeSpan OneCompile)> TakePreflight(IReadOnlyList<PlannedCase> cases)
    {
        var survivors = new List<(PlannedCase, TimeSpan)>();
        var lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);
        _progress.BeginPreflight(cases.Count);
        new Preflight(new OperationLimits(_options.Timeout, _options.MemoryLimit), lanes).Take(
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
                    });
                }
            },
            _cancellation);
        return survivors;
    }

    private void Finish(CaseRecord record)
    {
        lock (_journalGate)
        {
            _journal.Append(record);
            _records.Add(record);
            _done.Add(record.Case);
            _progress.Finished(record, _records);
        }
    }

    private int End(
        IReadOnlyList<PlannedCase> wanted, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, TimeSpan measuring, TimeSpan census, bool measuredNow)
    {
        // What never ran has no outcome: it stays out of the journal, so that completing the run measures it.
        var left = wanted.Count(c => !_done.Contains(c.Case));
        var share = MeasuredShare.Of(_records.Skip(_earlier), measuring) ?? _manifest.MeasuredShare;
        _manifest = _manifest with { EndedAt = left > 0 ? null : DateTimeOffset.UtcNow, MeasuredShare = share, Skipped = _plan.Skipped };
        _directory.WriteManifest(_manifest);
        var failed = _records.Any(r => r.Outcome != OutcomeKind.Completed && !(r.Outcome == OutcomeKind.Rejected && _plan.ExpectsRefusal(r.Case)));
        var run = new RunData(_manifest, _records, metrics);
        var budget = BudgetReport.FromRecords(run.Records, _options.Budget);
        if (measuredNow)
        {
            _progress.Say(string.Create(
                CultureInfo.InvariantCulture, $"the census took {census.TotalSeconds:0.0} s, {census / measuring:P0} of census and measuring ({measuring.TotalSeconds:0.0} s)"));
        }

        SuiteSummary.Print(run, _directory, budget);
        if (left > 0)
        {
            _progress.Say($"BenchmarkDotNet left {left} of {wanted.Count} cases out (its log is in {_directory.BenchmarkArtifactsPath}): go on with --resume {_directory.Path}");
        }

        failed |= _options.FailOverBudget && budget.Over.Count > 0;
        return failed || left > 0 || _plan.ModulesMissing || wanted.Count == 0 ? 1 : 0;
    }

    private void StopNow()
    {
        // Runs on the signal's thread while BenchmarkDotNet blocks the main one: nothing it does can be awaited, so the process ends here.
        // The journal is taken first: the case whose process is killed here did not fail, and must not be recorded as if it had.
        lock (_journalGate)
        {
            _session?.KillCurrent();
            _journal.Dispose();
            _progress.Say($"interrupted: {_done.Count} finished cases are in {_directory.JournalPath}; go on with --resume {_directory.Path}");
            _directory.Dispose();
            Environment.Exit(ExitCodes.Interrupted);
        }
    }

    private sealed class FetchLines(SuiteProgress progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => progress.Say(value.Text);
    }
}
