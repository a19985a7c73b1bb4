namespace CompileBench.Analysis.Prediction.Training;

/// <summary>Everything that models of one engine are trained on.</summary>
/// <param name="Engine">The engine's label.</param>
/// <param name="EngineDigest">SHA-256 of its native library.</param>
/// <param name="Cpu">The processor of the first run; null where the run does not say.</param>
/// <param name="Runs">The runs by name, the one that sets the unit of time first.</param>
/// <param name="Rows">The rows.</param>
public sealed record TrainingSet(string Engine, string EngineDigest, string? Cpu, IReadOnlyList<string> Runs, IReadOnlyList<TrainingRow> Rows)
{
    /// <summary>The settings that rows have, in the order of tables.</summary>
    public IReadOnlyList<string> Settings { get; } =
    [
        .. Rows.Select(r => r.Settings).Distinct()
            .OrderBy(s => Results.Schema.SettingNames.RankIn(Results.Schema.SettingNames.All, s)).ThenBy(s => s, StringComparer.Ordinal),
    ];
}
