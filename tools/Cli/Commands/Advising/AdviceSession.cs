using CompileBench.Analysis.Policy.Advising;
using CompileBench.Analysis.Policy.Budgets;
using CompileBench.Analysis.Prediction;
using CompileBench.CommandLine;
using CompileBench.Embedding;
using CompileBench.Engines.Isolation;
using CompileBench.Engines.Probing;
using CompileBench.Measuring;
using CompileBench.Measuring.Training;
using CompileBench.Modules;
using CompileBench.Modules.Generation.Ladders;
using CompileBench.Modules.Wasm.Reading;
using CompileBench.Modules.Workloads;
using CompileBench.Reporting.Documents.Advice;
using CompileBench.Results.Schema;

namespace CompileBench.Cli.Commands.Advising;

/// <summary>Answers one <c>advise</c> command.</summary>
internal sealed class AdviceSession
{
    // Enough to name the functions that a module would have to change.
    private const int NamedFunctions = 10;

    private int _failed;

    /// <summary>The modules.</summary>
    public required IReadOnlyList<ModuleInput> Inputs { get; init; }

    /// <summary>The engine.</summary>
    public required EngineBuild Engine { get; init; }

    /// <summary>Its cost model.</summary>
    public required CompileCostModel Model { get; init; }

    /// <summary>The settings to choose from.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>What recorded runs say.</summary>
    public required StoredEvidence Evidence { get; init; }

    /// <summary>Whether times are those of this host.</summary>
    public required bool IsCalibrated { get; init; }

    /// <summary>Whether workloads are executed.</summary>
    public required bool Measures { get; init; }

    /// <summary>Whether modules are compiled under the advised setting.</summary>
    public required bool Checks { get; init; }

    /// <summary>When a compile or an execution is stopped; null for the usual limit.</summary>
    public required TimeSpan? Timeout { get; init; }

    /// <summary>Whether JSON is printed.</summary>
    public required bool IsJson { get; init; }

    private OperationLimits Guard => new(Timeout ?? OperationLimits.DefaultDeadline, null);

    /// <summary>Advises on the use of modules in a program.</summary>
    /// <returns>The exit code.</returns>
    public int Advise(AdviceQuestion question, CancellationToken cancellation)
    {
        var (model, host) = Calibrated(cancellation);
        var advisor = new ModuleAdvisor(question, Evidence.RunTimes, Evidence.FirstCompile, host);
        var advice = ForEach(
            (module, refused) =>
            {
                var measured = Measures ? Measure(module, cancellation) : null;
                var excluded = measured is null ? refused : Joined(refused, measured.Faults);
                return advisor.Advise(module.Name, ModuleDigest.Compute(module.Bytes).ToString(), model.Predict(module.Bytes, Settings, NamedFunctions), excluded, measured?.Runs)
                    ?? throw new UsageException($"no setting compiles {module.Name}: {excluded.Values.FirstOrDefault()}");
            },
            cancellation);
        var folder = FolderAdvice.FromModules(advice);
        if (folder.Modules.Count == 0)
        {
            return ExitCodes.BadInput;
        }

        IReadOnlyList<CheckedCompile> found = Checks ? [.. Check(folder, question, cancellation)] : [];
        if (IsJson)
        {
            Console.WriteLine(AdviceJson.Write(Engine.Label, folder, Evidence.RunTimes, found));
        }
        else
        {
            CliConsole.Write(folder.Modules.Count == 1
                ? new ModuleAdviceText(folder.Modules[0].Advice, Evidence.RunTimes, found.Count > 0 ? found[0] : null).ToText()
                : new FolderAdviceText(folder, Evidence.RunTimes, found).ToText());
        }

        return Ending(folder.OverLimits.Count == 0 && found.All(f => f.IsFine));
    }

    /// <summary>Advises on modules that a fuzzer compiles.</summary>
    /// <returns>The exit code.</returns>
    public int AdviseFuzzer(CompileBudget budget, CancellationToken cancellation)
    {
        var (model, _) = Calibrated(cancellation);
        var modules = ForEach((module, refused) => (module.Name, model.Predict(module.Bytes, Settings, 0), refused), cancellation);
        if (modules.Count == 0)
        {
            return ExitCodes.BadInput;
        }

        var advice = FuzzAdvice.FromPredictions(modules, budget);
        var units = LadderShapes.All.ToDictionary(s => s.Name, s => s.SizeUnit, StringComparer.Ordinal);
        var bounds = ShapeBound.FromRecords(Evidence.Ladders, [.. new[] { advice.Settings, SettingNames.Baseline }.Distinct()], budget.NativeNanoseconds, units);
        if (IsJson)
        {
            Console.WriteLine(AdviceJson.Write(Engine.Label, advice, bounds));
        }
        else
        {
            CliConsole.Write(new FuzzAdviceText(advice, bounds, Evidence.Ladders.Count > 0).ToText());
        }

        return Ending(advice.Dropped(advice.Settings).Count == 0);
    }

    private int Ending(bool isPositive) => _failed > 0 ? ExitCodes.BadInput : isPositive ? ExitCodes.Success : ExitCodes.Negative;

    private (CompileCostModel Model, Func<string, HostFactor>? Host) Calibrated(CancellationToken cancellation)
    {
        if (!IsCalibrated)
        {
            return (Model, null);
        }

        var factors = HostCalibration.Obtain(Model.Calibration, Settings, Engine, cancellation);
        return (Model.ForHost(s => factors[s]), s => factors[s]);
    }

    // One module at a time: a folder may hold more than memory does. One that cannot be used takes nothing from the others.
    private List<T> ForEach<T>(Func<AdvisedModule, IReadOnlyDictionary<string, string>, T> advise, CancellationToken cancellation)
    {
        var results = new List<T>();
        using var refusals = new SettingRefusals(Engine, cancellation);
        foreach (var input in Inputs)
        {
            try
            {
                using var module = new AdvisedModule(input, input.Read(cancellation));
                results.Add(advise(module, refusals.Find(module, Settings)));
            }
            catch (Exception e) when (Inputs.Count > 1 && e is WasmDecodeException or UsageException or RecordFormatException or FileNotFoundException or UnauthorizedAccessException)
            {
                _failed++;
                CliConsole.Note($"compilebench: {input.Name}: {e.Message}");
            }
        }

        return results;
    }

    private WorkloadTimes? Measure(AdvisedModule module, CancellationToken cancellation)
    {
        try
        {
            var times = WorkloadTimes.Measure(module, Settings, Engine, Guard, cancellation);
            if (times is null)
            {
                CliConsole.Note($"{module.Name}: no workload says how to execute it: modules/README.md describes how to write one");
            }

            return times;
        }
        catch (WorkloadException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private IEnumerable<CheckedCompile> Check(FolderAdvice folder, AdviceQuestion question, CancellationToken cancellation)
    {
        var check = new AdviceCheck(Engine, question.Limits, Guard, cancellation);
        var inputs = Inputs.GroupBy(i => i.Name).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var (advice, use) in folder.Modules)
        {
            var input = inputs[advice.Module];
            using var module = new AdvisedModule(input, input.Read(cancellation));
            yield return check.Compile(module, use.Settings);
        }
    }

    private static Dictionary<string, string> Joined(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other)
    {
        var all = new Dictionary<string, string>(one, StringComparer.Ordinal);
        other.ToList().ForEach(o => all.TryAdd(o.Key, o.Value));
        return all;
    }
}
