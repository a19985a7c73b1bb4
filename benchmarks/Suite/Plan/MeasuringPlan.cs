namespace CompileBench.Benchmarks.Suite.Plan;

/// <summary>What one benchmark process measures: a case in one round.</summary>
/// <param name="Iterations">Timed iterations, from 1.</param>
/// <param name="Invocations">Compiles in a row in each iteration, from 1.</param>
public readonly record struct MeasuringPlan(int Iterations, int Invocations)
{
    // Rounds, and not iterations, are what the bounds of a case are judged by: more iterations than these add little.
    private const int MostIterations = 5;
    private const int FewestIterations = 2;

    // Bounds the modules that are alive at once, for they are freed after the iteration.
    private const int MostInvocations = 64;

    // From here on one compile lasts so long that a second one adds less than another round does: the state of the machine lasts seconds, and a second
    // compile mostly sees the state that the first one saw.
    private static readonly TimeSpan LongCompile = TimeSpan.FromMilliseconds(200);

    // Below about 20 ms the clock's own cost and the first touch of caches bias a single compile upwards by several per cent: such
    // compiles are measured in batches, which also take interruptions better the longer they are.
    private static readonly TimeSpan UsualIteration = TimeSpan.FromMilliseconds(100);

    // What a process costs before its first compile, which is the start of the runtime and of BenchmarkDotNet, and its reference compiles.
    private static readonly TimeSpan LaunchOverhead = TimeSpan.FromMilliseconds(230);

    /// <summary>Plans a case.</summary>
    /// <param name="oneCompile">Wall time of one compile, measured in the preflight.</param>
    /// <param name="budget">Measuring time for the case in one round, without the start of its process.</param>
    public static MeasuringPlan For(TimeSpan oneCompile, TimeSpan budget)
    {
        var compile = Math.Max(oneCompile.TotalSeconds, 1e-5);
        var iteration = Math.Min(UsualIteration.TotalSeconds, budget.TotalSeconds / FewestIterations);
        var invocations = (int)Math.Clamp(Math.Round(iteration / compile), 1, MostInvocations);
        var fewest = oneCompile >= LongCompile ? 1 : FewestIterations;
        return new MeasuringPlan((int)Math.Clamp(Math.Floor(budget.TotalSeconds / (compile * invocations)), fewest, MostIterations), invocations);
    }

    /// <summary>What measuring by this plan will take.</summary>
    public TimeSpan Expected(TimeSpan oneCompile) => LaunchOverhead + (oneCompile * (1 + ((double)Iterations * Invocations)));
}
