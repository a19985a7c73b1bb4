using System.Diagnostics;
using System.Globalization;
using CompileBench.Analysis.Comparison;
using CompileBench.Analysis.Comparison.Duel;
using CompileBench.Engines.Hosting;
using CompileBench.Measuring.Runs;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Duel;

/// <summary>
/// Two engines measured live, in pairs, until every verdict is reached or the time is up. <see cref="DuelState"/> decides what is measured next;
/// this class measures it, keeps it on disk and watches the clock. An engine that fails on a case gives up that case only.
/// </summary>
public sealed class DuelRun : IDisposable
{
    private readonly DuelSetup _setup;
    private readonly DuelCases _cases;
    private readonly RunDirectory _directory;
    private readonly RunManifest _manifest;
    private readonly IProgress<DuelProgress>? _progress;
    private readonly long _began;
    private readonly Dictionary<string, ModuleFetchResult.Available> _modules;

    private DuelRun(DuelSetup setup, DuelCases cases, RunDirectory directory, RunManifest manifest, IProgress<DuelProgress>? progress, long began)
    {
        (_setup, _cases, _directory, _manifest, _progress, _began) = (setup, cases, directory, manifest, progress, began);
        _modules = setup.Modules.ToDictionary(m => m.Entry.Name.Text);
    }

    /// <summary>Whether this system says how much memory a compile took at its peak.</summary>
    public static bool MeasuresMemory => ResidentMemory.OwnPeak() is not null;

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

    /// <summary>Probes the engines, measures and judges.</summary>
    /// <param name="setup">What is to be settled.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Asks to stop: what is known by then is the result.</param>
    /// <exception cref="CompileBench.Engines.Native.EngineUnavailableException">An engine cannot be used at all.</exception>
    /// <exception cref="UsageException">No case is left to judge, or what was asked for cannot be measured here.</exception>
    /// <exception cref="OperationCanceledException">Asked to stop before anything was measured.</exception>
    public static DuelResult Run(DuelSetup setup, IProgress<DuelProgress>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(setup);
        if (setup.Metrics.Contains(ComparisonMetric.Instructions) && InstructionDuel.MissingHere is { } missing)
        {
            throw new UsageException($"--metric instructions: {missing}");
        }

        if (setup.Metrics.Contains(ComparisonMetric.Memory) && !MeasuresMemory)
        {
            throw new UsageException("--metric memory: not measured here: peak memory of a process is read on Linux");
        }

        var began = Stopwatch.GetTimestamp();
        var startedAt = DateTimeOffset.UtcNow;
        var cases = DuelCases.Find(setup, cancellation);
        if (cases.Judged.Count == 0)
        {
            throw new UsageException($"nothing to judge: {string.Join("; ", cases.Skipped.Take(3).Select(s => $"{s.What}: {s.Message}").DefaultIfEmpty("no module is left"))}");
        }

        var host = HostFacts.Describe();
        using var directory = RunDirectory.Create(
            setup.RunsFolder, RunDirectory.NameFor(startedAt, $"{setup.Baseline.Label}-{setup.Candidate.Label}", host.Name));
        var manifest = Describe(setup, cases, host, Path.GetFileName(directory.Path), startedAt);
        directory.WriteManifest(manifest);
        using var run = new DuelRun(setup, cases, directory, manifest, progress, began);
        return run.Measure(cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _directory.Dispose();

    private static RunManifest Describe(DuelSetup setup, DuelCases cases, HostDescription host, string name, DateTimeOffset startedAt) => new()
    {
        Run = name,
        Kind = RunKind.Duel,
        ToolVersion = ToolBuild.Version,
        Commit = ToolBuild.Commit,
        Host = host,
        Engines = [cases.Baseline, cases.Candidate],
        Modules = [.. setup.Modules.Select(m => new ModuleDescription(
            m.Entry.Name.Text, m.Digest.ToString(), new FileInfo(m.Path).Length, m.Entry.Category.ToString(), m.Entry.Origin.Describe(), m.Entry.Licence))],
        Settings = [.. setup.Settings.Select(s => s.Name)],
        Skipped = cases.Skipped,
        Options = new Dictionary<string, OptionValue>
        {
            ["baseline"] = setup.Baseline.Label,
            ["candidate"] = setup.Candidate.Label,
            ["metric"] = OptionValue.FromTexts(setup.Metrics.Select(m => m.ToString().ToLowerInvariant())),
            ["time"] = setup.Time.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture) + "s",
            ["threshold"] = setup.Options.Threshold,
            ["misrate"] = setup.Options.SuiteMisrate,
            ["seed"] = setup.Seed.ToString(CultureInfo.InvariantCulture),
        },
        StartedAt = startedAt,
    };

    private DuelResult Measure(CancellationToken cancellation)
    {
        using var records = new DuelRecords(_directory, _setup);
        var timed = _setup.Metrics.Where(m => m != ComparisonMetric.Instructions).ToArray();
        var (counts, countSummaries, counting) = Count(timed.Length > 0, cancellation);
        var state = timed.Length == 0 ? null : new DuelState(Plan(timed));
        var (end, share) = state is null || counting == DuelEnd.Interrupted ? (counting, null) : Fight(state, records, cancellation);
        end = end == DuelEnd.Settled ? counting : end;
        state?.Conclude();
        records.WriteCases();
        var manifest = _manifest with { EndedAt = DateTimeOffset.UtcNow, MeasuredShare = share };
        _directory.WriteManifest(manifest);
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
            RunDirectory = _directory.Path,
            Manifest = manifest,
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
        var duel = new InstructionDuel(_setup, _cases.Judged, options, Path.Combine(_directory.Path, InstructionDuel.CountsFile));
        var limit = timesToo ? _setup.Time / 2 : _setup.Time;
        var end = duel.Run(limit - Elapsed, left => Tell(left, _cases.Judged.Count, "counting instructions"), cancellation);
        return (duel.Comparisons, duel.Summaries, end);
    }

    private DuelPlan Plan(ComparisonMetric[] metrics) => new()
    {
        Cases = _cases.Judged,
        Metrics = metrics,
        Options = _setup.OptionsFor(metrics),
        Seed = _setup.Seed,
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
