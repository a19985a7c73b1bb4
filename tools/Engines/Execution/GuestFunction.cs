namespace CompileBench.Engines.Execution;

/// <summary>An exported function of an instance, valid as long as the instance.</summary>
internal sealed class GuestFunction(Guest guest, byte[] blob)
{
    /// <summary>The <c>wasmtime_extern_t</c> of the function.</summary>
    internal byte[] Blob => blob;

    /// <summary>Calls it.</summary>
    /// <param name="arguments">The arguments; a 32-bit value in the low half, a floating-point number by its bits.</param>
    /// <returns>The result; without meaning where the function has none. A 32-bit result is in the low half.</returns>
    /// <exception cref="Operations.OperationFailedException">It trapped.</exception>
    public long Call(params ReadOnlySpan<long> arguments) => guest.Call(blob, arguments);
}
