namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Encodes a picture as PNG.</summary>
internal sealed class PngEncoderDriver : RustBytesDriver
{
    private const int BitsPerChannel = 8;

    public override string Name => "png-encoder";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var width = input.Number("width", 64);
        return Transform(guest, "encode", SyntheticData.Picture(width), [1], [width, width, BitsPerChannel]);
    }
}
