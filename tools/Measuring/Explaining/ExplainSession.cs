using CompileBench.Analysis.Explanation;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Engines.Settings;
using CompileBench.Measuring.Explaining.Blame;
using CompileBench.Measuring.Explaining.Sampling;
using CompileBench.Measuring.Instructions;
using CompileBench.Modules.Wasm.Components;

namespace CompileBench.Measuring.Explaining;

/// <summary>
/// Explains one module in the ways a person can ask for. Every way first proves that the engine supports the settings; counting first compiles
/// once without counting, reports how long counting will take, and does not start where that exceeds the limit.
/// </summary>
/// <param name="moduleName">The module's name.</param>
/// <param name="module">The module.</param>
/// <param name="countedLimits">The limits of one counted compile.</param>
/// <param name="timedLimits">The limits of one compile that is sampled or timed.</param>
/// <param name="forecasts">Receives a forecast before each count; null for none.</param>
public sealed class ExplainSession(
    string moduleName, byte[] module, OperationLimits countedLimits, OperationLimits timedLimits, IProgress<CountingForecast>? forecasts)
{
    private readonly Explainer _explainer = new(moduleName, module);

    /// <summary>Counts one compile under each of the settings.</summary>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public IReadOnlyList<ExplainResult> Explain(EngineBuild engine, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (InstructionCounter.MissingHere is not null)
        {
            return [.. settings.Select(s => new ExplainResult(s.Name, null, Explainer.NotHere))];
        }

        var faults = ProvedSettings.FindFaults(engine, settings, cancellation);
        return
        [
            .. settings.Select((s, i) => faults[i] is { } fault
                ? new ExplainResult(s.Name, null, fault)
                : WhyNotCounted(engine, s, cancellation) ?? _explainer.Explain(engine, s, countedLimits, cancellation)),
        ];
    }

    /// <summary>Measures the cost of every function of the module: by counting where possible, else by substitution and time.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="mostTried">How many functions substitution tries.</param>
    /// <param name="notices">Receives the reason that counting was not possible.</param>
    /// <param name="cancellation">Stops the measuring.</param>
    /// <exception cref="UsageException">The settings compile on several threads, or the module is a component.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public BlameResult Blame(EngineBuild engine, CompilerSettings settings, int mostTried, IProgress<string> notices, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(notices);
        if (settings.Parallel)
        {
            // Time is no alternative: a function that is compiled beside others may cost no wall time at all.
            throw new UsageException($"--blame: {settings} compiles on several threads, where costs of single functions cannot be separated: leave +parallel out");
        }

        if (CoreModules.IsComponent(module))
        {
            throw new UsageException($"--blame: {moduleName} is a component, and costs are assigned to functions of core modules: write these with 'compilebench modules extract'");
        }

        if (ProvedSettings.FindFaults(engine, [settings], cancellation)[0] is { } fault)
        {
            return new BlameResult(null, fault);
        }

        if (InstructionCounter.MissingHere is null)
        {
            if (WhyNotCounted(engine, settings, cancellation) is { } refusal)
            {
                return new BlameResult(null, refusal.Message, refusal.TooLong);
            }

            var counted = CountedBlame.Measure(engine, settings, moduleName, module, countedLimits, cancellation);
            if (counted.Blame is not null)
            {
                return counted;
            }

            notices.Report(counted.Message!);
        }

        var times = new CompileTimes(engine, settings, timedLimits, cancellation);
        var blame = SubstitutionBlame.Measure(engine, settings, moduleName, module, BlameUnit.Nanoseconds, times.MeasureShortest, mostTried);
        return new BlameResult(blame, times.Fault);
    }

    /// <summary>Samples one compile under each of the settings.</summary>
    /// <exception cref="UsageException">Compiles cannot be sampled on this machine.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public IReadOnlyList<SampleResult> Sample(EngineBuild engine, IReadOnlyList<CompilerSettings> settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (CompileSampler.MissingHere is { } missing)
        {
            throw new UsageException($"{moduleName}: {missing}");
        }

        var faults = ProvedSettings.FindFaults(engine, settings, cancellation);
        return
        [
            .. settings.Select((s, i) => faults[i] is { } fault
                ? new SampleResult(null, $"{s}: {fault}")
                : CompileSampler.Sample(engine, s, moduleName, module, timedLimits, cancellation)),
        ];
    }

    private ExplainResult? WhyNotCounted(EngineBuild engine, CompilerSettings settings, CancellationToken cancellation)
    {
        var alone = _explainer.RunAlone(engine, settings, OperationLimits.Default, cancellation);
        if (alone.Window is not { } window)
        {
            return new ExplainResult(settings.Name, null, $"{alone.Outcome.Kind}: {alone.Outcome.Message}");
        }

        var forecast = Explainer.Forecast(engine, settings, window.CpuTime, countedLimits.Deadline);
        forecasts?.Report(forecast);
        return forecast.IsOverLimit ? new ExplainResult(settings.Name, null, null, forecast) : null;
    }
}
