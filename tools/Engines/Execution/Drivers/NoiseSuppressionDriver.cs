using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace CompileBench.Engines.Execution.Drivers;

/// <summary>Filters a noisy signal with RNNoise. The output is the probability of speech of each frame, and the last frame.</summary>
internal sealed class NoiseSuppressionDriver : WorkloadDriver
{
    private const int Samples = 480;

    public override string Name => "noise-suppression";

    public override IReadOnlyList<HostFunction> Imports { get; } = [EmscriptenMemory.RefuseGrowth("a", "a"), EmscriptenMemory.Copy("a", "b")];

    public override byte[] Run(Guest guest, DriverInput input)
    {
        var frames = input.Number("frames", 1);
        guest.MemoryName = "c";
        guest.Call("d");
        var state = guest.Call("h", 0);
        var frame = guest.Call("l", Samples * 4);
        var noise = SyntheticData.Noise(Samples * frames);
        var output = new byte[4 * frames];
        var filter = guest.Function("k");
        guest.Clock.Begin();
        for (var i = 0; i < frames; i++)
        {
            var values = MemoryMarshal.Cast<byte, float>(guest.Memory.Slice((int)frame, Samples * 4));
            for (var k = 0; k < Samples; k++)
            {
                values[k] = (noise[(i * Samples) + k] - 128) * 40;
            }

            BinaryPrimitives.WriteInt32LittleEndian(output.AsSpan(4 * i), (int)filter.Call(state, frame, frame));
        }

        guest.Clock.End();
        return [.. output, .. guest.Read(frame, Samples * 4)];
    }
}
