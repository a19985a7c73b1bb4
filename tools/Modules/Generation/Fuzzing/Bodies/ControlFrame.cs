using CompileBench.Modules.Wasm.Format;

namespace CompileBench.Modules.Generation.Fuzzing.Bodies;

/// <summary>A block that has begun and not ended.</summary>
internal struct ControlFrame
{
    public Opcode Kind;

    /// <summary>The height of the operand stack below the block's parameters.</summary>
    public int Base;

    public WasmType[] Parameters;
    public WasmType[] Results;

    /// <summary>Whether the code that follows can never run, so that the block should end soon.</summary>
    public bool IsUnreachable;

    /// <summary>The types of the values that a branch to the block carries.</summary>
    public readonly WasmType[] Label => Kind == Opcode.Loop ? Parameters : Results;
}
