using CompileBench.Measuring;

namespace CompileBench.Benchmarks.Suite.Options;

/// <summary>
/// Checks BenchmarkDotNet arguments that were read from a run's directory. Anybody may have written that file, so only arguments that choose
/// benchmarks or count iterations are accepted: none that runs a program, loads a library, sets an environment variable or names a path.
/// </summary>
internal static class StoredArguments
{
    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "-f", "--filter", "-j", "--job", "--anyCategories", "--allCategories", "--attribute",
        "--launchCount", "--warmupCount", "--minWarmupCount", "--maxWarmupCount", "--iterationTime", "--iterationCount", "--minIterationCount",
        "--maxIterationCount", "--invocationCount", "--unrollFactor", "--strategy", "--runOncePerIteration", "--outliers", "--affinity",
        "--stopOnFirstError", "--memoryRandomization", "--noForcedGCs", "--noEvaluationOverhead", "--buildTimeout", "--wakeLock",
        "-m", "--memory", "-t", "--threading", "--exceptions", "--join", "--keepFiles",
    };

    /// <summary>Accepts the arguments or refuses to resume the run.</summary>
    /// <param name="run">The run's name.</param>
    /// <param name="arguments">The stored arguments.</param>
    /// <exception cref="UsageException">An argument is not in the list; the message says how to state it.</exception>
    public static void Check(string run, IReadOnlyList<string> arguments)
    {
        foreach (var argument in arguments.Where(a => a.StartsWith('-')))
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? argument : argument[..equals];
            if (!Harmless.Contains(name))
            {
                throw new UsageException(
                    $"run {run} names the BenchmarkDotNet option {name}, which is not taken from a run's directory: to resume, repeat all BenchmarkDotNet options of the run on the command line");
            }
        }
    }
}
