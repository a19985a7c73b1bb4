using BenchmarkDotNet.Configs;
using BenchmarkDotNet.ConsoleArguments;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Running;
using CompileBench.Measuring;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>Reads BenchmarkDotNet's part of the command line with its own parser.</summary>
internal static class BenchmarkArguments
{
    /// <summary>The configuration these arguments ask for, on top of the suite's.</summary>
    /// <param name="arguments">BenchmarkDotNet's arguments.</param>
    /// <param name="artifacts">Where its files go unless <c>--artifacts</c> says otherwise.</param>
    /// <param name="logger">Where its words go; nowhere by default.</param>
    /// <exception cref="UsageException">BenchmarkDotNet does not understand them.</exception>
    public static IConfig Parse(string[] arguments, string artifacts, ILogger? logger = null)
    {
        var complaints = new AccumulationLogger();
        var suite = BenchmarkSession.Config(artifacts, logger ?? new QuietLogger());
        var (understood, config, _) = ConfigParser.Parse(arguments, complaints, suite);
        if (!understood || config is null)
        {
            throw new UsageException(FirstComplaint(complaints.GetLog()));
        }

        CheckJobs([.. config.GetJobs()]);
        return ManualConfig.Union(suite, config);
    }

    /// <summary>Prints BenchmarkDotNet's own help.</summary>
    public static void PrintHelp() => _ = ConfigParser.Parse(["--help"], ConsoleLogger.Default, null);

    // Benchmarks run in processes of their own, built against what runs here and watched: another way to run them would be overridden, and
    // two jobs would be two results of one case.
    private static void CheckJobs(IReadOnlyList<Job> jobs)
    {
        if (jobs.Any(j => j.HasValue(InfrastructureMode.ToolchainCharacteristic) || j.HasValue(EnvironmentMode.RuntimeCharacteristic)))
        {
            throw new UsageException("--inProcess, --coreRun, --cli, --clrVersion and --runtimes cannot be used: every case runs in a guarded process of the runtime that runs this program");
        }

        if (jobs.Count(j => !j.Meta.IsMutator) > 1)
        {
            throw new UsageException("more than one job is asked for, and a case has one result: ask for one, and start a run for each other");
        }
    }

    private static string FirstComplaint(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var error = lines.SkipWhile(l => !l.StartsWith("ERROR", StringComparison.Ordinal)).Skip(1).FirstOrDefault() ?? lines.FirstOrDefault();
        return error ?? "BenchmarkDotNet does not understand these arguments";
    }
}
