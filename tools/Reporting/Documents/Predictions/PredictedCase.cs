using CompileBench.Analysis.Prediction;

namespace CompileBench.Reporting.Documents.Predictions;

/// <summary>The predicted time of one case of a run.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Nanoseconds">CPU time of one warm compile on the machine of the training runs.</param>
/// <param name="IsTraining">Whether the model was trained on this run, so that it has seen the case.</param>
public sealed record PredictedCase(string Engine, string Module, string Settings, CostEstimate Nanoseconds, bool IsTraining);
