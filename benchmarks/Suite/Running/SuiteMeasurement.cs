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
using CompileBench.Measuring.Runs;
using CompileBench.Reporting.Documents.Runs;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Measures the plan of one run, from the preflight to the report. Every finished case is in the journal the moment it ends.</summary>
/// <param name="options">The options.</param>
/// <param name="plan">What to measure.</param>
/// <param name="session">Where records go.</param>
/// <param name="progress">Where progress is told.</param>
/// <param name="asksForMore">Whether a run that has ended is measured further.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class SuiteMeasurement(
    SuiteOptions options, SuitePlan plan, RunSession session, SuiteProgress progress, bool asksForMore, CancellationToken cancellation)
{
    private static readonly TimeSpan InterruptAllowance = TimeSpan.FromMilliseconds(500);

    private readonly List<CaseRecord> _finished = [];
    private BenchmarkSession? _benchmarks;

    /// <summary>Measures what is missing, writes the report and returns the exit code.</summary>
    /// <param name="types">The types of benchmarks.</param>
    /// <param name="arguments">The arguments for BenchmarkDotNet.</param>
    public int Run(IReadOnlyList<Type> types, string[] arguments)
    {
        var artifacts = session.Directory.BenchmarkArtifactsPath;
        var metrics = ModuleProfiles.Write(plan, session.Directory.ProfilesPath, progress.Say);
        using var log = new BenchmarkLog(Path.Combine(artifacts, BenchmarkLog.FileName));
        var config = BenchmarkArguments.Parse(arguments, artifacts, log);
        var wanted = types.Select(BenchmarkIdentity.OperationOf).SelectMany(plan.Cases).Where(Matches(config, types)).ToList();
        var missing = wanted.Where(c => !session.HasFinished(c.Case)).ToList();
        progress.Begin(plan, wanted.Count, missing.Count, session.Directory.Path);
        if (options.MemoryLimit is not null && !ResidentMemory.IsKnown)
        {
            progress.Say("--memory-limit has no effect here: the memory of a compile is measured on Linux only");
        }

        var measuring = Stopwatch.GetTimestamp();
        var cases = MeasuredBefore(wanted).Concat(RunPreflight(missing)).ToDictionary(c => c.Planned.Case);
        var preflight = Stopwatch.GetElapsedTime(measuring);
        _benchmarks = new BenchmarkSession(cases.Values, new SuiteLimits(options.CaseBudget, options.Timeout, options.MemoryLimit), Path.Combine(artifacts, "build"));
        using var stop = cancellation.Register(StopNow);
        var rounds = new SuiteRounds(_benchmarks, session, progress, Goal(config), options.Seed);
        rounds.Run(config, cases.Keys, Finish, Tables, cancellation);
        if (!config.Options.HasFlag(BenchmarkDotNet.Configs.ConfigOptions.KeepBenchmarkFiles))
        {
            _benchmarks.DeleteBuild();
        }

        void Tables() => SuiteSummary.PrintTables(new RunData(session.Manifest, session.Records, metrics));

        var whole = Stopwatch.GetElapsedTime(measuring) - _benchmarks.Building;
        if (missing.Count > 0)
        {
            progress.Say(string.Create(
                CultureInfo.InvariantCulture, $"the preflight took {preflight.TotalSeconds:0.0} s, {100 * (preflight / whole):0}% of preflight and measuring ({whole.TotalSeconds:0.0} s)"));
        }

        return End(wanted, metrics, MeasuredShare.FromRecords(_finished, _benchmarks.Spent, whole), rounds);
    }

    // A run that has ended is measured further only where the command line says how far.
    private RoundGoal Goal(BenchmarkDotNet.Configs.IConfig config) =>
        session.HasEnded && !asksForMore ? new RoundGoal(0, null)
        : options.Rounds is not null || options.TimeLimit is not null ? new RoundGoal(options.Rounds, options.TimeLimit, LongModulesSitOut: options.Rounds is null)
        : BenchmarkSession.LaunchesAskedFor(config) is { } launches ? new RoundGoal(launches, null)
        : new RoundGoal(RoundGoal.DefaultRounds, RoundGoal.DefaultTime, LongModulesSitOut: true);

    // Cases of an earlier session, whose cost their samples tell. One without rounds is from an earlier version and is complete.
    private IEnumerable<(PlannedCase Planned, TimeSpan OneCompile)> MeasuredBefore(IReadOnlyList<PlannedCase> wanted)
    {
        var earlier = session.Records.Where(r => r.Outcome == OutcomeKind.Completed && RoundRecords.RoundsOf(r).Count > 0).ToDictionary(r => r.Case);
        return wanted.Where(c => earlier.ContainsKey(c.Case))
            .Select(c => (c, TimeSpan.FromMicroseconds(earlier[c.Case].Samples.Min(s => s.NanosecondsPerOperation) / 1000)));
    }

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
        progress.BeginPreflight(cases.Count);
        new Preflight(new OperationLimits(options.Timeout, options.MemoryLimit), lanes).Run(
            cases,
            finding =>
            {
                if (finding.OneCompile is { } time)
                {
                    survivors.Add((finding.Planned, time));
                    progress.Counted(finding.Planned.Case, time);
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
            cancellation);
        return survivors;
    }

    private void Finish(CaseRecord record)
    {
        // An interrupt from a terminal reaches the benchmark process, too, which may end before this process is told.
        if (record.Outcome == OutcomeKind.ToolFailed)
        {
            cancellation.WaitHandle.WaitOne(InterruptAllowance);
        }

        // What ends while the run is being stopped was killed, and is measured again.
        if (!cancellation.IsCancellationRequested && session.Add(record))
        {
            _finished.Add(record);
            progress.Finished(record, session.Records);
        }
    }

    private int End(IReadOnlyList<PlannedCase> wanted, IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>> metrics, MeasuredShare? share, SuiteRounds rounds)
    {
        // What never ran has no outcome: it stays out of the journal, so that completing the run measures it.
        var left = wanted.Count(c => !session.HasFinished(c.Case));
        var interrupted = cancellation.IsCancellationRequested;
        session.Update(manifest => manifest with { Skipped = plan.Skipped });
        session.End(isComplete: left == 0 && !interrupted, share?.Timed);
        if (interrupted && rounds.Complete == 0)
        {
            return Interrupted("no round is complete");
        }

        var run = new RunData(session.Manifest, session.Records, metrics);
        var budget = BudgetReport.FromRecords(run.Records, options.Budget);
        var deadline = options.Deadline is { } time ? DeadlineReport.FromRecords(run.Records, time) : null;
        var failures = RunFailures.Count(run.Records, plan.ExpectsRefusal, budget, deadline, plan.ModulesMissing ? 1 : 0);
        SuiteSummary.Print(run, session.Directory, budget, deadline, failures, share);
        if (interrupted)
        {
            return Interrupted($"the report has {rounds.Complete} complete {(rounds.Complete == 1 ? "round" : "rounds")} and what was measured after them");
        }

        if (left > 0)
        {
            progress.Say($"BenchmarkDotNet did not measure {left} of {wanted.Count} cases (its log is in {session.Directory.BenchmarkArtifactsPath}): {session.ResumeHint}");
        }

        if (run.Records.Count(r => r.Outcome == OutcomeKind.ToolFailed) is > 0 and var ours)
        {
            progress.Say($"{ours} cases failed in this tool and not in the engine; to measure them again, {session.ResumeHint}");
        }

        var negative = failures.Any(f => f.Value > 0 && options.FailOn.Contains(f.Key)) || run.Records.Any(r => r.Outcome == OutcomeKind.ToolFailed);
        return negative || left > 0 || wanted.Count == 0 ? ExitCodes.Negative : ExitCodes.Success;
    }

    private int Interrupted(string what)
    {
        progress.Say($"interrupted: {what}; {session.Records.Count} cases are in {session.Directory.JournalPath}; {session.ResumeHint}");
        return ExitCodes.Interrupted;
    }

    // Runs on the signal's thread while BenchmarkDotNet blocks the main one. The session is closed first: the case whose process is killed here did
    // not fail, and must not be recorded as failed. BenchmarkDotNet then soon returns, for nothing more is started; but a build cannot be stopped.
    private void StopNow()
    {
        session.Close();
        _benchmarks?.Stop();
        if (_benchmarks?.IsBuilding == true)
        {
            Interrupted("BenchmarkDotNet was building its program");
            session.Dispose();
            Environment.Exit(ExitCodes.Interrupted);
        }
    }
}
