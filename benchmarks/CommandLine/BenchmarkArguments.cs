using BenchmarkDotNet.Configs;
using BenchmarkDotNet.ConsoleArguments;
using BenchmarkDotNet.Loggers;
using CompileBench.Benchmarks.Output;
using CompileBench.Benchmarks.Running;
using CompileBench.Measuring;

namespace CompileBench.Benchmarks.CommandLine;

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
        return understood && config is not null
            ? ManualConfig.Union(suite, config)
            : throw new UsageException(FirstComplaint(complaints.GetLog()));
    }

    /// <summary>Prints BenchmarkDotNet's own help.</summary>
    public static void PrintHelp() => _ = ConfigParser.Parse(["--help"], ConsoleLogger.Default, null);

    private static string FirstComplaint(string log)
    {
        var lines = log.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var error = lines.SkipWhile(l => !l.StartsWith("ERROR", StringComparison.Ordinal)).Skip(1).FirstOrDefault() ?? lines.FirstOrDefault();
        return error ?? "BenchmarkDotNet does not understand these arguments";
    }
}
