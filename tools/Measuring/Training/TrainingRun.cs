using System.Globalization;
using CompileBench.Analysis.Randomness;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Operations;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Modules.Catalog;
using CompileBench.Results.Quantities;
using CompileBench.Results.Schema;

namespace CompileBench.Measuring.Training;

/// <summary>
/// A run that cost models are trained on. Module by module it compiles under every setting: once in a fresh process, which gives the peak memory
/// and the sizes, then in rounds over all settings in random order, which give the times. A finished module is in the journal at once; a run that
/// was stopped goes on with the modules that are missing.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    // Any fixed number: the order of a run can be repeated.
    private const ulong OrderSeed = 0x7ea1b0a7;

    // A round takes more samples of short compiles, since they scatter more: as many as fit into this time, five at most.
    private static readonly TimeSpan SampleTime = TimeSpan.FromMilliseconds(40);
    private const int MostSamples = 5;

    private readonly TrainingRequest _request;
    private readonly RunSession _session;
    private readonly TextWriter _output;
    private readonly WorkerSlot _cold;
    private readonly WorkerSlot _warm;
    private readonly SplitMix64 _random = new(OrderSeed);

    private TrainingRun(TrainingRequest request, RunSession session, TextWriter output)
    {
        (_request, _session, _output) = (request, session, output);
        _cold = new WorkerSlot(request.Engine.LibraryPath, request.Limits.CeilingBytes);
        _warm = new WorkerSlot(request.Engine.LibraryPath, request.Limits.CeilingBytes);
    }

    /// <summary>Starts a new run and measures it to its end.</summary>
    /// <param name="request">What to measure.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    /// <returns>The run's directory.</returns>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static string Start(TrainingRequest request, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(output);
        var engine = EngineProbe.Describe(request.Engine, request.Settings, cancellation);
        using var session = RunSession.Start(request.Out, ManifestFor(request, engine));
        return Measure(request, session, output, cancellation);
    }

    /// <summary>Completes an earlier run.</summary>
    /// <param name="resume">The run, and what the command line says about it.</param>
    /// <param name="output">Where lines for people go.</param>
    /// <param name="cancellation">Stops the run; what is finished stays.</param>
    /// <returns>The run's directory.</returns>
    /// <exception cref="UsageException">The run cannot be completed here.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped again.</exception>
    public static string Resume(ResumeRequest resume, TextWriter output, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(resume);
        ArgumentNullException.ThrowIfNull(output);
        using var session = RunSession.Resume(resume.Run, RunKind.Training, resume.Machine, cancellation);
        foreach (var notice in session.Notices)
        {
            output.WriteLine(notice);
        }

        var engine = ResumedEngines.Resolve(session.Manifest, resume.Engines, null, cancellation)[0];
        return Measure(RequestFrom(session, engine), session, output, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cold.Dispose();
        _warm.Dispose();
    }

    private static string Measure(TrainingRequest request, RunSession session, TextWriter output, CancellationToken cancellation)
    {
        using var run = new TrainingRun(request, session, output);
        run.MeasureAll(cancellation);
        return session.Directory.Path;
    }

    private void MeasureAll(CancellationToken cancellation)
    {
        var catalog = ModuleCatalog.Load();
        var fetched = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser()).FetchAsync(_request.Entries, null, cancellation).GetAwaiter().GetResult();
        var supported = _session.Manifest.Engines[0].Settings.Where(s => s.Supported).Select(s => s.Settings).ToHashSet();
        var settings = _request.Settings.Where(s => supported.Contains(s.Name)).ToList();
        try
        {
            for (var i = 0; i < fetched.Count; i++)
            {
                if (fetched[i] is not ModuleFetchResult.Available available)
                {
                    _output.WriteLine($"{fetched[i].Entry.Name}: {fetched[i].Fault}");
                    Skip(fetched[i]);
                    continue;
                }

                using var modules = new TrainingModules();
                foreach (var module in modules.Expand(available, _request.Functions))
                {
                    MeasureModule(module, settings, cancellation);
                }

                _output.WriteLine($"{i + 1} of {fetched.Count}: {available.Entry.Name}");
            }
        }
        catch (OperationCanceledException)
        {
            _output.WriteLine(_session.ResumeHint);
            throw;
        }

        _session.End(isComplete: true, measuredShare: null);
    }

    private void Skip(ModuleFetchResult missing) => _session.Update(manifest => manifest with
    {
        Skipped = [.. manifest.Skipped.Where(s => s.What != missing.Entry.Name.Text), new SkippedCases(missing.Entry.Name.Text, SkipReason.ModuleUnavailable, missing.Fault!)],
    });

    private void MeasureModule(ModuleToMeasure module, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation)
    {
        var open = settings.Where(s => !_session.HasFinished(CaseFor(module, s))).ToList();
        if (open.Count == 0)
        {
            return;
        }

        var startedAt = DateTimeOffset.UtcNow;
        var outcomes = open.ToDictionary(s => s, s => Compile(_cold.TakeFresh(), module, s, 1, summarize: true, cancellation));
        var samples = open.ToDictionary(s => s, s => outcomes[s].Samples.ToList());
        for (var round = 1; round <= _request.Rounds; round++)
        {
            foreach (var one in Shuffled(open.Where(s => outcomes[s] is Outcome.Completed)))
            {
                var number = (int)Math.Clamp(SampleTime.TotalNanoseconds / samples[one][0].NanosecondsPerOperation, 1, MostSamples);
                var outcome = Compile(_warm.Take(), module, one, number, summarize: false, cancellation);
                samples[one].AddRange(outcome.Samples.Select((s, i) => s with { Launch = 1 + round, Iteration = i, Kind = SampleKind.Warm, Round = round }));
            }
        }

        _session.Update(manifest => manifest with { Modules = [.. manifest.Modules.Where(m => m.Name != module.Description.Name), module.Description] });
        foreach (var one in open)
        {
            _session.Add(Record(module, one, outcomes[one], samples[one], startedAt));
        }
    }

    private Outcome Compile(IsolatedWorker worker, ModuleToMeasure module, CompilerSettings settings, int samples, bool summarize, CancellationToken cancellation) =>
        worker.Run(
            new OperationRequest(MeasuredOperation.Compile, settings.Name, module.Path, module.Description.Digest, samples, summarize), _request.Limits, cancellation)
            .ThrowIfToolFailed();

    private CompilerSettings[] Shuffled(IEnumerable<CompilerSettings> settings)
    {
        CompilerSettings[] order = [.. settings];
        _random.Shuffle(order.AsSpan());
        return order;
    }

    private MeasuredCase CaseFor(ModuleToMeasure module, CompilerSettings settings) =>
        new(OperationNames.Compile, module.Description.Name, settings.Name, _request.Engine.Label);

    private CaseRecord Record(ModuleToMeasure module, CompilerSettings settings, Outcome outcome, IReadOnlyList<CompileTimeSample> samples, DateTimeOffset startedAt) => new()
    {
        Operation = OperationNames.Compile,
        Module = module.Description.Name,
        Settings = settings.Name,
        Engine = _request.Engine.Label,
        ModuleDigest = module.Description.Digest,
        EngineDigest = _request.Engine.Digest.ToString(),
        Outcome = outcome.Kind,
        Message = outcome.Message,
        Samples = samples,
        PeakNativeBytes = outcome.PeakNativeBytes,
        PeakAnonymousBytes = outcome.PeakAnonymous?.Lower,
        CodeBytes = (outcome as Outcome.Completed)?.Artifact?.CodeBytes,
        ArtifactBytes = (outcome as Outcome.Completed)?.Artifact?.ArtifactBytes,
        StartedAt = startedAt,
    };

    private static RunManifest ManifestFor(TrainingRequest request, EngineDescription engine) =>
        RunSession.Describe(RunKind.Training, request.Machine, [engine]) with
        {
            Shard = request.Shard,
            Settings = [.. request.Settings.Select(s => s.Name)],
            Options = new Dictionary<string, OptionValue>
            {
                ["module"] = OptionValue.FromTexts(request.Entries.Select(e => e.Name.Text)),
                ["functions"] = request.Functions.ToString(CultureInfo.InvariantCulture),
                ["rounds"] = request.Rounds.ToString(CultureInfo.InvariantCulture),
                ["timeout"] = request.Limits.Deadline.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture) + "s",
                ["memory-limit"] = request.Limits.MemoryBytes is { } bytes ? bytes.ToString(CultureInfo.InvariantCulture) + "B" : "none",
            },
        };

    private static TrainingRequest RequestFrom(RunSession session, EngineBuild engine)
    {
        var manifest = session.Manifest;
        OptionValue Option(string name) => manifest.Options.TryGetValue(name, out var value) ? value : throw Unreadable(name);
        int Number(string name) => int.TryParse(Option(name).Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable(name);
        UsageException Unreadable(string name) => new($"the {name} of run {manifest.Run} cannot be read: start a new run");
        var timeout = QuantityText.TryParseTime(Option("timeout").Text, out var time) ? time : throw Unreadable("timeout");
        var memory = Option("memory-limit").Text is var text && text == "none" ? (long?)null : QuantityText.TryParseSize(text, out var bytes) ? bytes : throw Unreadable("memory-limit");
        return new TrainingRequest
        {
            Entries = ModuleSelection.Select(ModuleCatalog.Load(), null, Option("module").Texts),
            Settings = SettingsSelection.Parse(manifest.Settings),
            Engine = engine,
            Functions = Number("functions"),
            Rounds = Number("rounds"),
            Limits = new OperationLimits(timeout, memory),
            Out = Path.GetDirectoryName(session.Directory.Path)!,
        };
    }
}
