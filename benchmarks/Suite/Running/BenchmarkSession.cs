using System.Diagnostics;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.EventProcessors;
using BenchmarkDotNet.Exporters.Json;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains;
using BenchmarkDotNet.Validators;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.Measuring;
using CompileBench.Results.Schema;
using Perfolizer.Mathematics.OutlierDetection;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Hands planned cases to BenchmarkDotNet, each with the job its budget allows, and gets records back one by one.</summary>
internal sealed class BenchmarkSession
{
    // A name is never cut: truncated parameters would make cases indistinguishable in BenchmarkDotNet's own files.
    private const int NameWidth = 200;

    // BenchmarkDotNet's own two minutes are too few where other work takes most of the processor.
    private static readonly TimeSpan BuildTimeout = TimeSpan.FromMinutes(10);

    private readonly IReadOnlyDictionary<MeasuredCase, (PlannedCase Planned, TimeSpan OneCompile)> _cases;
    private readonly SuiteLimits _limits;
    private readonly string _buildFolder;
    private readonly LaunchGuard _guard;
    private readonly SingleBuild _build;
    private readonly IToolchain _toolchain;

    public BenchmarkSession(IEnumerable<(PlannedCase Planned, TimeSpan OneCompile)> cases, SuiteLimits limits, string buildFolder)
    {
        _cases = cases.ToDictionary(c => c.Planned.Case);
        _limits = limits;
        _buildFolder = buildFolder;
        _build = new SingleBuild(new HostReferencingGenerator(buildFolder), HostToolchain.Builder, HostToolchain.DefaultExecutor);
        _guard = new LaunchGuard(_build, PatienceWith, limits.MemoryBytes);
        _toolchain = new Toolchain(HostToolchain.Name, _build, _build, _guard);
    }

    /// <summary>How BenchmarkDotNet builds its program.</summary>
    // It compiles every project once more; judging the same sources again would only cost the user time.
    public static IReadOnlyList<Argument> BuildArguments { get; } =
        [new MsBuildArgument("/p:RunAnalyzers=false"), new MsBuildArgument("/p:GenerateDocumentationFile=false")];

    /// <summary>Wall time in which BenchmarkDotNet built its program, which is no part of measuring.</summary>
    public TimeSpan Building { get; private set; }

    /// <summary>What the benchmark processes spent their time on.</summary>
    public SpentTime Spent { get; } = new();

    /// <summary>Whether BenchmarkDotNet builds its program now.</summary>
    public bool IsBuilding { get; private set; }

    /// <summary>The plan of one case.</summary>
    public MeasuringPlan PlanOf(MeasuredCase one) => MeasuringPlan.For(_cases[one].OneCompile, _limits.CaseBudget);

    /// <summary>What measuring a case in one round will take.</summary>
    public TimeSpan ExpectedOf(MeasuredCase one) => PlanOf(one).Expected(_cases[one].OneCompile);

    /// <summary>A configuration without jobs: each case brings its own unless the user named one.</summary>
    public static ManualConfig Config(string artifacts, ILogger logger) =>
        ManualConfig.CreateEmpty()
            .AddLogger(logger)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddExporter(JsonExporter.Full)
            .AddValidator(JitOptimizationsValidator.FailOnError)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(NameWidth))
            .WithOptions(ConfigOptions.DisableParallelBuild | ConfigOptions.DisableLogFile)
            .WithBuildTimeout(BuildTimeout)
            .WithArtifactsPath(artifacts)
            .WithOrderer(new GivenOrder());

    /// <summary>The cases BenchmarkDotNet would run for this configuration and type, before they are given jobs.</summary>
    public static IReadOnlyList<BenchmarkCase> Match(IConfig config, Type type) =>
        [.. TypeFilter.Filter(ImmutableConfigBuilder.Create(config), [type]).SelectMany(info => info.BenchmarksCases)];

    /// <summary>Refuses a program that was built without optimizations. This check comes before the preflight, which can take an hour.</summary>
    /// <exception cref="UsageException">It was, and the user did not ask for that to be overlooked.</exception>
    public static void CheckOptimized(IConfig config, IEnumerable<Type> types)
    {
        var full = ImmutableConfigBuilder.Create(config);
        foreach (var validator in full.GetValidators().OfType<JitOptimizationsValidator>())
        {
            var cases = types.SelectMany(type => Match(full, type)).ToList();
            if (validator.Validate(new ValidationParameters(cases, full)).FirstOrDefault(e => e.IsCritical) is { } error)
            {
                throw new UsageException($"{FirstLine(error.Message)}: start it with 'dotnet run -c Release'");
            }
        }
    }

    /// <summary>
    /// The number of rounds that the user asks BenchmarkDotNet for as launches, by <c>--launchCount</c> or a job; null where nothing is asked. A
    /// round is one launch of every case.
    /// </summary>
    /// <param name="config">The configuration with the user's jobs and mutators.</param>
    public static int? LaunchesAskedFor(IConfig config)
    {
        var job = config.GetJobs().Aggregate(new Job(), (current, next) => new Job(current).Apply(next));
        return job.HasValue(RunMode.LaunchCountCharacteristic) ? job.Run.LaunchCount : null;
    }

    /// <summary>
    /// Measures cases once each, in the given order, each in a fresh process. Records arrive through <paramref name="finished"/> the moment each case
    /// ends; a case that BenchmarkDotNet did not run has none.
    /// </summary>
    /// <param name="config">The configuration. BenchmarkDotNet's own files go into a folder of the round.</param>
    /// <param name="round">The round, from 1.</param>
    /// <param name="order">The cases in order; others than those of this session are left out.</param>
    /// <param name="finished">Takes a record.</param>
    /// <exception cref="BenchmarkBuildException">BenchmarkDotNet could not build its program.</exception>
    /// <exception cref="BenchmarkRefusedException">One of BenchmarkDotNet's validators stopped it before it ran anything.</exception>
    public void RunRound(IConfig config, int round, IReadOnlyList<MeasuredCase> order, Action<CaseRecord> finished)
    {
        var events = new Events(this, round, finished);
        var folder = Path.Combine(config.ArtifactsPath, $"round-{round}");
        var full = ImmutableConfigBuilder.Create(ManualConfig.Create(config).AddEventProcessor(events).WithArtifactsPath(folder));
        var benchmarks = Benchmarks(config, full);
        _build.Holds([.. benchmarks.Values]);
        BenchmarkCase[] ordered = [.. order.Where(benchmarks.ContainsKey).Select(one => benchmarks[one])];
        if (ordered.Length > 0)
        {
            // The type names BenchmarkDotNet's own files; the cases may be of several.
            BenchmarkRunner.Run([new BenchmarkRunInfo(ordered, ordered[0].Descriptor.Type, full)]);
        }

        if (events.Refusal is { } refusal)
        {
            throw new BenchmarkRefusedException(refusal);
        }

        if (events.BuildFailure is { } failure)
        {
            throw new BenchmarkBuildException($"{failure}; the whole output is in {Path.Combine(full.ArtifactsPath, BenchmarkLog.FileName)}");
        }
    }

    /// <summary>Kills what runs now and starts nothing more.</summary>
    public void Stop() => _guard.Stop();

    /// <summary>Deletes the program that was built.</summary>
    public void DeleteBuild()
    {
        try
        {
            Directory.Delete(_buildFolder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder that stays takes space and nothing else.
        }
    }

    private Dictionary<MeasuredCase, BenchmarkCase> Benchmarks(IConfig config, ImmutableConfig full)
    {
        var userJob = config.GetJobs().FirstOrDefault(j => !j.Meta.IsMutator);
        var mutators = config.GetJobs().Where(j => j.Meta.IsMutator).ToList();
        var benchmarks = new Dictionary<MeasuredCase, BenchmarkCase>();
        foreach (var benchmark in _cases.Values.Select(c => c.Planned.Operation).Distinct().SelectMany(o => Match(full, BenchmarkIdentity.TypeOf(o))))
        {
            var one = BenchmarkIdentity.CaseOf(benchmark);
            if (_cases.ContainsKey(one))
            {
                benchmarks[one] = BenchmarkCase.Create(benchmark.Descriptor, Guarded(userJob ?? JobFor(benchmark, mutators)), benchmark.Parameters, full);
            }
        }

        return benchmarks;
    }

    private Job Guarded(Job job) => new Job(job).WithToolchain(_toolchain).WithLaunchCount(1).WithOutlierMode(OutlierMode.DontRemove).Freeze();

    private Job JobFor(BenchmarkCase benchmark, IEnumerable<Job> mutators)
    {
        var plan = PlanOf(BenchmarkIdentity.CaseOf(benchmark));

        // Cold start is BenchmarkDotNet's word for "measure from the first iteration on": no pilot, no warm-up, no overhead pass. The
        // cold compile itself is made, and kept apart, in the benchmark's setup, so every iteration here is warm.
        var job = new Job()
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.ColdStart)
            .WithIterationCount(plan.Iterations)
            .WithInvocationCount(plan.Invocations)
            .WithUnrollFactor(1)
            .WithArguments(BuildArguments)
            .WithGcForce(false);
        return mutators.Aggregate(job, (current, mutator) => new Job(current).Apply(mutator));
    }

    private TimeSpan PatienceWith(BenchmarkCase benchmark) =>
        IdleTimeout.ForJob(benchmark.Job, _cases[BenchmarkIdentity.CaseOf(benchmark)].OneCompile, _limits.Timeout);

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();

    private sealed class Events(BenchmarkSession session, int round, Action<CaseRecord> finished) : EventProcessor
    {
        private DateTimeOffset _startedAt;

        private long _buildStarted;

        public string? BuildFailure { get; private set; }

        public string? Refusal { get; private set; }

        public override void OnValidationError(ValidationError validationError)
        {
            if (validationError.IsCritical)
            {
                Refusal ??= FirstLine(validationError.Message);
            }
        }

        public override void OnStartBuildStage(IReadOnlyList<BuildPartition> partitions)
        {
            session.IsBuilding = true;
            _buildStarted = Stopwatch.GetTimestamp();
        }

        public override void OnEndBuildStage()
        {
            session.Building += Stopwatch.GetElapsedTime(_buildStarted);
            session.IsBuilding = false;
        }

        public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase) => _startedAt = DateTimeOffset.UtcNow;

        public override void OnBuildComplete(BuildPartition partition, BenchmarkDotNet.Toolchains.Results.BuildResult buildResult)
        {
            if (!buildResult.IsBuildSuccess)
            {
                BuildFailure ??= BuildFailureMessage.FromOutput(buildResult.ErrorMessage ?? buildResult.GenerateException?.Message);
            }
        }

        public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
        {
            var (planned, _) = session._cases[BenchmarkIdentity.CaseOf(benchmarkCase)];
            if (report.BuildResult is { IsBuildSuccess: true })
            {
                session.Spent.Add(report);
                finished(CaseRecorder.Record(planned, round, _startedAt, report, session._guard.VerdictOn(benchmarkCase), session._limits.MemoryBytes));
            }
        }
    }
}

/// <summary>The limits of a run.</summary>
/// <param name="CaseBudget">Measuring time for one case.</param>
/// <param name="Timeout">Wall time of one compile.</param>
/// <param name="MemoryBytes">Resident memory of one compile; null for no limit.</param>
internal readonly record struct SuiteLimits(TimeSpan CaseBudget, TimeSpan Timeout, long? MemoryBytes);

/// <summary>BenchmarkDotNet could not build its program; the message is one line.</summary>
internal sealed class BenchmarkBuildException(string message) : Exception(message);

/// <summary>BenchmarkDotNet would not run what it was given; the message is one line.</summary>
internal sealed class BenchmarkRefusedException(string message) : Exception(message);
