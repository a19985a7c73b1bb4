using System.Diagnostics;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Hosting;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two engines measured live, in pairs, until every verdict is reached or the time is up. <see cref="DuelState"/> decides what is measured next;
/// this class measures it, keeps it on disk and watches the clock. An engine that fails on a case gives up that case only.
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
        var timed = _setup.Metrics.Where(m => m != ComparisonMetric.Instructions).ToArray();
        var (counts, countSummaries, counting) = Count(timed.Length > 0, cancellation);
        var state = timed.Length == 0 ? null : new DuelState(Plan(timed, records.Blocks.Count));
        records.Replay(state, _modules);
        var (end, share) = state is null || counting == DuelEnd.Interrupted ? (counting, null) : Fight(state, records, cancellation);
        end = end == DuelEnd.Settled ? counting : end;
        state?.Conclude();
        records.WriteCases();
        _session.End(isComplete: end != DuelEnd.Interrupted, share);
        return new DuelResult
        {
            Baseline = _cases.Baseline,
            Candidate = _cases.Candidate,
            Comparisons = [.. state?.Comparisons ?? [], .. counts],
            Summaries = [.. state?.Summaries ?? [], .. countSummaries],
            Unsupported = _cases.Unsupported,
            RefusedByCatalog = _cases.RefusedByCatalog,
            End = end,
            Elapsed = Elapsed,
            MeasuredShare = share,
            RunDirectory = _session.Directory.Path,
            Manifest = _session.Manifest,
            Options = _setup.Options,
            InstructionThreshold = _setup.InstructionThreshold,
        };
    }

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

    private DuelPlan Plan(ComparisonMetric[] metrics, int earlierBlocks) => new()
    {
        Cases = _cases.Judged,
        Metrics = metrics,
        Options = _setup.OptionsFor(metrics),
        // A resumed duel does not repeat the orders of its first part.
        Seed = _setup.Seed + (ulong)earlierBlocks,
        BlockNanoseconds = DuelPlan.BlockNanosecondsFor(_setup.Time - Elapsed, _cases.Judged.Count),
        TimesBringMemory = true,
    };

    private (DuelEnd End, double? Share) Fight(DuelState state, DuelRecords records, CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var measurer = new BlockMeasurer(_setup, records, DuelPlan.BlockNanosecondsFor(_setup.Time - Elapsed, _cases.Judged.Count));
        var end = DuelEnd.Settled;
        var total = _cases.Judged.Count * _setup.Metrics.Count(m => m != ComparisonMetric.Instructions);
        try
        {
            while (state.Next() is { } request)
            {
                if (Elapsed + measurer.Expected(request.Case) > _setup.Time)
                {
                    end = DuelEnd.TimeUp;
                    break;
                }

                Tell(state.OpenCount, total, $"{request.Case.Module} {request.Case.Settings}");
                measurer.Measure(state, request, _modules[request.Case.Module], cancellation);
            }
        }
        catch (OperationCanceledException)
        {
            end = DuelEnd.Interrupted;
        }

        Tell(state.OpenCount, total, "done");
        var whole = Stopwatch.GetElapsedTime(began).TotalNanoseconds;
        return (end, measurer.MeasuredNanoseconds == 0 ? null : measurer.MeasuredNanoseconds / whole);
    }

    private void Tell(int open, int total, string doing) => _progress?.Report(new DuelProgress(Elapsed, _setup.Time, open, total, doing));
}
