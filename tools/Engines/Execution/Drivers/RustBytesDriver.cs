using System.Buffers.Binary;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Calls a function of a <c>wasm-bindgen</c> module that takes bytes and returns bytes through a place on the module's stack.</summary>
internal abstract class RustBytesDriver : WorkloadDriver
{
    /// <summary>Calls a function and reads the bytes that it returns.</summary>
    /// <param name="guest">The instance.</param>
    /// <param name="function">The function, whose first arguments are the place of the result, the input and its length.</param>
    /// <param name="bytes">The input.</param>
    /// <param name="allocation">Further arguments of the allocator.</param>
    /// <param name="more">Further arguments of the function.</param>
    protected static byte[] Transform(Guest guest, string function, byte[] bytes, ReadOnlySpan<long> allocation, ReadOnlySpan<long> more)
    {
        var result = (int)guest.Call("__wbindgen_add_to_stack_pointer", -16);
        var at = guest.Call("__wbindgen_malloc", [bytes.Length, .. allocation]);
        guest.Write(at, bytes);
        var transform = guest.Function(function);
        guest.Clock.Begin();
        transform.Call([result, at, bytes.Length, .. more]);
        guest.Clock.End();
        return guest.Read(Word(result), Word(result + 4));

        uint Word(int address) => BinaryPrimitives.ReadUInt32LittleEndian(guest.Memory[address..]);
    }
}
