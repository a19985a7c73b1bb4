namespace CompileBench.Analysis.Comparison;

/// <summary>What is compared: a case without its engine.</summary>
/// <param name="Phase"><c>compile</c> or <c>validate</c>.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
public readonly record struct ComparedCase(string Phase, string Module, string Settings)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Phase} {Module} {Settings}";
}
