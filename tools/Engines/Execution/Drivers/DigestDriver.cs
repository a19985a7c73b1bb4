namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Computes SHA-256 again and again: each digest replaces the beginning of the next input.</summary>
internal sealed class DigestDriver : WorkloadDriver
{
    private const int InputBytes = 512;
    private const int DigestBytes = 32;

    public override string Name => "digest";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var (from, to) = (input.Number("inputAddress", 0), input.Number("outputAddress", 0));
        var digest = guest.Function("digest");
        guest.Write(from, SyntheticData.Noise(InputBytes));
        guest.Clock.Begin();
        for (var i = 0; i < input.Repeat; i++)
        {
            digest.Call(InputBytes);
            var memory = guest.Memory;
            memory.Slice(to, DigestBytes).CopyTo(memory[from..]);
        }

        guest.Clock.End();
        return guest.Read(to, DigestBytes);
    }
}
