namespace CompileBench.Modules.Wasm.Writing;

/// <summary>Locals of one type that are declared together.</summary>
/// <param name="Count">How many; a function may have 50,000 of all types, parameters included.</param>
/// <param name="Type">Their type.</param>
public readonly record struct LocalGroup(int Count, WasmType Type);
