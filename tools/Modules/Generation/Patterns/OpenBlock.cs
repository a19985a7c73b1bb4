using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Patterns;

/// <summary>A block that is open where a body is being written.</summary>
/// <param name="Height">The height of the operand stack below the block's parameters.</param>
/// <param name="Parameters">What the block takes.</param>
/// <param name="Results">What it leaves.</param>
/// <param name="Label">What a branch to it takes.</param>
/// <param name="AwaitsElse">Whether it is an <c>if</c> whose <c>else</c> has not been written.</param>
internal readonly record struct OpenBlock(int Height, WasmType[] Parameters, WasmType[] Results, WasmType[] Label, bool AwaitsElse);
