namespace CompileBench.Engines.Operations;

/// <summary>What an operation works on.</summary>
/// <param name="Module">The module's bytes.</param>
/// <param name="ModulePath">The module's file. Files beside it can belong to its workload.</param>
/// <param name="WorkloadPath">The file that says how the module is executed; null to look beside the module.</param>
public sealed record OperationInput(ReadOnlyMemory<byte> Module, string ModulePath, string? WorkloadPath = null);
