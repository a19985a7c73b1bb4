namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Compresses text with Brotli at its highest quality.</summary>
internal sealed class BrotliDriver : RustBytesDriver
{
    // The handle that the package's own code uses for an absent argument.
    private const long Undefined = 132;

    public override string Name => "brotli";

    public override IReadOnlyList<HostFunction> Imports { get; } = [new HostFunction("__wbindgen_placeholder__", "__wbindgen_is_undefined", (_, _) => 1)];

    public override byte[] Run(Guest guest, DriverInput input) => Transform(guest, "compress", SyntheticData.Words(input.Number("bytes", 1024)), [], [Undefined]);
}
