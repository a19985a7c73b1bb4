using CompileBench.Analysis.Randomness;
using CompileBench.Engines.Probing;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Measuring.Scaling;

/// <summary>
/// One scaling run: shape by shape it grows the ladders, measures them and writes their records. What is finished is in the journal at once;
/// a run that was stopped goes on with the shapes that are missing.
/// </summary>
public sealed class ScalingRun
{
    // Any fixed number: a run's order can be repeated, and differs from shape to shape and from pass to pass.
    private const ulong OrderSeed = 0x5ca1ab1e;

    private readonly ScalingRequest _request;
    private readonly RunDirectory _directory;
    private readonly LadderExtents _extents;
    private readonly IReadOnlyList<CaseRecord> _earlier;
    private readonly ScalingProgress _progress;
    private readonly InterleavedPasses _passes;
    private RunManifest _manifest;

    private ScalingRun(ScalingRequest request, RunDirectory directory, RunManifest manifest, IReadOnlyList<CaseRecord> earlier, TextWriter output)
    {
        (_request, _directory, _manifest, _earlier) = (request, directory, manifest, earlier);
        _extents = new LadderExtents(directory.Path);
        _extents.Load();
        _progress = new ScalingProgress(output, request, _extents);
        _passes = new InterleavedPasses(ShapeGrowth.LimitsOf(request), new SplitMix64(OrderSeed));
    }

    /// <summary>Starts a new run.</summary>
    /// <param name="request">What to find out.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops it; what is finished stays.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ScalingResult Start(ScalingRequest request, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        output.WriteLine($"{request.Shapes.Count} shapes, {request.Settings.Count} settings, {string.Join(", ", request.Engines.Select(e => "Wasmtime " + e.Label))}; proving the settings");
        var engines = request.Engines.Select(e => EngineProbe.Describe(e, request.Settings, cancellation)).ToList();
        var startedAt = DateTimeOffset.UtcNow;
        using var directory = RunDirectory.Create(
            request.Out, RunDirectory.NameFor(startedAt, string.Join("+", request.Engines.Select(e => e.Label)), Environment.MachineName));
        var manifest = ScalingDescription.Of(Path.GetFileName(directory.Path), startedAt, request, engines);
        directory.WriteManifest(manifest);
        return new ScalingRun(request, directory, manifest, [], output).Measure(cancellation);
    }

    /// <summary>Completes an earlier run.</summary>
    /// <exception cref="UsageException">It cannot be completed here.</exception>
    /// <exception cref="OperationCanceledException">It was stopped again.</exception>
    public static ScalingResult Resume(string path, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var directory = RunDirectory.OpenForMeasuring(path);
        var manifest = directory.ReadManifest();
        var journal = JournalReader.ReadCancellable(directory.JournalPath, cancellation);
        foreach (var notice in journal.Notices)
        {
            output.WriteLine(notice);
        }

        var request = ScalingDescription.RequestOf(manifest, Path.GetDirectoryName(directory.Path)!, cancellation);
        return new ScalingRun(request, directory, manifest with { EndedAt = null }, journal.KeptOnResume, output).Measure(cancellation);
    }

    private ScalingResult Measure(CancellationToken cancellation)
    {
        using var journal = new JournalWriter(_directory.JournalPath);
        var work = _request.Shapes.Select(shape => (Shape: shape, Ladders: Missing(shape))).Where(w => w.Ladders.Count > 0).ToList();
        _progress.Begin(_directory.Path, work.Count);
        var plan = new TimePlan(_request.TimeLimit, work.Count, TimeProvider.System);
        var finished = 0;
        try
        {
            foreach (var (shape, ladders) in work)
            {
                plan.BeginShape();
                using var files = new RungFiles(shape);
                Measure(files, ladders, plan, cancellation);
                Write(ladders, journal, shape);
                plan.EndShape();
                _progress.Finished(shape, ladders, Known(shape, ladders), ++finished, plan.Left);
            }
        }
        catch (OperationCanceledException)
        {
            _progress.Interrupted(_directory.Path);
            throw;
        }

        _manifest = _manifest with { EndedAt = DateTimeOffset.UtcNow, MeasuredShare = _passes.Spent > TimeSpan.Zero ? _passes.Measured / _passes.Spent : _manifest.MeasuredShare };
        _directory.WriteManifest(_manifest);
        return new ScalingResult(_directory.Path, [.. _extents.All], _extents.All.Any(e => e.End == LadderEnd.Crashed));
    }

    private void Measure(RungFiles files, IReadOnlyList<Ladder> ladders, TimePlan plan, CancellationToken cancellation)
    {
        var lanes = Math.Clamp(Environment.ProcessorCount, 1, 4);
        new ShapeGrowth(files, _request, plan, lanes).Grow(ladders, cancellation);
        var onePass = ladders.SelectMany(l => l.Rungs).Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.ExploredTime ?? TimeSpan.Zero));
        var left = plan.Share - plan.SpentOnShape;
        _passes.Measure(ladders, left > onePass * 1.25 ? left : onePass * 1.25, cancellation);
    }

    private List<Ladder> Missing(LadderShape shape)
    {
        var ladders = new List<Ladder>();
        foreach (var engine in _request.Engines)
        {
            var supported = _manifest.Engines.First(e => e.Label == engine.Label).Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet();
            foreach (var settings in _request.Settings.Where(s => supported.Contains(s.Name) && !_extents.Has(shape.Name, s.Name, engine.Label)))
            {
                var ladder = new Ladder(shape, settings, engine);
                ladder.TakeUp(Earlier(shape, settings.Name, engine.Label));
                ladders.Add(ladder);
            }
        }

        return ladders;
    }

    private IEnumerable<(int Size, CaseRecord Record)> Earlier(LadderShape shape, string settings, string engine) =>
        _earlier.Where(r => r.Settings == settings && r.Engine == engine && r.Module.StartsWith(shape.Name + "@", StringComparison.Ordinal))
            .Select(r => (int.Parse(r.Module.AsSpan(shape.Name.Length + 1)), r));

    private IReadOnlyList<(Ladder Ladder, IReadOnlyList<(double Size, CaseRecord Record)> Records)> Known(LadderShape shape, IEnumerable<Ladder> ladders) =>
    [
        .. ladders.Select(l => (l, (IReadOnlyList<(double, CaseRecord)>)
        [
            .. Earlier(shape, l.Settings.Name, l.Engine.Label).Select(e => ((double)e.Size, e.Record)),
            .. l.Rungs.Select(r => ((double)r.Size, r.Record(l.Settings.Name, l.Engine))),
        ])),
    ];

    // Smallest sizes first: a part that was written before a kill is the lower end of its ladder, and a resumed run goes on above it.
    private void Write(IReadOnlyList<Ladder> ladders, JournalWriter journal, LadderShape shape)
    {
        foreach (var ladder in ladders)
        {
            foreach (var rung in ladder.Rungs)
            {
                journal.Append(rung.Record(ladder.Settings.Name, ladder.Engine));
            }

            _extents.Set(ladder.Extent);
        }

        _extents.Save();
        var modules = ladders.SelectMany(l => l.Rungs).Select(r => r.File.Description);
        _manifest = _manifest with
        {
            Modules = [.. _manifest.Modules.Concat(modules).DistinctBy(m => m.Name)],
            Skipped = ScalingDescription.Skipped(_manifest.Engines, _extents.All),
        };
        _directory.WriteManifest(_manifest);
    }
}
