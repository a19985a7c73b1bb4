using System.Runtime.InteropServices;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Transforms a signal of 1,024 complex numbers with KISS FFT, again and again, and scales it after every second transform.</summary>
internal sealed class FourierDriver : WorkloadDriver
{
    private const int Points = 1024;

    public override string Name => "fourier";

    public override byte[] Run(Guest guest, DriverInput input)
    {
        guest.MemoryName = "f";
        guest.Call("g");
        var plan = guest.Call("h", Points, 0, 0, 0);
        var (signal, spectrum) = (guest.Call("t", Points * 8), guest.Call("t", Points * 8));
        var noise = SyntheticData.Noise(2 * Points);
        var values = Values();
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (noise[i] - 128) / 128f;
        }

        var transform = guest.Function("l");
        guest.Clock.Begin();
        for (var run = 0; run < input.Repeat; run++)
        {
            transform.Call(plan, signal, spectrum);
            transform.Call(plan, spectrum, signal);
            foreach (ref var value in Values())
            {
                value /= Points;
            }
        }

        guest.Clock.End();
        return guest.Read(signal, Points * 8);

        Span<float> Values() => MemoryMarshal.Cast<byte, float>(guest.Memory.Slice((int)signal, Points * 8));
    }
}
