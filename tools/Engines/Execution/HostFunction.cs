namespace CompileBench.Engines.Execution;

/// <summary>The body of a function that a module imports and that a driver provides.</summary>
/// <param name="guest">The instance that calls it.</param>
/// <param name="arguments">The arguments; 32-bit values are in the low half.</param>
/// <returns>The result; ignored where the function has none.</returns>
internal delegate long HostFunctionBody(Guest guest, ReadOnlySpan<long> arguments);

/// <summary>A function that a module imports and that a driver provides. Imports that nothing provides trap when they are called.</summary>
/// <param name="Module">The import's module name.</param>
/// <param name="Name">The import's name in that module.</param>
/// <param name="Body">What it does. It must not throw.</param>
internal sealed record HostFunction(string Module, string Name, HostFunctionBody Body);
