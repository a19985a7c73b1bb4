using CompileBench.Benchmarks.Contract;
using CompileBench.Benchmarks.Suite.Options;
using CompileBench.Benchmarks.Suite.Output;
using CompileBench.Benchmarks.Suite.Plan;
using CompileBench.CommandLine;
using CompileBench.Engines.Isolation;
using CompileBench.Reporting.Language;

namespace CompileBench.Benchmarks.Suite.Running;

/// <summary>
/// <c>--preflight-only</c>: compiles each case once under guard, kills it shortly after the limit, and says which modules exceed the limit. Nothing is
/// recorded, for these times are estimates.
/// </summary>
internal static class PreflightOnly
{
    /// <summary>Runs it and returns the exit code: 1 where a case exceeds the limit or did not end well.</summary>
    /// <param name="options">The options.</param>
    /// <param name="plan">What is compiled.</param>
    /// <param name="types">The benchmarks asked for.</param>
    /// <param name="cancellation">Asks to stop.</param>
    public static int Run(SuiteOptions options, SuitePlan plan, IReadOnlyList<Type> types, CancellationToken cancellation)
    {
        var (limit, text) = Limit(options);
        var cases = types.Select(BenchmarkIdentity.OperationOf).SelectMany(plan.Cases).ToList();
        var done = 0;
        Console.Error.WriteLine($"compiling each of {cases.Count} cases once, for up to {DurationText.Format((limit * PreflightAnswer.KillFactor).TotalNanoseconds)}");
        var findings = new Preflight(new OperationLimits(limit * PreflightAnswer.KillFactor, options.MemoryLimit), Math.Clamp(Environment.ProcessorCount, 1, 4)).Run(
            cases,
            _ =>
            {
                if (++done % 20 == 0)
                {
                    Console.Error.WriteLine($"{done} of {cases.Count}");
                }
            },
            cancellation);
        var answer = new PreflightAnswer(limit.TotalNanoseconds, text);
        var compiled = findings.Select(Describe).ToList();
        foreach (var line in answer.Lines(compiled))
        {
            Console.WriteLine(line);
        }

        return compiled.Count == 0 || plan.ModulesMissing || compiled.Any(PreflightAnswer.IsNegative) ? ExitCodes.Negative : ExitCodes.Success;
    }

    private static PreflightCase Describe(PreflightFinding finding) => new(
        finding.Planned.Case, finding.Outcome.Kind, finding.Outcome.Samples is { Count: > 0 } samples ? samples.Max(s => s.NanosecondsPerOperation) : null);

    // What the command line names; a fuzzer's limit where it names none.
    private static (TimeSpan Limit, string Text) Limit(SuiteOptions options) =>
        options.Deadline is { } deadline ? (deadline, $"the deadline of {DurationText.Format(deadline.TotalNanoseconds)}")
        : options.Given.Contains("timeout") ? (options.Timeout, $"the timeout of {DurationText.Format(options.Timeout.TotalNanoseconds)}")
        : (TimeSpan.FromMicroseconds(options.Budget.NativeNanoseconds / 1000), options.Budget.Factor == 1
            ? $"the budget of {DurationText.Format(options.Budget.NativeNanoseconds)}"
            : $"{DurationText.Format(options.Budget.NativeNanoseconds)} (a fuzzer's {DurationText.Format(options.Budget.Limit.TotalNanoseconds)}, at a speed {options.Budget.Factor:0.###} times lower)");
}
