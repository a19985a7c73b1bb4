using System.Buffers.Binary;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Encodes a picture as PNG and decodes it again with LodePNG. The output is the encoded file.</summary>
internal sealed class LodepngDriver : WorkloadDriver
{
    public override string Name => "lodepng";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var width = input.Number("width", 64);
        var picture = SyntheticData.Picture(width);
        var (encode, decode) = (guest.Function("lodepng_encode32"), guest.Function("lodepng_decode32"));
        var pixels = guest.Call("malloc", picture.Length);
        var results = guest.Call("malloc", 16);
        guest.Write(pixels, picture);
        guest.Clock.Begin();
        encode.Call(results, results + 4, pixels, width, width);
        var (file, length) = (Word(guest, results), Word(guest, results + 4));
        decode.Call(results + 8, results + 12, results + 12, file, length);
        guest.Clock.End();
        return guest.Read(file, length);
    }

    private static uint Word(Guest guest, long address) => BinaryPrimitives.ReadUInt32LittleEndian(guest.Memory[(int)address..]);
}
