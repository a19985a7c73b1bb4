namespace CompileBench.Analysis.Comparison;

/// <summary>What is compared: a case without its engine.</summary>
/// <param name="Operation">One of <see cref="CompileBench.Results.Schema.OperationNames"/>.</param>
/// <param name="Module">The module's name.</param>
/// <param name="Settings">The settings' name.</param>
public readonly record struct ComparedCase(string Operation, string Module, string Settings)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Operation} {Module} {Settings}";
}
