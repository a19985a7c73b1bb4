namespace CompileBench.Results.Schema;

/// <summary>The identity of a result: what was done, to which module, under which settings, by which engine.</summary>
/// <param name="Phase"><c>compile</c>, <c>validate</c> or <c>run</c>.</param>
/// <param name="Module">The module's stable name.</param>
/// <param name="Settings">The settings' name, such as <c>speed-backtracking</c>; <c>-</c> for validation, which has none.</param>
/// <param name="Engine">The engine's label, such as <c>50.0.1</c>.</param>
public readonly record struct MeasuredCase(string Phase, string Module, string Settings, string Engine)
{
    /// <summary>The phase this project is about.</summary>
    public const string CompilePhase = "compile";

    /// <summary>The floor: decoding and validating without compiling.</summary>
    public const string ValidatePhase = "validate";

    /// <summary>Executing what was compiled; other tools measure it, this suite reads it and holds compile time against it.</summary>
    public const string RunPhase = "run";

    /// <inheritdoc/>
    public override string ToString() => $"{Phase} {Module} {Settings} {Engine}";
}
