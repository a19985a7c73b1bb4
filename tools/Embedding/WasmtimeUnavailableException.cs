namespace CompileBench.Embedding;

/// <summary>The native library of Wasmtime cannot be used; the message is one line.</summary>
public sealed class WasmtimeUnavailableException(string message, Exception inner) : IOException(message, inner);
