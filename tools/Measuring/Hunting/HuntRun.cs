using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Sharding;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Hunting;

/// <summary>
/// One hunt: candidates are searched, and in the last part of the time the confirmed ones become findings. Everything is on disk as soon as it is known,
/// so a hunt that was killed goes on with all of it.
/// </summary>
public sealed class HuntRun : IDisposable
{
    private const int MostLanes = 4;

    // The share of the time for findings in which suspects that a finding explains are taken when there are no others; searching on finds more.
    private const double ExplainedShare = 0.35;

    private readonly HuntRequest _request;
    private readonly RunSession _session;
    private readonly HuntState _state;
    private readonly HuntProgress _progress;
    private readonly HuntClock _clock;
    private readonly CostMeter[] _meters;
    private readonly IReadOnlyList<CompilerSettings> _settings;

    private HuntRun(HuntRequest request, RunSession session, TextWriter output)
    {
        (_request, _session) = (request, session);
        _state = new HuntState(session.Directory.Path, request);
        _clock = new HuntClock(request.Time, _state.Counts.Seconds, request.Baseline is not null);
        _progress = new HuntProgress(output, session.Directory.Path);
        var supported = session.Manifest.Engines.Select(e => e.Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet()).ToList();
        _settings = [.. request.Settings.Where(s => supported.All(names => names.Contains(s.Name)))];
        _meters = [.. Enumerable.Range(0, Math.Clamp(Environment.ProcessorCount, 1, MostLanes)).Select(_ => new CostMeter(request))];
    }

    /// <summary>Starts a new hunt.</summary>
    /// <param name="request">What to look for.</param>
    /// <param name="modules">The bytes of <see cref="HuntRequest.From"/>.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the hunt; what is known stays.</param>
    /// <returns>The run's directory.</returns>
    /// <exception cref="UsageException">The engine supports none of the settings.</exception>
    /// <exception cref="OperationCanceledException">The hunt was stopped.</exception>
    public static string Start(HuntRequest request, IEnumerable<byte[]> modules, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(output);
        List<EngineBuild> engines = [request.Engine, .. request.Baseline is { } baseline ? [baseline] : Array.Empty<EngineBuild>()];
        IReadOnlyList<EngineDescription> described = [.. engines.Select(e => EngineProbe.Describe(e, request.Settings, cancellation))];
        using var session = RunSession.Start(request.Out, HuntDescription.ManifestFor(request, described));
        return Hunt(request, session, modules, output, cancellation);
    }

    /// <summary>Goes on with an earlier hunt.</summary>
    /// <param name="resume">The run, and what the command line says about it.</param>
    /// <param name="time">How long this session takes; null for as long as the first one.</param>
    /// <param name="candidates">The most candidates of this session; null for no limit.</param>
    /// <param name="modules">Reads the modules that the run names.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the hunt; what is known stays.</param>
    /// <returns>The run's directory.</returns>
    /// <exception cref="UsageException">The run cannot go on here.</exception>
    /// <exception cref="OperationCanceledException">The hunt was stopped again.</exception>
    public static string Resume(
        ResumeRequest resume, TimeSpan? time, int? candidates, Func<IReadOnlyList<string>, IEnumerable<byte[]>> modules, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(output);
        using var session = RunSession.Resume(resume.Run, RunKind.Hunt, resume.Machine, cancellation);
        foreach (var notice in session.Notices)
        {
            output.WriteLine(notice);
        }

        var request = HuntDescription.RequestFrom(session, ResumedEngines.Resolve(session.Manifest, resume.Engines, null, cancellation), time) with { Candidates = candidates };
        return Hunt(request, session, modules(request.From), output, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(_meters, m => m.Dispose());
        _state.Dispose();
    }

    private static string Hunt(HuntRequest request, RunSession session, IEnumerable<byte[]> modules, TextWriter output, CancellationToken cancellation)
    {
        using var run = new HuntRun(request, session, output);
        if (run._settings.Count == 0)
        {
            throw new UsageException($"{string.Join(" and ", session.Manifest.Engines.Select(e => e.Label))} supports none of the settings {string.Join(", ", request.Settings)}");
        }

        try
        {
            run.Go(modules, cancellation);
        }
        catch (OperationCanceledException)
        {
            output.WriteLine($"interrupted: what is known stays; {session.ResumeHint}");
            throw;
        }
        finally
        {
            run._state.Save(run._clock.Total);
        }

        session.End(isComplete: true, null);
        return session.Directory.Path;
    }

    private void Go(IEnumerable<byte[]> modules, CancellationToken cancellation)
    {
        var source = new CandidateSource(_request.Seed, _settings, new HuntMotifs(modules, _request.UsesLadders), _request.Shard ?? new ShardNumber(1, 1));
        _progress.Begin(_request, _settings.Count, _meters.Length, _state.Counts.Screened);
        var search = new HuntSearch(_request, _state, source, _meters, _clock, _progress, _session.Directory.Path);
        _clock.BeginCycle();
        do
        {
            search.Run(cancellation);
            MakeFindings(cancellation);
        }
        while (_request.Candidates is null && _clock.BeginCycle());
    }

    private void MakeFindings(CancellationToken cancellation)
    {
        _progress.MakingFindings(_state);
        var until = _clock.End;
        var grace = _clock.Grace;
        var explainedUntil = DateTimeOffset.UtcNow + ((until - DateTimeOffset.UtcNow) * ExplainedShare);
        var builder = new FindingBuilder(_request, _settings, _state.HasLike);
        Lanes.Run(
            _meters,
            _meters,
            (_, _) =>
            {
                while (DateTimeOffset.UtcNow < until - grace && _state.Suspects.Take(_state.Growth, withExplained: DateTimeOffset.UtcNow < explainedUntil) is { } suspect)
                {
                    var (finding, state) = builder.Build(suspect, until + grace, cancellation);
                    var added = finding is null ? null : _state.Add(finding);
                    _state.Suspects.Settle(suspect, finding is not null && added is null ? SuspectState.Duplicate : state);
                    _progress.Found(added);
                }

                return true;
            },
            cancellation);
    }
}
