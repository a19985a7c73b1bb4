using CompileBench.Analysis.Prediction;

namespace CompileBench.Analysis.Tests.Policy.Advising;

/// <summary>Makes predictions for tests.</summary>
internal static class Predictions
{
    /// <summary>A module with one prediction per setting; intervals reach from 0.8 to 1.25 times the value.</summary>
    public static ModulePrediction Module(params (string Settings, double Nanoseconds)[] settings) =>
        new(1000, 3, [.. settings.Select(s => Setting(s.Settings, s.Nanoseconds))]);

    public static SettingPrediction Setting(string settings, double nanoseconds, params IReadOnlyList<FunctionPrediction> heaviest) =>
        new(settings, Cost(nanoseconds), Cost(nanoseconds / 10), null, heaviest, null, []);

    private static CostEstimate Cost(double value) => new(value, value * 0.8, value * 0.9, value * 1.1, value * 1.25, false);
}
