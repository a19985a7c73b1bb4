namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>How often a case is measured so that its budget is met.</summary>
/// <param name="Launches">Processes, each with one cold compile, from 1.</param>
/// <param name="Iterations">Warm iterations in each process, from 1; from 2 when there is one process.</param>
/// <param name="Invocations">Compiles in a row in each iteration, from 1.</param>
public readonly record struct MeasuringPlan(int Launches, int Iterations, int Invocations)
{
    // Three processes are the fewest that show how much processes differ; more are better spent on iterations.
    private const int MostLaunches = 3;

    // Beyond fifteen iterations a launch adds less than another module does.
    private const int MostIterations = 15;

    // Below about 20 ms the clock's own cost and the first touch of caches bias a single compile upwards by several per cent: such
    // compiles are measured in batches.
    private static readonly TimeSpan ShortestIteration = TimeSpan.FromMilliseconds(20);

    // What a process costs before its first compile: start of the runtime and of BenchmarkDotNet.
    private static readonly TimeSpan LaunchOverhead = TimeSpan.FromMilliseconds(170);

    // Bounds the modules that are alive at once, for they are freed after the iteration.
    private const int MostInvocations = 64;

    /// <summary>Plans a case.</summary>
    /// <param name="oneCompile">Wall time of one compile, measured in the preflight.</param>
    /// <param name="budget">Measuring time for the case, start-up of its processes included.</param>
    public static MeasuringPlan For(TimeSpan oneCompile, TimeSpan budget)
    {
        var compile = Math.Max(oneCompile.TotalSeconds, 1e-5);
        var invocations = (int)Math.Clamp(Math.Ceiling(ShortestIteration.TotalSeconds / compile), 1, MostInvocations);
        var iteration = compile * invocations;
        for (var launches = MostLaunches; launches > 1; launches--)
        {
            var left = (budget.TotalSeconds / launches) - LaunchOverhead.TotalSeconds - compile;
            var iterations = (int)Math.Floor(left / iteration);
            if (iterations >= 1)
            {
                return new MeasuringPlan(launches, Math.Min(iterations, MostIterations), invocations);
            }
        }

        var alone = (int)Math.Floor((budget.TotalSeconds - LaunchOverhead.TotalSeconds - compile) / iteration);
        return new MeasuringPlan(1, Math.Clamp(alone, 2, MostIterations), invocations);
    }

    /// <summary>What measuring by this plan will take.</summary>
    public TimeSpan Expected(TimeSpan oneCompile) =>
        Launches * (LaunchOverhead + (oneCompile * (1 + ((double)Iterations * Invocations))));

    /// <summary>How much of it lies inside measured compiles, 0 to 1.</summary>
    public double ExpectedShare(TimeSpan oneCompile)
    {
        var all = Expected(oneCompile);
        return (all - (Launches * LaunchOverhead)) / all;
    }
}
