using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.SelfBenchmarks;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.CommandLine;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Runs;
using CompileBench.Measuring.Selection;
using CompileBench.Measuring.Sharding;
using CompileBench.Modules.Catalog;

namespace CompileBench.Benchmarks.Suite;

/// <summary>Decides what a command line means: print something, run the suite, or run one of the other benchmarks.</summary>
internal static class SuiteCommand
{
    /// <summary>Runs and returns the exit code.</summary>
    public static int Run(string[] args, CancellationToken cancellation)
    {
        var options = SuiteCommandLine.Parse(args);
        var arguments = options.BenchmarkArguments.ToArray();
        if (args.Contains("--help") || args.Contains("-h") || args.Contains("-?"))
        {
            PrintHelp();
            return 0;
        }

        if (args.Contains("--version"))
        {
            Console.WriteLine($"compilebench {ToolBuild.Version}, BenchmarkDotNet {typeof(BenchmarkSwitcher).Assembly.GetName().Version?.ToString(3)}");
            return 0;
        }

        if (options.PreflightOnly && options.Resume is not null)
        {
            throw new UsageException("--preflight-only has no effect on an earlier run: leave out --resume");
        }

        if (options.Resume is not null)
        {
            return SuiteRun.Resume(options, cancellation);
        }

        SuiteRun.ChooseInput(options);

        var builds = EngineSelection.Resolve(options.Engines, cancellation: cancellation);
        var catalog = ModuleCatalog.Load();
        var modules = ShardedModules.Select(catalog, ModuleSelection.Select(catalog, options.Suite, options.Modules), options.Shard, options.Settings.Count * builds.Count);
        SuiteParameters.Current = SuiteParameters.ForPlan(modules.Entries, options.Settings, builds);
        if (BenchmarkDotNetOptions.OnlyPrints(arguments))
        {
            BenchmarkSwitcher.FromAssembly(typeof(SuiteCommand).Assembly).Run(arguments, BenchmarkSession.Config(Path.Combine(options.Out, "bdn"), ConsoleLogger.Default));
            return 0;
        }

        return RunMatching(options, catalog, modules, builds, arguments, cancellation);
    }

    private static int RunMatching(
        SuiteOptions options, ModuleCatalog catalog, ShardedModules modules, IReadOnlyList<EngineBuild> builds, string[] arguments, CancellationToken cancellation)
    {
        if (options.PreflightOnly && arguments.Length == 0)
        {
            arguments = ["--filter", "*Compile*"];
        }

        if (!arguments.Any(a => a is "--filter" or "-f" || a.StartsWith("--filter=", StringComparison.Ordinal)))
        {
            throw new UsageException("say what to run with --filter, such as --filter '*Compile*' (--list flat shows everything there is)");
        }

        var parsed = BenchmarkArguments.Parse(arguments, Path.GetTempPath());
        var suiteTypes = BenchmarkIdentity.SuiteTypes.Where(type => BenchmarkSession.Match(parsed, type).Count > 0).ToList();
        var others = OtherTypes().Where(type => BenchmarkSession.Match(parsed, type).Count > 0).ToList();
        if (suiteTypes.Count == 0 && others.Count == 0)
        {
            throw new UsageException($"the filter matches no benchmark{NearestNames.Suggestion(FilterText(arguments), BenchmarkNames())}");
        }

        if (options.PreflightOnly)
        {
            return suiteTypes.Count == 0
                ? throw new UsageException("--preflight-only compiles modules: give a filter such as '*Compile*'")
                : SuiteRun.RunPreflightOnly(options, catalog, modules, builds, suiteTypes, cancellation);
        }

        BenchmarkSession.CheckOptimized(parsed, suiteTypes);
        if (suiteTypes.Count == 0)
        {
            SelfBenchmarkRun.CheckOptions(options, others);
        }

        var exit = suiteTypes.Count > 0 ? SuiteRun.Start(options, catalog, modules, builds, suiteTypes, arguments, cancellation) : 0;
        return others.Count > 0 && exit != ExitCodes.Interrupted ? Math.Max(exit, SelfBenchmarkRun.Run(options, catalog, others, arguments)) : exit;
    }

    private static IEnumerable<Type> OtherTypes() =>
        typeof(SuiteCommand).Assembly.GetExportedTypes().Where(t => t.Namespace == "Benchmarks" && !BenchmarkIdentity.SuiteTypes.Contains(t) && !t.IsAbstract);

    private static IEnumerable<string> BenchmarkNames() => BenchmarkIdentity.SuiteTypes.Concat(OtherTypes()).Select(t => t.Name);

    private static string FilterText(string[] arguments) =>
        arguments.SkipWhile(a => !a.Contains("-f", StringComparison.Ordinal)).Skip(1).FirstOrDefault()?.Trim('*') ?? "";

    private static void PrintHelp()
    {
        Console.WriteLine("Measures how long Wasmtime takes to compile WebAssembly modules.");
        Console.WriteLine();
        Console.WriteLine("  dotnet run -c Release -- --filter '*Compile*' [options]");
        Console.WriteLine();
        Console.WriteLine("Options of the suite:");
        foreach (var line in SuiteCommandLine.HelpLines())
        {
            Console.WriteLine(line);
        }

        Console.WriteLine();
        Console.WriteLine("Everything else goes to BenchmarkDotNet (--job, --list, --artifacts, ...):");
        BenchmarkArguments.PrintHelp();
    }
}
