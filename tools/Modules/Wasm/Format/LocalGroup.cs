namespace CompileBench.Modules.Wasm.Format;

/// <summary>Locals of one type that a function body declares together.</summary>
/// <param name="Count">How many; a function may have <see cref="FormatLimits.Locals"/> of all types, its parameters included.</param>
/// <param name="Type">Their type.</param>
public readonly record struct LocalGroup(int Count, WasmType Type);
