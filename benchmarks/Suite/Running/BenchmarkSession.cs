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
    private readonly LaunchGuard _guard;
    private readonly IToolchain _toolchain;

    public BenchmarkSession(IEnumerable<(PlannedCase Planned, TimeSpan OneCompile)> cases, SuiteLimits limits, string buildFolder)
    {
        _cases = cases.ToDictionary(c => c.Planned.Case);
        _limits = limits;
        _guard = new LaunchGuard(HostToolchain.DefaultExecutor, PatienceWith, limits.MemoryBytes);
        _toolchain = HostToolchain.With(_guard, buildFolder);
    }

    /// <summary>How BenchmarkDotNet builds its program.</summary>
    // It compiles every project once more; judging the same sources again would only cost the user time.
    public static IReadOnlyList<Argument> BuildArguments { get; } =
        [new MsBuildArgument("/p:RunAnalyzers=false"), new MsBuildArgument("/p:GenerateDocumentationFile=false")];

    /// <summary>Wall time in which BenchmarkDotNet built its program, which is no part of measuring.</summary>
    public TimeSpan Building { get; private set; }

    /// <summary>The plan of one case.</summary>
    public MeasuringPlan PlanOf(MeasuredCase one) => MeasuringPlan.For(_cases[one].OneCompile, _limits.CaseBudget);

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
            .WithOrderer(new SpreadingOrder());

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

    /// <summary>Measures. Records arrive through <paramref name="finished"/> the moment each case ends; a case that BenchmarkDotNet did not run has none.</summary>
    /// <exception cref="BenchmarkBuildException">BenchmarkDotNet could not build its program.</exception>
    /// <exception cref="BenchmarkRefusedException">One of BenchmarkDotNet's validators stopped it before it ran anything.</exception>
    public void Run(IConfig config, Type type, Action<CaseRecord> finished)
    {
        var events = new Events(this, finished);
        var full = ImmutableConfigBuilder.Create(ManualConfig.Create(config).AddEventProcessor(events));
        var userJobs = config.GetJobs().Where(j => !j.Meta.IsMutator).ToList();
        var mutators = config.GetJobs().Where(j => j.Meta.IsMutator).ToList();
        var benchmarks = new List<BenchmarkCase>();
        foreach (var benchmark in Match(full, type).DistinctBy(BenchmarkIdentity.CaseOf))
        {
            if (!_cases.ContainsKey(BenchmarkIdentity.CaseOf(benchmark)))
            {
                continue;
            }

            var jobs = userJobs.Count > 0 ? userJobs.Select(Guarded) : [Guarded(JobFor(benchmark, mutators))];
            benchmarks.AddRange(jobs.Select(job => BenchmarkCase.Create(benchmark.Descriptor, job, benchmark.Parameters, full)));
        }

        if (benchmarks.Count > 0)
        {
            BenchmarkRunner.Run([new BenchmarkRunInfo([.. benchmarks], type, full)]);
        }

        if (events.Refusal is { } refusal)
        {
            throw new BenchmarkRefusedException(refusal);
        }

        if (events.BuildFailure is { } failure)
        {
            throw new BenchmarkBuildException(failure);
        }
    }

    /// <summary>Kills what runs now.</summary>
    public void KillCurrent() => _guard.KillCurrent();

    private Job Guarded(Job job) => new Job(job).WithToolchain(_toolchain).WithOutlierMode(OutlierMode.DontRemove).Freeze();

    private Job JobFor(BenchmarkCase benchmark, IEnumerable<Job> mutators)
    {
        var plan = PlanOf(BenchmarkIdentity.CaseOf(benchmark));

        // Cold start is BenchmarkDotNet's word for "measure from the first iteration on": no pilot, no warm-up, no overhead pass. The
        // cold compile itself is made, and kept apart, in the benchmark's setup, so every iteration here is warm.
        var job = new Job()
            .WithStrategy(BenchmarkDotNet.Engines.RunStrategy.ColdStart)
            .WithLaunchCount(plan.Launches)
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

    private sealed class Events(BenchmarkSession session, Action<CaseRecord> finished) : EventProcessor
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

        public override void OnStartBuildStage(IReadOnlyList<BuildPartition> partitions) => _buildStarted = Stopwatch.GetTimestamp();

        public override void OnEndBuildStage() => session.Building += Stopwatch.GetElapsedTime(_buildStarted);

        public override void OnStartRunBenchmark(BenchmarkCase benchmarkCase) => _startedAt = DateTimeOffset.UtcNow;

        public override void OnBuildComplete(BuildPartition partition, BenchmarkDotNet.Toolchains.Results.BuildResult buildResult)
        {
            if (!buildResult.IsBuildSuccess)
            {
                BuildFailure ??= (buildResult.ErrorMessage ?? buildResult.GenerateException?.Message ?? "no reason given").ReplaceLineEndings(" ").Trim();
            }
        }

        public override void OnEndRunBenchmark(BenchmarkCase benchmarkCase, BenchmarkReport report)
        {
            var (planned, _) = session._cases[BenchmarkIdentity.CaseOf(benchmarkCase)];
            if (report.BuildResult is { IsBuildSuccess: true })
            {
                finished(CaseRecorder.Record(planned, _startedAt, report, session._guard.VerdictOn(benchmarkCase), session._limits.MemoryBytes));
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
