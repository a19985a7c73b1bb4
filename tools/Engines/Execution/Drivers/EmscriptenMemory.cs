namespace CompileBench.Engines.Execution.Drivers;

/// <summary>The functions for memory that modules of Emscripten import.</summary>
internal static class EmscriptenMemory
{
    /// <summary>Copies within the memory: <c>emscripten_memcpy_js</c>.</summary>
    public static HostFunction Copy(string module, string name) => new(module, name, (guest, arguments) =>
    {
        var memory = guest.Memory;
        memory.Slice((int)arguments[1], (int)arguments[2]).CopyTo(memory[(int)arguments[0]..]);
        return arguments[0];
    });

    /// <summary>Refuses to grow the memory: <c>emscripten_resize_heap</c>. The workloads fit into what their modules begin with.</summary>
    public static HostFunction RefuseGrowth(string module, string name) => new(module, name, (_, _) => 0);
}
