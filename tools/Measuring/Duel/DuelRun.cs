using System.Diagnostics;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Analysis.Comparison.Duel.Blocks;
using CompileBench.Engines.Hosting;
using CompileBench.Engines.Operations;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two engines measured live, in pairs, until every verdict is reached or the time is up. <see cref="BlockDuel"/> gives the blocks of each round and judges
/// them; this class has them measured and watches the clock. Where an engine fails on a case, only that case is given up.
/// </summary>
public sealed class DuelRun
{
    private readonly DuelSetup _setup;
    private readonly DuelCases _cases;
    private readonly RunSession _session;
    private readonly IProgress<DuelProgress>? _progress;
    private readonly long _began;
    private readonly Dictionary<string, ModuleFetchResult.Available> _modules;

    private DuelRun(DuelSetup setup, DuelCases cases, RunSession session, IProgress<DuelProgress>? progress, long began)
    {
        (_setup, _cases, _session, _progress, _began) = (setup, cases, session, progress, began);
        _modules = setup.Modules.ToDictionary(m => m.Entry.Name.Text);
    }

    /// <summary>Whether this system says how much memory a compile took at its peak.</summary>
    public static bool MeasuresMemory => ResidentMemory.OwnPeak() is not null;

    private static bool MeasuresCpu => ThreadCpuClock.Now() is not null;

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>Probes the engines, measures and judges.</summary>
    /// <param name="setup">What is to be settled.</param>
    /// <param name="progress">Told how far it is; null for none.</param>
    /// <param name="cancellation">Asks to stop: what is known by then is the result.</param>
    /// <exception cref="CompileBench.Engines.Native.EngineUnavailableException">An engine cannot be used at all.</exception>
    /// <exception cref="UsageException">No case is left to judge, or a metric cannot be measured here.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop before anything was measured.</exception>
    public static DuelResult Run(DuelSetup setup, IProgress<DuelProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        var began = Stopwatch.GetTimestamp();
        var cases = FindCases(setup, cancellation);
        using var session = RunSession.Start(setup.RunsFolder, DuelDescription.ManifestFor(setup, cases));
        StartFolder.Keep(session.Directory.Path);
        return new DuelRun(setup, cases, session, progress, began).Measure(cancellation);
    }

    /// <summary>
    /// Completes a duel that was interrupted or killed: its finished blocks and counts are kept, and it goes on where its plan left off, with its
    /// whole time once more. A duel that has ended is not resumed: whether it goes on must not depend on what it said.
    /// </summary>
    /// <param name="resume">The run, and what the command line says about it.</param>
    /// <param name="progress">Told how far it is; null for none.</param>
    /// <param name="notify">Told each line for people about the earlier run.</param>
    /// <param name="cancellation">Asks to stop.</param>
    /// <exception cref="UsageException">The duel has ended, or cannot be completed here.</exception>
    public static DuelResult Resume(ResumeRequest resume, IProgress<DuelProgress>? progress, Action<string> notify, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(notify);
        var began = Stopwatch.GetTimestamp();
        using var session = RunSession.Resume(resume.Run, RunKind.Duel, resume.Machine, cancellation);
        DuelDescription.CheckIsOpen(session);
        session.Notices.ToList().ForEach(notify);
        var engines = ResumedEngines.Resolve(session.Manifest, resume.Engines, null, cancellation);
        var setup = DuelDescription.SetupFrom(session, engines, cancellation);
        return new DuelRun(setup, FindCases(setup, cancellation), session, progress, began).Measure(cancellation);
    }

    private static DuelCases FindCases(DuelSetup setup, CancellationToken cancellation)
    {
        var ofCompiles = setup.Metrics.Where(m => m is ComparisonMetric.Instructions or ComparisonMetric.Memory).ToList();
        if (setup.Operation != MeasuredOperation.Compile && ofCompiles.Count > 0)
        {
            throw new UsageException($"--metric {ofCompiles[0].Describe().Name} judges compiles only: with --operation {setup.Operation} give wall, cpu or both");
        }

        if (setup.Metrics.Contains(ComparisonMetric.Instructions) && InstructionDuel.MissingHere is { } missing)
        {
            throw new UsageException($"--metric instructions: {missing}");
        }

        if (setup.Metrics.Contains(ComparisonMetric.Memory) && !MeasuresMemory)
        {
            throw new UsageException("--metric memory: not measured here: the peak memory of a process is read on Linux only");
        }

        var cases = DuelCases.Find(setup, cancellation);
        return cases.Judged.Count > 0
            ? cases
            : throw new UsageException($"nothing to judge: {string.Join("; ", cases.Skipped.Take(3).Select(s => $"{s.What}: {s.Message}").DefaultIfEmpty("no module is left"))}");
    }

    private DuelResult Measure(CancellationToken cancellation)
    {
        using var records = new DuelRecords(_session, _setup);
        records.TakeEarlier(_modules);
        var timed = _setup.Metrics.Where(m => m != ComparisonMetric.Instructions).ToArray();
        var measured = timed.Where(m => m != ComparisonMetric.Cpu || MeasuresCpu).ToArray();
        var (counts, countSummaries, counting) = Count(timed.Length > 0, cancellation);
        var duel = measured.Length == 0 ? null : new BlockDuel(Plan(measured, _setup.OptionsFor(timed)));
        var fight = duel is null || counting == DuelEnd.Interrupted ? new Fight(counting, null, []) : MeasureBlocks(duel, measured, records, cancellation);
        var end = fight.End == DuelEnd.Settled ? counting : fight.End;
        duel?.Conclude();
        records.WriteCases();
        _session.End(isComplete: end != DuelEnd.Interrupted, fight.Share);
        return new DuelResult
        {
            Baseline = _cases.Baseline,
            Candidate = _cases.Candidate,
            Operation = _setup.Operation.Description,
            Comparisons = [.. duel?.Comparisons ?? [], .. WithoutCpu(timed.Except(measured)), .. counts],
            Summaries = [.. duel?.Summaries ?? [], .. countSummaries],
            Unsupported = _cases.Unsupported,
            NotCompared = _cases.NotCompared,
            Notes = fight.Notes,
            End = end,
            Elapsed = Elapsed,
            MeasuredShare = fight.Share,
            RunDirectory = _session.Directory.Path,
            Manifest = _session.Manifest,
            Options = _setup.Options,
            InstructionThreshold = _setup.InstructionThreshold,
        };
    }

    private IEnumerable<CompileTimeComparison> WithoutCpu(IEnumerable<ComparisonMetric> metrics) => metrics.SelectMany(m =>
        _cases.Judged.Select(c => CompileTimeComparison.Without(c, m, OpenReason.Failed, _setup.Options, "CPU time is not measured on this system")));

    // Counting needs no quiet machine, so it comes first and uses every core; it may take half the time where times are judged as well.
    private (IReadOnlyList<CompileTimeComparison>, IReadOnlyList<ComparisonSummary>, DuelEnd End) Count(bool timesToo, CancellationToken cancellation)
    {
        if (!_setup.Metrics.Contains(ComparisonMetric.Instructions))
        {
            return ([], [], DuelEnd.Settled);
        }

        var options = _setup.OptionsFor([ComparisonMetric.Instructions]) with { Threshold = _setup.InstructionThreshold };
        var duel = new InstructionDuel(_setup, _cases.Judged, options, Path.Combine(_session.Directory.Path, InstructionDuel.CountsFile));
        var limit = timesToo ? _setup.Time / 2 : _setup.Time;
        var end = duel.Run(limit - Elapsed, left => Tell(left, _cases.Judged.Count, "counting instructions"), cancellation);
        return (duel.Comparisons, duel.Summaries, end);
    }

    // Everything in the plan follows from the setup, so that a duel that is resumed asks for the same blocks again.
    private BlockPlan Plan(ComparisonMetric[] metrics, ComparisonOptions options) => new()
    {
        Cases = _cases.Judged,
        Metrics = metrics,
        Options = options,
        Seed = _setup.Seed,
        CaseNanoseconds = BlockPlan.CaseNanosecondsFor(_setup.Time, _cases.Judged.Count),
    };

    private Fight MeasureBlocks(BlockDuel duel, ComparisonMetric[] metrics, DuelRecords records, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        using var copy = PrivateCopy.For(_setup);
        var measurer = new BlockMeasurer(copy.Setup, records, duel, _modules);
        var rounds = new DuelRounds(duel, measurer, metrics);
        var total = _cases.Judged.Count * metrics.Length;
        var end = DuelEnd.Settled;
        try
        {
            end = rounds.Run(MayMeasure, cancellation) ? DuelEnd.Settled : DuelEnd.TimeUp;
        }
        catch (OperationCanceledException)
        {
            end = DuelEnd.Interrupted;
        }

        Tell(duel.OpenCount, total, "done");
        var whole = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        return new Fight(end, measurer.MeasuredNanoseconds == 0 ? null : measurer.MeasuredNanoseconds / whole, measurer.Notes);

        bool MayMeasure(ComparedCase what, TimeSpan expected)
        {
            if (Elapsed + expected > _setup.Time)
            {
                return false;
            }

            Tell(duel.OpenCount, total, $"round {rounds.Round}, {what.Module} {what.Settings}");
            return true;
        }
    }

    private void Tell(int open, int total, string doing) => _progress?.Report(new DuelProgress(Elapsed, _setup.Time, open, total, doing));

    private sealed record Fight(DuelEnd End, double? Share, IReadOnlyList<string> Notes);
}
