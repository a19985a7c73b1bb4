using CompileBench.Analysis.Policy.Choosing;
using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Features;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Modules.Profiling;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>Puts measured costs and the expectations of the policy together, module by module.</summary>
internal sealed class CaseBuilder
{
    // Fewer common compiles say more about these modules than about the machines.
    private const int FewestCommonCompiles = 5;

    private readonly TrainingSet _set;
    private readonly RunTimeEvidence _evidence;
    private readonly ILookup<string, HeldOut> _predictions;
    private readonly ILookup<string, CaseRecord> _realCompiles;
    private readonly Dictionary<(string Module, string Settings), double> _firstOverLater;
    private readonly Dictionary<string, string> _groups;
    private readonly double _runScale;

    public CaseBuilder(TrainingSet set, RunTimeEvidence evidence, IReadOnlyList<CaseRecord> records, IReadOnlyList<HeldOutPart> predictions)
    {
        (_set, _evidence) = (set, evidence);
        var modules = set.Rows.Select(r => r.Module).DistinctBy(m => m.Name).ToList();
        _groups = modules.ToDictionary(m => m.Name, m => m.Group, StringComparer.Ordinal);
        _predictions = predictions.Where(p => p.Target == CostTarget.Time).SelectMany(p => p.Predictions.Select(h => (p.Settings, Held: h))).ToLookup(p => p.Settings, p => p.Held);
        var real = modules.Where(m => m.Kind == TrainingKind.Real).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        List<CaseRecord> compiles = [.. records.Where(r => r.EngineDigest == set.EngineDigest && r.Operation == OperationNames.Compile && r.Outcome == OutcomeKind.Completed)];
        _realCompiles = compiles.Where(r => real.Contains(r.Module)).ToLookup(r => Group(r.Module));
        _firstOverLater = compiles.Select(r => (r.Module, r.Settings, First: FirstCompileCost.Median(r, SampleKind.Cold), Later: FirstCompileCost.Median(r, SampleKind.Warm)))
            .Where(r => r is { First: not null, Later: not null })
            .GroupBy(r => (r.Module, r.Settings))
            .ToDictionary(g => g.Key, g => g.First().First!.Value / g.First().Later!.Value);
        _runScale = RunScale();
    }

    /// <summary>The modules by kind and name. A setting that refuses a module, or whose run times are not known, is left out of it.</summary>
    public IReadOnlyList<PolicyCase> Build()
    {
        var predicted = _set.Settings.ToDictionary(s => s, Predict, StringComparer.Ordinal);
        var executed = _evidence.Modules.DistinctBy(e => e.Module).ToDictionary(e => e.Module, StringComparer.Ordinal);
        return
        [
            .. from rows in _set.Rows.Where(r => r.Module.Kind != TrainingKind.Function && r.Nanoseconds > 0).GroupBy(r => r.Module)
               let own = executed.GetValueOrDefault(rows.Key.Name)
               let others = own is null ? _evidence : _evidence.Without(e => Group(e.Module) == rows.Key.Group)
               let costs = rows.Select(r => Costs(r, predicted[r.Settings], own, others)).OfType<CaseCosts>().ToList()
               where costs.Count > 1 && costs.Any(c => c.Settings == SettingNames.Baseline)
               orderby rows.Key.Kind, rows.Key.Name
               select new PolicyCase(rows.Key.Name, rows.Key.Kind, rows.Key.Group, Bytes(rows.Key), own is not null, costs),
        ];
    }

    private CaseCosts? Costs(TrainingRow row, Dictionary<string, (double Value, double AtMost)> predicted, ExecutedModule? own, RunTimeEvidence others)
    {
        if (!predicted.TryGetValue(row.Module.Name, out var compile) || Runs(row.Settings, own, others) is not { } runs)
        {
            return null;
        }

        return new CaseCosts(row.Settings, row.Nanoseconds!.Value, runs.Measured, new SettingCandidate(row.Settings, compile.Value, runs.Expected) { CompileAtMost = compile.AtMost })
        {
            FirstCompile = _firstOverLater.TryGetValue((row.Module.Name, row.Settings), out var ratio) ? row.Nanoseconds.Value * ratio : null,
        };
    }

    // A user knows how long a run takes under the default settings; how much longer it takes under others is what the policy has to expect.
    private (double Measured, double Expected)? Runs(string settings, ExecutedModule? own, RunTimeEvidence others)
    {
        if (_evidence.IsEmpty)
        {
            return (0, 0);
        }

        if (others.Ratio(settings) is not { } ratio)
        {
            return null;
        }

        if (own is null)
        {
            return (PolicyEvaluation.AssumedRun * ratio, PolicyEvaluation.AssumedRun * ratio);
        }

        return own.RunNanoseconds(settings) is { } run ? (run * _runScale, own.RunNanoseconds(SettingNames.Baseline)!.Value * _runScale * ratio) : null;
    }

    // What compiles under a setting are expected to take on average by module, with the time that the first compile of a process is not expected to exceed.
    private Dictionary<string, (double Value, double AtMost)> Predict(string settings)
    {
        var result = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        var firstOfAll = First(settings, null);
        foreach (var group in _predictions[settings].GroupBy(p => p.Group))
        {
            List<HeldOut> others = [.. _predictions[settings].Where(p => p.Group != group.Key)];
            var (ordinary, unusual) = (CostTrainer.OrdinaryRatios(others), CostTrainer.UnusualRatios(others));
            var first = _realCompiles.Contains(group.Key) ? First(settings, group.Key) : firstOfAll;
            foreach (var prediction in group)
            {
                var estimate = CostEstimate.FromRatios(prediction.Predicted, ordinary, unusual, prediction.Departure);
                result[prediction.Module] = (estimate.Mean, first.First(settings, estimate.Upper90));
            }
        }

        return result;
    }

    private FirstCompileCost First(string settings, string? leftOut) =>
        FirstCompileCost.FromRecords(_realCompiles.Where(g => g.Key != leftOut).SelectMany(g => g).Where(r => r.Settings == settings));

    // Executions are measured in another run than most compiles: their times are brought to the unit of the first run by the compiles that both have.
    private double RunScale()
    {
        var rows = _set.Rows.Where(r => r.Nanoseconds > 0).GroupBy(r => (r.Module.Name, r.Settings)).ToDictionary(g => g.Key, g => g.First().Nanoseconds!.Value);
        double[] ratios =
        [
            .. _evidence.Modules.SelectMany(m => m.Compiles.Where(c => rows.ContainsKey((m.Module, c.Key))).Select(c => rows[(m.Module, c.Key)] / c.Value.Centre)).Order(),
        ];
        return ratios.Length >= FewestCommonCompiles ? ratios[ratios.Length / 2] : 1;
    }

    private string Group(string module) => _groups.GetValueOrDefault(module, module);

    private static double Bytes(TrainingModule module) => module.Features.Values[CostFeatures.PlaceOf(ModuleMetrics.ModuleBytes.Name)];
}
