using CompileBench.Analysis.Prediction.Features;

namespace CompileBench.Analysis.Prediction.Training;

/// <summary>What kind of module a row comes from.</summary>
public enum TrainingKind
{
    /// <summary>A real module.</summary>
    Real,

    /// <summary>One function of a real module, all other bodies replaced by <c>unreachable</c>.</summary>
    Function,

    /// <summary>A random module.</summary>
    Random,

    /// <summary>One size of a ladder.</summary>
    Ladder,
}

/// <summary>A module that models are trained on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What kind of module it is.</param>
/// <param name="Group">What it is held out with: its package, shape, or share of seeds.</param>
/// <param name="Features">Its features.</param>
public sealed record TrainingModule(string Name, TrainingKind Kind, string Group, ModuleFeatures Features);

/// <summary>What one module cost under one setting; null where it was not measured.</summary>
/// <param name="Module">The module.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Nanoseconds">CPU time of one warm compile, in nanoseconds of the first run's machine.</param>
/// <param name="AnonymousBytes">Peak anonymous memory that one compile adds.</param>
/// <param name="CodeBytes">Bytes of machine code.</param>
public sealed record TrainingRow(TrainingModule Module, string Settings, double? Nanoseconds, double? AnonymousBytes, double? CodeBytes)
{
    /// <summary>The cost of a target; null where it was not measured or is 0, which no ratio can be formed with.</summary>
    public double? Cost(CostTarget target) => target switch
    {
        CostTarget.Time => Nanoseconds,
        CostTarget.Memory => AnonymousBytes,
        _ => CodeBytes,
    } is > 0 and var cost ? cost : null;
}
