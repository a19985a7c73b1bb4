using CompileBench.Analysis.Policy.Costs;
using CompileBench.Analysis.Prediction;
using CompileBench.Analysis.Prediction.Evaluation;
using CompileBench.Analysis.Prediction.Training;
using CompileBench.Results.Schema;

namespace CompileBench.Analysis.Policy.Evaluation;

/// <summary>
/// Modules with measured costs, and with what the policy expects of them when it has seen nothing of their packages: compiles by cost models without the
/// package, run times as geometric means of other packages' modules.
/// </summary>
/// <param name="Set">The rows that the predictions come from.</param>
/// <param name="Cases">The modules: real ones, random ones and sizes of ladders.</param>
/// <param name="Evidence">The recorded executions.</param>
public sealed record PolicyEvaluation(TrainingSet Set, IReadOnlyList<PolicyCase> Cases, RunTimeEvidence Evidence)
{
    /// <summary>How long one run of a module takes that was not executed, under the default settings, in nanoseconds: assumed.</summary>
    public const double AssumedRun = 1e6;

    /// <summary>Whether run times of settings are known; otherwise only compiles can be judged.</summary>
    public bool HasRunTimes => !Evidence.IsEmpty;

    /// <summary>Judges the policy by recorded runs.</summary>
    /// <param name="set">Measured compiles and the features of their modules.</param>
    /// <param name="runs">The records of all runs: executions, and first compiles of processes.</param>
    public static PolicyEvaluation FromRuns(TrainingSet set, IReadOnlyList<IReadOnlyList<CaseRecord>> runs)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(runs);
        return FromPredictions(set, runs, CrossValidation.Run(set, [CostTarget.Time], FeatureModel.For));
    }

    /// <summary>The same from predictions of time that were made before, each by a model that saw nothing of the module's group.</summary>
    /// <inheritdoc cref="FromRuns"/>
    public static PolicyEvaluation FromPredictions(TrainingSet set, IReadOnlyList<IReadOnlyList<CaseRecord>> runs, IReadOnlyList<HeldOutPart> predictions)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(predictions);
        var evidence = RunTimeEvidence.FromRuns(runs, set.EngineDigest);
        return new PolicyEvaluation(set, new CaseBuilder(set, evidence, [.. runs.SelectMany(r => r)], predictions).Build(), evidence);
    }
}
