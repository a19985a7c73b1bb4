namespace CompileBench.Modules.Wasm.Editing;

/// <summary>Where one function body lies.</summary>
/// <param name="Offset">Its first byte behind its size, from the start of the module.</param>
/// <param name="Size">Its bytes: locals and instructions.</param>
/// <param name="HasDataCount">Whether its instructions may name data segments.</param>
public readonly record struct BodyPlace(int Offset, int Size, bool HasDataCount);
