using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.CommandLine;
using CompileBench.Engines.Probing;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;
using CompileBench.Modules.Workloads;
using CompileBench.Results.Schema;
using CompileBench.Results.Storage;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>Starts, checks and resumes runs of the suite: from fetching the modules to the plan that <see cref="SuiteMeasurement"/> measures.</summary>
internal static class SuiteRun
{
    /// <summary>Starts a new run and returns the exit code.</summary>
    public static int Start(
        SuiteOptions options,
        ModuleCatalog catalog,
        ShardedModules modules,
        IReadOnlyList<EngineBuild> builds,
        IReadOnlyList<Type> types,
        string[] arguments,
        CancellationToken cancellation) => UntilInterrupted(progress =>
        {
            var folder = UsableFolders.PrepareRuns(options.Out);
            var plan = Prepare(options, catalog, modules.Entries, types, builds, progress, cancellation);
            using var session = RunSession.Start(folder, RunDescription.ManifestFor(options, plan, arguments) with { Shard = modules.Shard });
            Publish(plan.File, session);
            if (modules.Shard is { } shard)
            {
                progress.Say(ShardedModules.Describe(shard));
            }

            return new SuiteMeasurement(options, plan, session, progress, asksForMore: false, cancellation).Run(types, arguments);
        });

    /// <summary>Compiles each case once without a run and returns the exit code.</summary>
    public static int RunPreflightOnly(
        SuiteOptions options, ModuleCatalog catalog, ShardedModules modules, IReadOnlyList<EngineBuild> builds, IReadOnlyList<Type> types, CancellationToken cancellation)
    {
        var plan = Prepare(options, catalog, modules.Entries, types, builds, new SuiteProgress(Console.Error), cancellation);
        return PreflightOnly.Run(options, plan, types, cancellation);
    }

    /// <summary>Completes an earlier run and returns the exit code.</summary>
    public static int Resume(SuiteOptions now, CancellationToken cancellation) => UntilInterrupted(progress =>
    {
        using var session = RunSession.Resume(now.Resume!, RunKind.Suite, now.Machine, cancellation);
        foreach (var notice in session.Notices)
        {
            progress.Say(notice);
        }

        var start = PlanFile.StartOf(PlanPath(session));
        var (options, arguments) = RunDescription.OptionsFrom(session.Manifest, now, start);
        ChooseInput(options);
        var builds = ResumedEngines.Resolve(session.Manifest, now.Engines, null, cancellation);
        var catalog = ModuleCatalog.Load();
        var modules = ShardedModules.Select(catalog, ModuleSelection.Select(catalog, options.Suite, options.Modules), options.Shard, options.Settings.Count * builds.Count);
        modules.CheckSamePlan(session.Manifest);

        // What was asked for and not what could be obtained then: a module whose package is back is measured now.
        SuiteParameters.Current = SuiteParameters.ForPlan(modules.Entries, options.Settings, builds);
        var matching = BenchmarkArguments.Parse(arguments, Path.GetTempPath());
        var types = BenchmarkIdentity.SuiteTypes.Where(type => BenchmarkSession.Match(matching, type).Count > 0).ToList();
        BenchmarkSession.CheckOptimized(matching, types);
        var plan = Prepare(options, catalog, modules.Entries, types, builds, progress, cancellation);
        RunDescription.CheckSameModules(session.Manifest, plan);
        Publish(start is null ? plan.File : plan.File with { StartedIn = start }, session);
        session.Update(manifest => manifest with { Modules = plan.Modules });
        return new SuiteMeasurement(options, plan, session, progress, now.Rounds is not null || now.TimeLimit is not null, cancellation).Run(types, arguments);
    });

    /// <summary>Tells the processes that execute programs, which inherit this environment, which input of Sightglass' programs to use.</summary>
    public static void ChooseInput(SuiteOptions options) =>
        Environment.SetEnvironmentVariable(SightglassConvention.SmallWorkloadVariable, options.SmallWorkloads ? "1" : null);

    // What a signal ends before anything is measured has nothing to keep.
    private static int UntilInterrupted(Func<SuiteProgress, int> run)
    {
        using var writing = StopSignals.KeepResult();
        var progress = new SuiteProgress(Console.Out);
        try
        {
            return run(progress);
        }
        catch (OperationCanceledException)
        {
            progress.Say("interrupted before anything was measured");
            return ExitCodes.Interrupted;
        }
    }

    private static SuitePlan Prepare(
        SuiteOptions options, ModuleCatalog catalog, IReadOnlyList<CatalogEntry> entries, IReadOnlyList<Type> types, IReadOnlyList<EngineBuild> builds, SuiteProgress progress, CancellationToken cancellation)
    {
        var fetcher = new ModuleFetcher(catalog, ModuleCache.ForCurrentUser());
        // No task may be awaited here: BenchmarkDotNet must later be called from this very thread.
        var fetched = fetcher.FetchAsync(entries, new FetchLines(progress), cancellation).GetAwaiter().GetResult();
        var plan = SuitePlan.Make(options, catalog.Folder, [.. types.Select(BenchmarkIdentity.OperationOf)], fetched, builds, cancellation);
        foreach (var skipped in plan.Skipped)
        {
            progress.Say($"not measured: {skipped.What}: {skipped.Message}");
        }

        return plan;
    }

    private static void Publish(PlanFile plan, RunSession session)
    {
        RunFolder.Prepare(session.Directory.BenchmarkArtifactsPath);
        (plan with { Reference = ReferencePlan.WriteModule(session.Directory.BenchmarkArtifactsPath) }).Publish(PlanPath(session));
    }

    private static string PlanPath(RunSession session) => Path.Combine(session.Directory.Path, "plan.json");

    private sealed class FetchLines(SuiteProgress progress) : IProgress<FetchProgress>
    {
        public void Report(FetchProgress value) => progress.Say(value.Text);
    }
}
