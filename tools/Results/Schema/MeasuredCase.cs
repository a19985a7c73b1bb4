namespace CompileBench.Results.Schema;

/// <summary>The identity of a result: one operation on one module under one setting by one engine.</summary>
/// <param name="Operation">One of <see cref="OperationNames"/>.</param>
/// <param name="Module">The module's stable name.</param>
/// <param name="Settings">The name of the settings, such as <c>speed-backtracking</c>; <c>-</c> for an operation without settings.</param>
/// <param name="Engine">The engine's label, such as <c>50.0.1</c>.</param>
public readonly record struct MeasuredCase(string Operation, string Module, string Settings, string Engine)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Operation} {Module} {Settings} {Engine}";
}
