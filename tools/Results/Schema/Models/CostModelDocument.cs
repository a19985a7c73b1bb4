namespace CompileBench.Results.Schema.Models;

/// <summary>A file of <c>results/models</c>: what compiling costs under each setting of one engine, as weights of features.</summary>
public sealed record CostModelDocument
{
    /// <summary>The version of the schema that this tool writes.</summary>
    public const int CurrentSchema = 1;

    /// <summary>The schema the document is written in.</summary>
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The engine's label.</summary>
    public required string Engine { get; init; }

    /// <summary>SHA-256 of the engine's native library, <c>sha256:…</c>.</summary>
    public required string EngineDigest { get; init; }

    /// <summary>The processor of the machine whose nanoseconds the model predicts; null where the run did not say.</summary>
    public string? Cpu { get; init; }

    /// <summary>The runs that the model was trained on, by name, the one that sets the unit of time first.</summary>
    public required IReadOnlyList<string> Runs { get; init; }

    /// <summary>One part per setting and target.</summary>
    public required IReadOnlyList<CostModelPart> Parts { get; init; }

    /// <summary>The largest value of each feature in any training module: beyond it the model extrapolates.</summary>
    public required IReadOnlyDictionary<string, double> Seen { get; init; }

    /// <summary>Modules whose time a host measures to find how fast it is.</summary>
    public required IReadOnlyList<CalibrationTime> Calibration { get; init; }
}

/// <summary>The part of a model for one setting and one target.</summary>
/// <param name="Settings">The settings' name.</param>
/// <param name="Target"><c>time</c> (nanoseconds), <c>memory</c> (peak anonymous bytes) or <c>code</c> (bytes of machine code).</param>
/// <param name="Rows">How many modules it was fitted to.</param>
/// <param name="Terms">The features with a weight above 0.</param>
/// <param name="Ordinary">Measured over predicted cost of real modules of packages that the fit did not see.</param>
/// <param name="Unusual">The same for generated modules of shapes that the fit did not see: what holds for modules unlike real ones.</param>
public sealed record CostModelPart(string Settings, string Target, int Rows, IReadOnlyList<CostModelTerm> Terms, CostRatios Ordinary, CostRatios Unusual);

/// <summary>One feature of a part.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Weight">Cost per unit of the feature, above 0.</param>
/// <param name="LargestShare">The largest share of the predicted cost that the feature had in a real training module, 0 to 1.</param>
public sealed record CostModelTerm(string Feature, double Weight, double LargestShare);

/// <summary>Bounds of measured over predicted cost.</summary>
/// <param name="Lower90">90% lie from this ratio on ...</param>
/// <param name="Lower50">... 50% from this one ...</param>
/// <param name="Upper50">... to this one ...</param>
/// <param name="Upper90">... and 90% up to this one.</param>
public sealed record CostRatios(double Lower90, double Lower50, double Upper50, double Upper90);

/// <summary>The time of a generated module on the machine of the training runs.</summary>
/// <param name="Module">The name, from which its bytes can be made.</param>
/// <param name="Settings">The settings' name.</param>
/// <param name="Nanoseconds">CPU time of one warm compile.</param>
public sealed record CalibrationTime(string Module, string Settings, double Nanoseconds);
