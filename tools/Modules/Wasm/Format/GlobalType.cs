namespace CompileBench.Modules.Wasm.Format;

/// <summary>The type of a global.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="IsMutable">Whether <c>global.set</c> may change it.</param>
public readonly record struct GlobalType(WasmType Type, bool IsMutable);
