using System.Globalization;
using CompileBench.Analysis.Randomness;
using CompileBench.Measuring.Runs;
using CompileBench.Modules;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// One scaling run: shape by shape it grows the ladders, measures them and writes their records. What is finished is in the journal at once;
/// a run that was stopped goes on with the shapes that are missing.
/// </summary>
public sealed class ScalingRun
{
    // Any fixed number: a run's order can be repeated, and differs from shape to shape and from round to round.
    private const ulong OrderSeed = 0x5ca1ab1e;

    private static readonly int Lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly ScalingRequest _request;
    private readonly RunSession _session;
    private readonly LadderExtents _extents;
    private readonly ScalingProgress _progress;
    private readonly FailedRounds _failures;
    private readonly CompileShare _share = new(TimeProvider.System);
    private readonly SplitMix64 _random = new(OrderSeed);

    private ScalingRun(ScalingRequest request, RunSession session, TextWriter output)
    {
        (_request, _session) = (request, session);
        _extents = new LadderExtents(session.Directory.Path);
        _extents.Load();
        _progress = new ScalingProgress(output, request, _extents);
        _failures = new FailedRounds(session.Directory.Path);
    }

    /// <summary>Starts a new run.</summary>
    /// <param name="request">What to find out.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static ScalingResult Start(ScalingRequest request, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var engines = ScalingSettings.Prove(request, output, cancellation);
        using var session = RunSession.Start(request.Out, ScalingDescription.ManifestFor(request, engines));
        return new ScalingRun(request, session, output).Measure(cancellation);
    }

    /// <summary>Completes an earlier run.</summary>
    /// <param name="resume">The run, and what the command line says about it.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    /// <exception cref="UsageException">The run cannot be completed here.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped again.</exception>
    public static ScalingResult Resume(ResumeRequest resume, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(output);
        using var session = RunSession.Resume(resume.Run, RunKind.Scaling, resume.Machine, cancellation);
        if (ScalingDescription.CountsInstructions(session.Manifest))
        {
            throw new UsageException($"run {session.Manifest.Run} counts instructions: add --metric instructions");
        }

        foreach (var notice in session.Notices)
        {
            output.WriteLine(notice);
        }

        var engines = ResumedEngines.Resolve(session.Manifest, resume.Engines, null, cancellation);
        return new ScalingRun(ScalingDescription.RequestFrom(session, engines), session, output).Measure(cancellation);
    }

    private ScalingResult Measure(CancellationToken cancellation)
    {
        var work = _request.Shapes.Select(shape => (Shape: shape, Ladders: Missing(shape))).Where(w => w.Ladders.Count > 0).ToList();
        _progress.Begin(_session.Directory.Path, work.Count);
        var plan = new TimePlan(_request.TimeLimit, work.Count, TimeProvider.System);
        var finished = 0;
        try
        {
            foreach (var (shape, ladders) in work)
            {
                plan.BeginShape();
                using var files = new RungFiles(shape);
                Measure(files, ladders, plan, cancellation);
                Write(ladders);
                plan.EndShape();
                _progress.Finished(shape, ladders, Known(shape, ladders), ++finished, plan.Left);
            }

            var open = new OpenLaws(_session, _request.Engines, ShapeGrowth.LimitsOf(_request), _random, _share, _failures);
            open.Settle(() => plan.LeftForOpenLaws, (laws, shape) => _progress.Settling(laws, shape, plan.LeftForOpenLaws), cancellation);
            new Crossings(_session, _extents, _request, _share, Lanes).Measure(() => plan.LeftForCrossings, _progress.Crossed, cancellation);
        }
        catch (OperationCanceledException)
        {
            _progress.Interrupted(_session.ResumeHint);
            throw;
        }

        _session.End(isComplete: true, _share.Share);
        return new ScalingResult(_session.Directory.Path, [.. _extents.All], _extents.All.Any(e => e.End == LadderEnd.Crashed));
    }

    private void Measure(RungFiles files, IReadOnlyList<Ladder> ladders, TimePlan plan, CancellationToken cancellation)
    {
        new ShapeGrowth(files, _request, plan, _share, Lanes).Grow(ladders, cancellation);
        new ShapeRounds(ShapeGrowth.LimitsOf(_request), _random, _share, _failures).Measure(ladders, plan.Share - plan.SpentOnShape, cancellation);
    }

    private List<Ladder> Missing(LadderShape shape)
    {
        var ladders = new List<Ladder>();
        foreach (var engine in _request.Engines)
        {
            var supported = _session.Manifest.Engines.First(e => e.Label == engine.Label).Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet();
            foreach (var settings in _request.Settings.Where(s => supported.Contains(s.Name) && !_extents.Has(shape.Name, s.Name, engine.Label)))
            {
                var ladder = new Ladder(shape, settings, engine);
                ladder.TakeUp(Earlier(shape, settings.Name, engine.Label));
                ladders.Add(ladder);
            }
        }

        return ladders;
    }

    private IEnumerable<(int Size, CaseRecord Record)> Earlier(LadderShape shape, string settings, string engine)
    {
        foreach (var record in _session.Earlier.Where(r => r.Settings == settings && r.Engine == engine))
        {
            if (GeneratedName.TrySplit(record.Module, out var name) && name.Generator == shape.Name && int.TryParse(name.Number, CultureInfo.InvariantCulture, out var size))
            {
                yield return (size, record);
            }
        }
    }

    private IReadOnlyList<(Ladder Ladder, IReadOnlyList<(double Size, CaseRecord Record)> Records)> Known(LadderShape shape, IEnumerable<Ladder> ladders) =>
    [
        .. ladders.Select(l => (l, (IReadOnlyList<(double, CaseRecord)>)
        [
            .. Earlier(shape, l.Settings.Name, l.Engine.Label).Select(e => ((double)e.Size, e.Record)),
            .. l.Rungs.Select(r => ((double)r.Size, r.Record(l.Settings.Name, l.Engine))),
        ])),
    ];

    // Smallest sizes first: a part that was written before a kill is the lower end of its ladder, and a resumed run goes on above it.
    private void Write(IReadOnlyList<Ladder> ladders)
    {
        foreach (var ladder in ladders)
        {
            foreach (var rung in ladder.Rungs)
            {
                _session.Add(rung.Record(ladder.Settings.Name, ladder.Engine));
            }

            _extents.Set(ladder.Extent);
        }

        _extents.Save();
        var modules = ladders.SelectMany(l => l.Rungs).Select(r => r.File.Description);
        _session.Update(manifest => manifest with
        {
            Modules = [.. manifest.Modules.Concat(modules).DistinctBy(m => m.Name)],
            Skipped = ScalingDescription.Skipped(manifest.Engines, _extents.All),
        });
    }
}
