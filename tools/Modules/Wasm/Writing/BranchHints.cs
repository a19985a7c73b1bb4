namespace CompileBench.Modules.Wasm.Writing;

/// <summary>The custom section of the proposal branch hints while it is written: for some branches of some functions, whether they are likely.</summary>
internal sealed class BranchHints
{
    private readonly List<(uint Function, List<(uint Offset, bool IsLikely)> Hints)> _functions = [];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _functions.Count == 0;

    /// <summary>Adds a hint; functions come in the order of their indices, and hints in the order of the code.</summary>
    /// <param name="function">The function's index, imported ones counted.</param>
    /// <param name="offset">The offset of the branch from the first byte of the body behind its size.</param>
    /// <param name="isLikely">Whether the branch is likely taken.</param>
    public void Add(int function, int offset, bool isLikely)
    {
        if (_functions.Count == 0 || _functions[^1].Function != (uint)function)
        {
            _functions.Add(((uint)function, []));
        }

        _functions[^1].Hints.Add(((uint)offset, isLikely));
    }

    /// <summary>Writes the section's name and contents.</summary>
    public void WriteTo(WasmBuffer buffer)
    {
        buffer.WriteName("metadata.code.branch_hint");
        buffer.WriteUnsigned((uint)_functions.Count);
        foreach (var (function, hints) in _functions)
        {
            buffer.WriteUnsigned(function);
            buffer.WriteUnsigned((uint)hints.Count);
            foreach (var (offset, isLikely) in hints)
            {
                buffer.WriteUnsigned(offset);
                // A hint has one byte.
                buffer.WriteUnsigned(1u);
                buffer.WriteByte(isLikely ? (byte)1 : (byte)0);
            }
        }
    }
}
