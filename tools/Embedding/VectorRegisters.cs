using CompileBench.Engines.Native;

namespace CompileBench.Embedding;

/// <summary>The state of the processor's vector registers, which .NET leaves as code that Cranelift made does not expect it.</summary>
public static class VectorRegisters
{
    /// <summary>
    /// Clears the upper halves of the vector registers: one instruction, <c>vzeroupper</c>. Call it just before a call into a module. Where .NET left these
    /// halves in use, executed code that computes with floating-point numbers is several times slower on some Intel processors. Does nothing on processors
    /// without AVX.
    /// </summary>
    public static void ClearUpperHalves() => UpperHalves.Clear();
}
